"""Deadlines: the day a target is due, the day a person says it was done."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal

from jixiao.plan.target import Target
from jixiao.plan.target_dates import read_deadline
from jixiao.plan.words import clean
from jixiao.terms.targets import Operator, TargetKind

_MONTH = re.compile(r"(?P<month>\d{1,2})\s*月?份?")
_DATED = re.compile(r"\d{4}\s*[-年./]\s*\d{1,2}|\d{1,2}\s*月")
_WHOLE_YEAR = ((Decimal(1), "年"), (Decimal(12), "个月"), (Decimal(12), "月"))
_BEFORE = (Operator.LESS_THAN, Operator.MORE_THAN)


def due_of(target: Target, year: int | None) -> date | None:
    """The last day on which the target is met.

    A month is due by its last day; ``12月前`` by the day before the month begins; a day is due on
    that day, ``前`` or not. A month or day without a year is of the plan's year.
    """
    if target.kind not in (TargetKind.DEADLINE, TargetKind.RANGE):
        return None
    parts = _parts(target.high or target.low or "", year)
    if parts is None:
        return None
    if len(parts) == 2 and target.operator in _BEFORE:
        return date(parts[0], parts[1], 1) - timedelta(days=1)
    return _last_day(parts)


def due_by_year(target: Target, printed: str, year: int | None) -> date | None:
    """The year's last day where the target is 一年 and the actual value is a date, not a length.

    An explicit rule (domain.md §3.7): ``完成时间 1年`` answered with a day means within the year.
    """
    whole = target.kind is TargetKind.DURATION and (target.value, target.unit) in _WHOLE_YEAR
    if not whole or year is None or not _DATED.search(printed):
        return None
    return date(year, 12, 31) if done_of(printed, year) else None


def done_of(printed: str, year: int | None) -> date | None:
    """The day something was done, as a person wrote it; a month counts as its last day."""
    text = clean(printed)
    found = read_deadline(text, Operator.AT_MOST)
    if found is not None:
        parts = _parts(found.when, year)
    elif month := _MONTH.fullmatch(text):
        parts = _parts(month["month"], year)
    else:
        parts = _parts(text, year)
    return None if parts is None else _last_day(parts)


def days_of(day: date, year: int) -> int:
    """How many days of that year (and beyond) have gone by on a day; 1 January is 1."""
    return (day - date(year, 1, 1)).days + 1


def _parts(when: str, year: int | None) -> tuple[int, ...] | None:
    """``2023-12-31``, ``2023-12``, ``12-31`` or ``12`` → year, month and perhaps day."""
    if not re.fullmatch(r"\d{1,4}(-\d{1,2}){0,2}", when):
        return None
    numbers = tuple(map(int, when.split("-")))
    if numbers[0] < 1000:
        if year is None:
            return None
        numbers = (year, *numbers)
    return numbers if _exists(numbers) else None


def _exists(numbers: tuple[int, ...]) -> bool:
    if not 2 <= len(numbers) <= 3 or not 1 <= numbers[1] <= 12 or not 1900 <= numbers[0] <= 2200:
        return False
    return len(numbers) == 2 or 1 <= numbers[2] <= calendar.monthrange(*numbers[:2])[1]


def _last_day(numbers: tuple[int, ...]) -> date:
    year, month = numbers[:2]
    return date(
        year, month, numbers[2] if len(numbers) == 3 else calendar.monthrange(year, month)[1]
    )
