"""Decisions about an indicator's score, as the application's record holds them (:mod:`jixiao.acts.judging`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.acts.judging import (
    KINDS,
    Judged,
    Standing,
    about,
    aside_says,
    band_says,
    judged_of,
    last_standing,
)
from jixiao.acts.judging import standing as folded
from jixiao.acts.record import on_subject
from jixiao.law.scoring import ScoringRules
from jixiao.plan.model import Indicator, Plan
from jixiao.scoring.judgements import bands, not_applicable
from jixiao.terms.acts import JudgedAs
from jixiao.web.acts import record_of
from jixiao.web.models import PlanRecord
from jixiao.web.saying import Speaker

__all__ = ["Subject", "bands", "not_applicable", "pick_band", "set_aside", "standing", "undo"]


@dataclass(frozen=True)
class Subject:
    """What is decided about, by whom, and by what the page was made of."""

    record: PlanRecord
    indicator: Indicator
    speaker: Speaker
    seen: str | None


def standing(record: PlanRecord, plan: Plan) -> dict[str, Standing]:
    """Indicator → what was decided about it; only of those the plan still holds."""
    told = record_of(record.department_id).reading().of_kinds(KINDS)
    return folded(told, plan, record.year)


def pick_band(
    subject: Subject, band: str, percent: str, reason: str, rules: ScoringRules
) -> Judged:
    """Keep a band with the percentage of the points inside it.

    Raises:
        ActRefusedError: as :func:`jixiao.acts.judging.band_says`.
        StaleActError: somebody else decided meanwhile; nothing was stored.
    """
    return _add(subject, JudgedAs.BAND, band_says(subject.indicator, band, percent, reason, rules))


def set_aside(subject: Subject, reason: str) -> Judged:
    """Keep that an indicator does not apply.

    Raises:
        ActRefusedError: no reason.
        StaleActError: as for :func:`pick_band`.
    """
    return _add(subject, JudgedAs.NOT_APPLICABLE, aside_says(subject.indicator, reason))


def undo(subject: Subject) -> Judged:
    """Take the last decision back by a later act.

    Raises:
        ActRefusedError: there is nothing to take back.
        StaleActError: as for :func:`pick_band`.
    """
    key = about(subject.record.year, subject.indicator)
    book = record_of(subject.record.department_id).reading()
    last = last_standing(on_subject(book, key))
    return _add(subject, JudgedAs.WITHDRAWN, {"undoes": last.hash if last else None})


def _add(subject: Subject, kind: JudgedAs, says: Mapping[str, object]) -> Judged:
    key = about(subject.record.year, subject.indicator)
    record = record_of(subject.record.department_id)
    return judged_of(record.add(subject.speaker.draft(kind.value, key, says), subject.seen))
