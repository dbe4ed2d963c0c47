"""The law of time a plan's measures are judged by: the limits and holidays of its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from jixiao.law.packs import Packs, chosen, first_day, national_time, packs_at_hand
from jixiao.law.time_law import TimeLaw
from jixiao.law.time_limits import Limit, UnknownLimitError
from jixiao.measures.measure import Measure, OnTime
from jixiao.plan.model import Plan


def time_of(plan: Plan, day: date | None = None, among: Packs | None = None) -> TimeLaw:
    """Limits and holidays of the plan's place, as of the end of its year; of no year, of the day."""
    known = packs_at_hand() if among is None else among
    asked = date(plan.year, 12, 31) if plan.year else day or date.today()
    on = max(asked, first_day(known))
    return chosen(plan.department.division, on, among=known).pack.time


def known_limit(name: str) -> Limit:
    """The limit of that name: the country's, else that of the first place that sets it.

    Raises:
        UnknownLimitError: no place sets it; says which limits the country has.
    """
    try:
        return national_time().limit(name)
    except UnknownLimitError:
        times = (one.time for one in packs_at_hand().values())
        local = next((one for time in times for one in time.limits if one.id == name), None)
        if local is None:
            raise
        return local


def governed(measure: Measure, time: TimeLaw) -> Measure:
    """The measure with its limits as the law of time has them.

    Raises:
        UnknownLimitError: a limit that this place does not set.
    """
    return replace(measure, on_time=_under(measure.on_time, time)) if measure.on_time else measure


def all_governed(
    measure: Measure, known: Mapping[str, Measure], time: TimeLaw
) -> tuple[Measure, Mapping[str, Measure]]:
    """A measure, and among all there are those it is made of, under the law of time."""
    own = governed(measure, time)
    return own, {**known, own.id: own, **{name: governed(known[name], time) for name in own.of}}


def _under(terms: OnTime, time: TimeLaw) -> OnTime:
    return replace(
        terms,
        limit=time.limit(terms.limit.id) if terms.limit else None,
        branches=tuple((when, _under(one, time)) for when, one in terms.branches),
    )
