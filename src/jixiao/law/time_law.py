"""A place's law of time: its time limits, and the calendar by which their days are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jixiao.law.calendar import WorkingDays, calendar_of, working_days
from jixiao.law.time_limits import Limit, UnknownLimitError, limit_of

#: A year, its weekdays off and its weekend days worked.
Year = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class TimeLaw:
    """Time limits and calendar. Equal where they say the same, so what is kept by it stays true."""

    limits: tuple[Limit, ...]
    years: tuple[Year, ...]

    def limit(self, name: str) -> Limit:
        """The time limit of that name.

        Raises:
            UnknownLimitError: there is none; says which there are.
        """
        found = next((one for one in self.limits if one.id == name), None)
        if found is None:
            known = "、".join(one.id for one in self.limits)
            raise UnknownLimitError(f"没有时限“{name}”；有：{known}")
        return found

    def calendar(self, added: Path | None = None) -> WorkingDays:
        """The calendar, with the years of a file where there is one.

        Raises:
            CalendarFileError: the file is not a table of holidays, or leaves a year out.
        """
        if added is None or not added.exists():
            return _calendar(self.years)
        return working_days(_tables(self.years), added)


def time_law_of(limits: Mapping[str, Any], calendar: Mapping[str, Any]) -> TimeLaw:
    """From the tables of a place."""
    return TimeLaw(
        tuple(limit_of(name, one) for name, one in limits.items()),
        tuple(
            (year, tuple(days.get("off", ())), tuple(days.get("on", ())))
            for year, days in sorted(calendar.items())
        ),
    )


@lru_cache(maxsize=64)
def _calendar(years: tuple[Year, ...]) -> WorkingDays:
    return calendar_of(_tables(years), "calendar")


def _tables(years: tuple[Year, ...]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {year: {"off": off, "on": on} for year, off, on in years}
