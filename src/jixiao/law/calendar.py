"""Working days (工作日): a table of the days that depart from Monday to Friday, year by year.

A year without data is an error that says so; nothing is ever guessed from the weekday alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

_DAY = timedelta(days=1)


class NoCalendarError(LookupError):
    """A day of a year whose holidays are not in the table; the text says which years there are."""


class CalendarFileError(ValueError):
    """A table of holidays that cannot be read: which file and what was expected."""


@dataclass(frozen=True)
class WorkingDays:
    """Weekdays that are off and weekend days that are worked, over whole years without a gap."""

    off: frozenset[date]
    on: frozenset[date]
    first_year: int
    last_year: int

    def is_working(self, day: date) -> bool:
        """Whether it is a working day.

        Raises:
            NoCalendarError: the table does not hold that year.
        """
        self._refuse_unknown(day)
        return self._works(day)

    def ordinal(self, day: date) -> int:
        """How many working days there are from the table's first day up to and with this day."""
        self._refuse_unknown(day)
        return self._ordinals[day]

    def between(self, start: date, stop: date) -> int:
        """Working days after ``start`` up to and with ``stop``: the day of the start is not counted."""
        return self.ordinal(stop) - self.ordinal(start)

    def after(self, start: date, count: int) -> date:
        """The day on which a period of ``count`` working days from ``start`` ends."""
        day, left = start, count
        while left > 0:
            day += _DAY
            left -= self.is_working(day)
        return day

    def after_holiday(self, day: date) -> date:
        """The day itself; one on a statutory holiday moves to the first day after the holiday.

        A holiday is a run of days off of which the notice names one: the weekend it is joined to
        belongs to it. An ordinary weekend moves nothing: the rules name statutory holidays only.
        """
        self._refuse_unknown(day)
        again = day
        while not self._works(again):
            again += _DAY
        self._refuse_unknown(again)  # over the new year: whether it goes on is not known
        return again if day in self._in_holidays else day

    def holiday_start(self, day: date) -> date:
        """The earliest day whose limit still runs to this one: a holiday's first, or the day itself.

        ``stop <= after_holiday(last)`` is ``holiday_start(stop) <= last``.
        """
        self._refuse_unknown(day)
        return next((first for first, after in self.holidays if first <= day <= after), day)

    @cached_property
    def _in_holidays(self) -> frozenset[date]:
        spans = (((after - first).days, first) for first, after in self.holidays)
        return frozenset(first + n * _DAY for length, first in spans for n in range(length))

    @cached_property
    def holidays(self) -> tuple[tuple[date, date], ...]:
        """Each statutory holiday: its first day, and the first day after it."""
        found: dict[date, date] = {}
        for named in sorted(self.off):
            first, after = named, named + _DAY
            while not self._works(first - _DAY):
                first -= _DAY
            while not self._works(after):
                after += _DAY
            found[first] = after
        return tuple(found.items())

    def table(self) -> Mapping[date, int]:
        """Every day of the table with its ordinal: what a database counts working days with."""
        return self._ordinals

    def _works(self, day: date) -> bool:
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def _refuse_unknown(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise NoCalendarError(
                f"没有{day.year}年的节假日安排，不能数工作日；现有{self.first_year}年至{self.last_year}年，"
                "请由系统管理员录入公布的安排，或者写进证据文件夹的 calendar.toml"
            )

    @cached_property
    def _ordinals(self) -> Mapping[date, int]:
        days = list(_days(self.first_year, self.last_year))
        return dict(zip(days, accumulate(int(self._works(d)) for d in days), strict=True))


def working_days(years: Mapping[str, Any], added: Path) -> WorkingDays:
    """The calendar of a place, with the years of a file of the same shape.

    Raises:
        CalendarFileError: the file is not a table of holidays, or leaves a year out.
    """
    try:
        own = tomllib.loads(added.read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise CalendarFileError(
            f"{added}：应为节假日表（[年份] off、on），不能解析：{wrong}"
        ) from wrong
    return calendar_of({**years, **own}, str(added))


def calendar_of(data: Mapping[str, Any], name: str) -> WorkingDays:
    """Working days from a table of years.

    Raises:
        CalendarFileError: it is no such table, or a year between is missing.
    """
    try:
        years = sorted(int(year) for year in data)
        off = frozenset(_listed(data, "off"))
        on = frozenset(_listed(data, "on"))
    except (TypeError, ValueError, AttributeError) as wrong:
        raise CalendarFileError(
            f'{name}：每年应写 [2027] off = ["01-01"] on = ["01-10"]，现有：{wrong}'
        ) from wrong
    if lacking := sorted(set(range(years[0], years[-1])) - set(years)):
        raise CalendarFileError(
            f"{name}：年份应当连续，缺 {'、'.join(map(str, lacking))}；请按公布的安排补上"
            f"（写法同 {lacking[0] - 1} 年的一段），或者删去 {lacking[-1]} 年以后的"
        )
    return WorkingDays(off, on, years[0], years[-1])


def _listed(data: Mapping[str, Any], key: str) -> Iterator[date]:
    for year, days in data.items():
        for day in days.get(key, ()):
            yield date.fromisoformat(f"{year}-{day}")


def _days(first_year: int, last_year: int) -> Iterator[date]:
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        yield day
        day += _DAY
