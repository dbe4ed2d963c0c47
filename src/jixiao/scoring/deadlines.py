"""Deadlines as a person answers them: the day something was done; a year's length met by a day."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from jixiao.plan.deadline import last_day, parts_of
from jixiao.plan.target import Target
from jixiao.plan.target_dates import read_deadline
from jixiao.plan.words import clean
from jixiao.terms.targets import Operator, TargetKind

_MONTH = re.compile(r"(?P<month>\d{1,2})\s*月?份?")
_DATED = re.compile(r"\d{4}\s*[-年./]\s*\d{1,2}|\d{1,2}\s*月")
_WHOLE_YEAR = ((Decimal(1), "年"), (Decimal(12), "个月"), (Decimal(12), "月"))


def due_by_year(target: Target, printed: str, year: int | None) -> date | None:
    """The year's last day where the target is 一年 and the actual value is a date, not a length.

    An explicit rule (field guide §3.7): ``完成时间 1年`` answered with a day means within the year.
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
        parts = parts_of(found.when, year)
    elif month := _MONTH.fullmatch(text):
        parts = parts_of(month["month"], year)
    else:
        parts = parts_of(text, year)
    return None if parts is None else last_day(parts)


def days_of(day: date, year: int) -> int:
    """How many days of that year (and beyond) have gone by on a day; 1 January is 1."""
    return (day - date(year, 1, 1)).days + 1
