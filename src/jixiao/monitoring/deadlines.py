"""The day a target is due, a year's length among them, and the day something was done."""

from __future__ import annotations

from datetime import date

from jixiao.plan import deadline
from jixiao.plan.target import Target
from jixiao.terms.targets import TargetKind

_WHOLE_YEAR = {("1", "年"), ("12", "月"), ("12", "个月")}


def due_of(target: Target, year: int | None) -> date | None:
    """The last day on which the target is met, or ``None`` where it is no deadline.

    As :func:`jixiao.plan.deadline.due_of` for a deadline; a duration of a whole year or twelve
    months from the year's start (``1年``) is due on the year's last day. A period is no deadline.
    """
    if target.kind is TargetKind.DURATION:
        return _of_duration(target, year)
    return deadline.due_of(target, year) if target.kind is TargetKind.DEADLINE else None


def day_of(text: str | None) -> date | None:
    """An ISO day, or ``None``."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def _of_duration(target: Target, year: int | None) -> date | None:
    bound = target.low or target.high
    return date(year, 12, 31) if year and (bound, target.unit) in _WHOLE_YEAR else None
