"""Why a finding does not apply, as a clerk says it for the reviewer to read; and what is answered.

A finding has no record of its own: it is named by its rule, its place and what it says. When the text it
is about changes it says something else, and the dispute no longer stands beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jixiao.acts.kind import Told
from jixiao.acts.reasons import reason
from jixiao.findings.finding import Finding

DISPUTE, WITHDRAWN, ANSWERED = "dispute", "dispute_withdrawn", "dispute_answered"
KINDS = (DISPUTE, WITHDRAWN, ANSWERED)


@dataclass(frozen=True)
class Answer:
    """What who reviews says to a dispute: whether they agree, and why."""

    agrees: bool
    text: str
    who: str
    recorded: datetime


@dataclass(frozen=True)
class Dispute:
    """A dispute that stands; ``hash`` names it where it is answered or taken back."""

    reason: str
    who: str
    recorded: datetime
    hash: str
    answer: Answer | None = None


def digest_of(finding: Finding) -> str:
    """A finding's name: what rule says what of which place."""
    where = finding.where
    parts = (finding.rule, where.project or "", where.indicator or "", where.field or "")
    return _hash("\n".join((*parts, _hash(finding.fault))))


def dispute_says(finding: Finding, typed: str) -> dict[str, Any]:
    """What a dispute of a finding says.

    Raises:
        ActRefusedError: no reason, or too long a one.
    """
    where = finding.where
    return {
        "rule": finding.rule, "project": where.project, "indicator": where.indicator,
        "field": where.field, "fault": finding.fault,
        "reason": reason(typed, "请写明不同意的理由，供审核人判断。"),
    }  # fmt: skip


def answer_says(dispute: str, agrees: bool, typed: str) -> dict[str, Any]:
    """What an answer to a dispute says.

    Raises:
        ActRefusedError: no reason, or too long a one.
    """
    text = reason(typed, "请写明同意或不同意的理由。")
    return {"dispute": dispute, "agrees": agrees, "text": text}


def standing(told: Iterable[Told], year: int) -> dict[str, list[Dispute]]:
    """Digest of a finding → the disputes of it that nobody took back, in the order they came."""
    of: dict[str, list[Told]] = {}
    for one in told:
        if one.act.subject["plan"] == year:
            of.setdefault(one.act.subject["finding"], []).append(one)
    return {key: found for key, few in of.items() if (found := list(disputes_of(few)))}


def disputes_of(told: Sequence[Told]) -> Iterable[Dispute]:
    """The disputes of one finding that stand."""
    gone = {one.says["dispute"] for one in told if one.act.kind == WITHDRAWN}
    answers = {
        one.says["dispute"]: Answer(
            one.says["agrees"], one.says["text"], one.who, one.moment or one.act.recorded
        )
        for one in told
        if one.act.kind == ANSWERED
    }
    for one in told:
        if one.act.kind == DISPUTE and one.act.hash not in gone:
            yield Dispute(
                one.says["reason"], one.who, one.moment or one.act.recorded, one.act.hash,
                answers.get(one.act.hash),
            )  # fmt: skip


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
