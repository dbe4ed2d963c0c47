"""Decisions about an indicator's score: which stand, how one comes to be, how one is taken back.

A band and the points inside it are a person's, with a reason, never by default (财预〔2020〕10号).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.law.scoring import ScoringRules
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import decimal_of, plain
from jixiao.plan.words import clean
from jixiao.scoring.actuals import Judgement
from jixiao.scoring.lines import is_number
from jixiao.terms.targets import TargetKind
from jixiao.web.models import Judged, PlanRecord

LONGEST = 500


class JudgedError(ValueError):
    """What was sent is no decision; the text says what is wanting, to who sent it."""


class JudgedStaleError(Exception):
    """Somebody else decided meanwhile: ``last`` is what the page had not seen."""

    def __init__(self, last: Judged | None) -> None:
        super().__init__(last)
        self.last = last


@dataclass(frozen=True)
class Standing:
    """What stands of an indicator, everything decided about it, and the newest row's number.

    ``outdated``: there was a decision, about a target that reads otherwise now.
    """

    stands: Judged | None
    history: tuple[Judged, ...]
    outdated: Judged | None = None

    @property
    def seen(self) -> int:
        """By which a page says what it was made of."""
        return self.history[-1].pk if self.history else 0


NOTHING = Standing(None, ())


def can_be_judged(indicator: Indicator) -> bool:
    """Whether a person picks its band: words and dates, not numbers, not what has no target."""
    return not is_number(indicator) and indicator.target.kind is not TargetKind.NONE


def standing(record: PlanRecord, plan: Plan) -> dict[str, Standing]:
    """Indicator → what was decided about it; only of those the plan still holds."""
    rows = {row.id: row for _p, row in plan.indicators()}
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in record.judged.select_related("author"):
        found[one.indicator_id].append(one)
    return {key: _standing(few, rows[key]) for key, few in found.items() if key in rows}


def _standing(few: list[Judged], row: Indicator) -> Standing:
    undone = {one.undoes_id for one in few}
    left = [one for one in few if one.kind != Judged.Kind.UNDONE and one.pk not in undone]
    last = left[-1] if left else None
    if last and (last.target != row.target.raw or _misfits(last, row)):
        return Standing(None, tuple(few), last)
    return Standing(last, tuple(few))


def _misfits(one: Judged, row: Indicator) -> bool:
    return one.kind == Judged.Kind.BAND and not can_be_judged(row)


def bands(known: Mapping[str, Standing]) -> dict[str, Judgement]:
    """The bands that stand, as scoring takes them."""
    return {
        key: Judgement(band=one.stands.band, percent=one.stands.percent)
        for key, one in known.items()
        if one.stands and one.stands.kind == Judged.Kind.BAND
    }


def not_applicable(known: Mapping[str, Standing]) -> tuple[str, ...]:
    """Indicators that somebody said do not apply."""
    kind = Judged.Kind.NOT_APPLICABLE
    return tuple(key for key, one in known.items() if one.stands and one.stands.kind == kind)


@dataclass(frozen=True)
class Subject:
    """What is decided about, and by what the page was made of."""

    record: PlanRecord
    project: Project
    indicator: Indicator
    seen: int


def pick_band(
    about: Subject, band: str, percent: str, reason: str, author: object, rules: ScoringRules
) -> Judged:
    """Keep a band with the percentage of the points inside it.

    Raises:
        JudgedError: no band, no percentage inside it, no reason, or an indicator that is a number.
        JudgedStaleError: somebody else decided meanwhile; nothing was stored.
    """
    if not can_be_judged(about.indicator):
        raise JudgedError(_("这条指标按数计分，不能由人定档；请核对实际值。"))
    picked = rules.bands.get(band)
    if picked is None:
        raise JudgedError(_("请先选一档。"))
    share = _percent(percent)
    if share is None or not picked.holds(share):
        words = _("“%(band)s”应在%(span)s之间，最多两位小数，写的是“%(typed)s”。")
        told = {"band": picked.label, "span": picked.words, "typed": percent.strip()[:20]}
        raise JudgedError(words % told)
    kept = _reason(reason, _("请写明定这一档的理由。"))
    return _add(about, Judged.Kind.BAND, author, band=band, percent=share, reason=kept)


def set_aside(about: Subject, reason: str, author: object) -> Judged:
    """Keep that an indicator does not apply; its points are then left out of the hundred.

    Raises:
        JudgedError: no reason.
        JudgedStaleError: as for :func:`pick_band`.
    """
    kept = _reason(reason, _("请写明为什么不适用。"))
    return _add(about, Judged.Kind.NOT_APPLICABLE, author, reason=kept)


def undo(about: Subject, author: object) -> Judged:
    """Take the last decision back by a later row; the one before it, where there is one, stands again.

    Raises:
        JudgedError: there is nothing to take back.
        JudgedStaleError: as for :func:`pick_band`.
    """
    with transaction.atomic():
        known = _locked(about)
        last = known.stands or known.outdated
        if last is None:
            raise JudgedError(_("没有可以撤销的评定。"))
        return _create(about, Judged.Kind.UNDONE, author, undoes=last)


def _reason(typed: str, wanting: str) -> str:
    reason = clean(typed)
    if not reason:
        raise JudgedError(wanting)
    if len(reason) > LONGEST:
        words = _("理由最多写 %(longest)s 字，现有 %(found)s 字；请精简。")
        raise JudgedError(words % {"longest": LONGEST, "found": len(reason)})
    return reason


def _percent(typed: str) -> Decimal | None:
    found = decimal_of(typed.strip().removesuffix("%"))
    whole = found is not None and -int(found.as_tuple().exponent) <= 2 and 0 <= found <= 100
    return Decimal(plain(found)) if whole and found is not None else None


def _add(about: Subject, kind: Judged.Kind, author: object, **told: object) -> Judged:
    with transaction.atomic():
        _locked(about)
        return _create(about, kind, author, **told)


def _locked(about: Subject) -> Standing:
    """What stands, with the plan's row locked, where nobody decided since the page was made."""
    PlanRecord.objects.select_for_update().get(pk=about.record.pk)
    few = list(about.record.judged.filter(indicator_id=about.indicator.id).select_related("author"))
    known = _standing(few, about.indicator)
    if known.seen != about.seen:
        raise JudgedStaleError(few[-1] if few else None)
    return known


def _create(about: Subject, kind: Judged.Kind, author: object, **told: object) -> Judged:
    return Judged.objects.create(
        record=about.record, kind=kind, author=author, project_id=about.project.id,
        project_name=about.project.short_name or about.project.name,
        indicator_id=about.indicator.id, indicator_name=about.indicator.name,
        target=about.indicator.target.raw, **told,
    )  # fmt: skip
