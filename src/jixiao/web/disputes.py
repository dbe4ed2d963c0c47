"""Disputes of findings in the application's record (:mod:`jixiao.acts.disputing`)."""

from __future__ import annotations

from jixiao.acts.disputing import (
    ANSWERED,
    DISPUTE,
    KINDS,
    WITHDRAWN,
    Dispute,
    answer_says,
    digest_of,
    dispute_says,
)
from jixiao.acts.disputing import standing as folded
from jixiao.acts.kind import Draft
from jixiao.findings.finding import Finding
from jixiao.web.acts import record_of
from jixiao.web.models import PlanRecord
from jixiao.web.saying import Speaker

__all__ = ["answer", "digest_of", "dispute", "standing", "withdraw"]


def standing(record: PlanRecord) -> dict[str, list[Dispute]]:
    """Digest of a finding → the disputes of it that nobody took back, in the order they came."""
    return folded(record_of(record.department_id).reading().of_kinds(KINDS), record.year)


def dispute(record: PlanRecord, finding: Finding, typed: str, said: Speaker) -> None:
    """Keep why a finding does not apply.

    Raises:
        ActRefusedError: no reason, or too long a one; not the clerk's.
    """
    says = dispute_says(finding, typed)
    _add(record, said.draft(DISPUTE, _about(record, digest_of(finding)), says))


def withdraw(record: PlanRecord, finding: str, dispute_hash: str, said: Speaker) -> None:
    """Take a dispute back by a later act.

    Raises:
        ActRefusedError: it was taken back already, or there is none.
    """
    _add(record, said.draft(WITHDRAWN, _about(record, finding), {"dispute": dispute_hash}))


def answer(
    record: PlanRecord, finding: str, dispute_hash: str, agrees: bool, typed: str, said: Speaker
) -> None:
    """Say to a dispute whether it is agreed with, and why.

    Raises:
        ActRefusedError: no reason; taken back meanwhile; not theirs to answer.
    """
    says = answer_says(dispute_hash, agrees, typed)
    _add(record, said.draft(ANSWERED, _about(record, finding), says))


def _about(record: PlanRecord, finding: str) -> dict[str, object]:
    return {"plan": record.year, "finding": finding}


def _add(record: PlanRecord, draft: Draft) -> None:
    """On top of whatever was said: disputes of one finding stand beside one another."""
    with record_of(record.department_id).writing() as writer:
        writer.say(draft)
