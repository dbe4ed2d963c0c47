"""The day a deadline falls on: one rule for who watches the year and who scores it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from jixiao.plan.target import Target
from jixiao.terms.targets import Operator, TargetKind

_BEFORE = (Operator.LESS_THAN, Operator.MORE_THAN)


def due_of(target: Target, year: int | None) -> date | None:
    """The last day on which a deadline or a period is met; ``None`` for any other target.

    A month is due by its last day; ``12月前`` by the day before the month begins; a day is due on
    that day, ``前`` or not. A month or day without a year is of the plan's year.
    """
    if target.kind is not TargetKind.DEADLINE and not _is_period(target):
        return None
    parts = parts_of(target.high or target.low or "", year)
    if parts is None:
        return None
    if len(parts) == 2 and target.operator in _BEFORE:
        return date(parts[0], parts[1], 1) - timedelta(days=1)
    return last_day(parts)


def _is_period(target: Target) -> bool:
    """Whether a range names days or months of the calendar; ``3-5天`` is a length, ``3-5`` a number."""
    dated = target.unit == "月" or "-" in (target.high or "")[1:]
    return target.kind is TargetKind.RANGE and dated


def parts_of(when: str, year: int | None) -> tuple[int, ...] | None:
    """``2023-12-31``, ``2023-12``, ``12-31`` or ``12`` → year, month and perhaps day."""
    if not re.fullmatch(r"\d{1,4}(-\d{1,2}){0,2}", when):
        return None
    numbers = tuple(map(int, when.split("-")))
    if numbers[0] < 1000:
        if year is None:
            return None
        numbers = (year, *numbers)
    return numbers if _exists(numbers) else None


def last_day(parts: tuple[int, ...]) -> date:
    """The day itself, or the last day of a month without one."""
    year, month = parts[:2]
    return date(year, month, parts[2] if len(parts) == 3 else calendar.monthrange(year, month)[1])


def _exists(numbers: tuple[int, ...]) -> bool:
    if not 2 <= len(numbers) <= 3 or not 1 <= numbers[1] <= 12 or not 1900 <= numbers[0] <= 2200:
        return False
    return len(numbers) == 2 or 1 <= numbers[2] <= calendar.monthrange(*numbers[:2])[1]
