"""What a year's notice of holidays has to name (全国年节及纪念日放假办法), and what in it looks left out.

The spans in which each falls are of the solar calendar, wide enough for every year since 2008.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

_DAY = timedelta(days=1)
_WEEKEND = 5
#: Holiday, first and last day on which a weekday off for it can lie.
_SPANS = (
    ("元旦", "01-01", "01-04"), ("春节", "01-20", "02-25"), ("清明节", "04-02", "04-08"),
    ("劳动节", "04-28", "05-05"), ("端午节", "05-25", "06-28"), ("中秋节", "09-05", "09-30"),
    ("国庆节", "10-01", "10-08"),
)  # fmt: skip
#: 中秋节 that falls into 国庆节 lengthens it: so many days together, weekends with them.
_TOGETHER = 8
#: Working days between two days off so few that a day of one holiday was left out, not two holidays met.
_FEW = 2


def unnamed(year: int, off: Sequence[str], worked: Sequence[str]) -> tuple[str, ...]:
    """The holidays for which no weekday is off; ``off`` and ``worked`` are days of the year, ``MM-DD``."""
    free = {_on(year, text) for text in off}
    lacking = (
        name for name, first, last in _SPANS
        if not any(_on(year, first) <= day <= _on(year, last) for day in free)
    )  # fmt: skip
    long = _run(year, free, {_on(year, text) for text in worked}) >= _TOGETHER
    return tuple(name for name in lacking if name != "中秋节" or not long)


def left_out(year: int, off: Sequence[str], worked: Sequence[str]) -> tuple[str, ...]:
    """Working days that stand between days off as if one had been forgotten."""
    free, busy = sorted(_on(year, text) for text in off), {_on(year, text) for text in worked}
    found = (tuple(_working(first, last, busy)) for first, last in pairwise(free))
    return tuple(f"{day:%m-%d}" for days in found if len(days) <= _FEW for day in days)


def _working(first: date, last: date, busy: set[date]) -> Iterator[date]:
    """The working days between two days off."""
    between = (first + n * _DAY for n in range(1, (last - first).days))
    return (day for day in between if day.weekday() < _WEEKEND or day in busy)


def _run(year: int, free: set[date], busy: set[date]) -> int:
    """How many days together are off round the first of October."""
    first = last = date(year, 10, 1)
    off = free | {
        first + n * _DAY for n in range(-9, 18) if (first + n * _DAY).weekday() >= _WEEKEND
    } - busy  # fmt: skip
    while first - _DAY in off:
        first -= _DAY
    while last in off:
        last += _DAY
    return (last - first).days


def _on(year: int, text: str) -> date:
    return date.fromisoformat(f"{year}-{text}")
