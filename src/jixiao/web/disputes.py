"""Disputes of findings in the application's record (:mod:`jixiao.acts.disputing`)."""

from __future__ import annotations

from jixiao.acts.disputing import ANSWERED, DISPUTE, KINDS, WITHDRAWN, Dispute, digest_of
from jixiao.acts.disputing import standing as folded
from jixiao.acts.kind import Draft
from jixiao.acts.reasons import reason
from jixiao.plan.finding import Finding
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
    where = finding.where
    says = {
        "rule": finding.rule, "project": where.project, "indicator": where.indicator,
        "field": where.field, "fault": finding.fault,
        "reason": reason(typed, "请写明不同意的理由，供审核人判断。"),
    }  # fmt: skip
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
    says = {
        "dispute": dispute_hash, "agrees": agrees,
        "text": reason(typed, "请写明同意或不同意的理由。"),
    }  # fmt: skip
    _add(record, said.draft(ANSWERED, _about(record, finding), says))


def _about(record: PlanRecord, finding: str) -> dict[str, object]:
    return {"plan": record.year, "finding": finding}


def _add(record: PlanRecord, draft: Draft) -> None:
    """On top of whatever was said: disputes of one finding stand beside one another."""
    with record_of(record.department_id).writing() as writer:
        writer.add(draft, writer.head(draft))
