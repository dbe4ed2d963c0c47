"""What people decided about indicators, as scoring takes it: bands, and what does not apply."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.acts.judging import KINDS, Standing, standing
from jixiao.plan.model import Plan
from jixiao.registers.store import Store
from jixiao.scoring.actuals import Judgement
from jixiao.terms.acts import JudgedAs


def recorded(plan: Plan, store: Store, year: int) -> dict[str, Standing]:
    """Indicator → what was decided about it in a year; only of those the plan still holds.

    Raises:
        BrokenRecordError: the record is not what was recorded.
    """
    return standing(store.told(KINDS), plan, year)


def bands(known: Mapping[str, Standing]) -> dict[str, Judgement]:
    """The bands that stand."""
    return {
        key: Judgement.model_validate({"band": one.stands.band, "percent": one.stands.percent})
        for key, one in known.items()
        if one.stands and one.stands.kind is JudgedAs.BAND
    }


def not_applicable(known: Mapping[str, Standing]) -> tuple[str, ...]:
    """Indicators that somebody said do not apply."""
    return tuple(
        key
        for key, one in known.items()
        if one.stands and one.stands.kind is JudgedAs.NOT_APPLICABLE
    )
