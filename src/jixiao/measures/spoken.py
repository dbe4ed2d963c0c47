"""Whether take-ins speak for a day: then what they do not hold did not happen, and zero is a number."""

from __future__ import annotations

from datetime import date, timedelta

from jixiao.registers.store import Store

_DAY = timedelta(days=1)


def spoken_for(store: Store, register: str, day: date) -> bool:
    """Whether take-ins that were said to speak for a day cover its year up to it, one or several."""
    reached = date(day.year, 1, 1) - _DAY
    spans = (
        (one.first_day, one.last_day)
        for one in store.imports(register)
        if one.speaks_for is not None
    )
    for first, last in sorted((a, b) for a, b in spans if a is not None and b is not None):
        if first <= reached + _DAY:
            reached = max(reached, last)
    return reached >= day
