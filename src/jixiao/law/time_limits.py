"""Time limits (法定时限) as dated data: number, kind of days, start, stops, extension, suspension.

Which version holds is decided by the day the matter started (the day of receipt). A version whose
number was not verified may carry none: then nothing is computed, and the reason says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jixiao.law.calendar import WorkingDays
from jixiao.terms.label import Labelled


class DayKind(Labelled):
    """What a limit counts."""

    WORKING = "working", "工作日", "working days"
    CALENDAR = "calendar", "自然日", "calendar days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"


class UnknownLimitError(LookupError):
    """No time limit of that name, or none with a number for that day."""


@dataclass(frozen=True)
class Version:
    """The number in force for matters that started from ``since`` to ``until``, both included."""

    since: date
    until: date | None
    number: int | None
    source: str
    verified: bool

    def holds(self, started: date) -> bool:
        """Whether it is the version for a matter that started on that day."""
        return self.since <= started and (self.until is None or started <= self.until)


@dataclass(frozen=True)
class Limit:
    """A time limit. ``extension`` is how many days may be added, and who allows it."""

    id: str
    label: str
    unit: DayKind
    start: str
    stops: tuple[str, ...]
    versions: tuple[Version, ...]
    suspension: str = ""
    extension_days: int | None = None
    extension_by: str = ""
    note: str = ""

    def version(self, started: date) -> Version | None:
        """The version for a matter that started on that day, or ``None``."""
        return next((v for v in self.versions if v.holds(started)), None)

    def due(
        self, started: date, calendar: WorkingDays, *, extended: int = 0, suspended: int = 0
    ) -> date:
        """The last day on which it is still on time; the day of the start is not counted.

        Raises:
            UnknownLimitError: no verified number for that day, or a limit in months or years.
            NoCalendarError: working days of a year that is not in the calendar.
        """
        version = self.version(started)
        if version is None or version.number is None:
            raise UnknownLimitError(f"“{self.label}”在 {started} 没有核实的天数")
        days = version.number + extended + suspended
        if self.unit is DayKind.CALENDAR:
            return started + timedelta(days=days)
        if self.unit is DayKind.WORKING:
            return calendar.after(started, days)
        raise UnknownLimitError(f"“{self.label}”以{self.unit.label}计，不按天推算")


@lru_cache(maxsize=1)
def limits() -> Mapping[str, Limit]:
    """Every time limit by its name."""
    folder = files("jixiao.law") / "limits"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    tables = (tomllib.loads((folder / name).read_text("utf-8")) for name in names)
    return {one["id"]: _limit(one) for table in tables for one in table["limit"]}


def limit(name: str) -> Limit:
    """The time limit of that name.

    Raises:
        UnknownLimitError: there is none; says which there are.
    """
    found = limits().get(name)
    if found is None:
        raise UnknownLimitError(f"没有时限“{name}”；有：{'、'.join(limits())}")
    return found


def _limit(data: Mapping[str, Any]) -> Limit:
    extension = data.get("extension", {})
    return Limit(
        id=data["id"],
        label=data["label"],
        unit=next(kind for kind in DayKind if kind.value == data["unit"]),
        start=data["start"],
        stops=tuple(data["stops"]),
        versions=tuple(sorted(map(_version, data["version"]), key=lambda v: v.since)),
        suspension=data.get("suspension", ""),
        extension_days=extension.get("days"),
        extension_by=extension.get("by", ""),
        note=data.get("note", ""),
    )


def _version(data: Mapping[str, Any]) -> Version:
    return Version(
        since=data["from"],
        until=data.get("to"),
        number=data.get("number"),
        source=data["source"],
        verified=data["verified"],
    )
