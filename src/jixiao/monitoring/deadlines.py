"""The day a target is due, and the day something was done, as target and value are printed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from jixiao.plan.target import Target
from jixiao.terms.targets import Operator, TargetKind


def due_of(target: Target, year: int | None) -> date | None:
    """The last day on which the target is met, or ``None`` where it is no deadline.

    A month is due by its last day, ``12月前`` by the day before it begins. A duration of whole years
    or twelve months from the year's start (``1年``) is due on its last day.
    """
    if target.kind is TargetKind.DURATION:
        return _of_duration(target, year)
    if target.kind is not TargetKind.DEADLINE:
        return None
    parts = _numbers(target.high or target.low or "")
    if len(parts) == 1 or (len(parts) == 2 and parts[0] < 1000):
        parts = (year, *parts) if year else ()
    if len(parts) == 2 and target.operator is Operator.LESS_THAN:
        return _day(parts[0], parts[1], 1, back=1)
    return _day(*parts) if 2 <= len(parts) <= 3 else None


def day_of(text: str | None) -> date | None:
    """An ISO day, or ``None``."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def _of_duration(target: Target, year: int | None) -> date | None:
    whole = {("1", "年"), ("12", "月"), ("12", "个月")}
    bound = target.low or target.high
    return date(year, 12, 31) if year and (bound, target.unit) in whole else None


def _numbers(text: str) -> tuple[int, ...]:
    parts = text.split("-")
    return tuple(map(int, parts)) if all(p.isdigit() for p in parts) else ()


def _day(year: int, month: int, day: int | None = None, back: int = 0) -> date | None:
    try:
        return date(year, month, day or monthrange(year, month)[1]) - timedelta(days=back)
    except ValueError:
        return None
