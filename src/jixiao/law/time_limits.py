"""Time limits (法定时限) as dated data: number, kind of days, start, stops, extension, suspension.

Which version holds is decided by the day the matter came in. A version may change the kind of days and
what is not counted, and may say that there is no limit. One whose number was not verified may carry
none: then nothing is computed, and the reason says so. A limit in calendar days that would end on a
statutory holiday ends on the first day after it (程序规定 art. 80, 令121号 art. 45); the articles say
nothing of an ordinary weekend, which here moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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
    """What holds for matters that came in from ``since`` to ``until``, both included.

    ``none``: the rule in force sets no limit, which is not the same as one whose number nobody read.
    """

    since: date
    until: date | None
    number: int | None
    unit: DayKind
    source: str
    verified: bool
    suspension: str = ""
    none: bool = False

    def holds(self, came_in: date) -> bool:
        """Whether it is the version for a matter that came in on that day."""
        return self.since <= came_in and (self.until is None or came_in <= self.until)


@dataclass(frozen=True)
class Limit:
    """A time limit. ``extension`` is how many days may be added, and who allows it."""

    id: str
    label: str
    start: str
    stops: tuple[str, ...]
    versions: tuple[Version, ...]
    extension_days: int | None = None
    extension_by: str = ""
    note: str = ""

    @property
    def units(self) -> frozenset[DayKind]:
        """What its versions count."""
        return frozenset(version.unit for version in self.versions)

    def version(self, came_in: date) -> Version | None:
        """The version for a matter that came in on that day, or ``None``."""
        return next((v for v in self.versions if v.holds(came_in)), None)

    def due(
        self,
        started: date,
        calendar: WorkingDays,
        *,
        came_in: date | None = None,
        extended: int = 0,
        suspended: int = 0,
    ) -> date:
        """The last day on which it is still on time; the day of the start is not counted.

        ``came_in`` is the day of receipt, where the limit starts later than that.

        Raises:
            UnknownLimitError: no verified number for that day, none at all, or in months or years.
            NoCalendarError: a year whose holidays are not in the calendar.
        """
        day = came_in or started
        version = self.version(day)
        if version is not None and version.none:
            raise UnknownLimitError(f"“{self.label}”在 {day} 没有时限：{version.source}")
        if version is None or version.number is None:
            raise UnknownLimitError(f"“{self.label}”在 {day} 没有核实的天数")
        days = version.number + extended + suspended
        if version.unit is DayKind.CALENDAR:
            return calendar.after_holiday(started + timedelta(days=days))
        if version.unit is DayKind.WORKING:
            return calendar.after(started, days)
        raise UnknownLimitError(f"“{self.label}”以{version.unit.label}计，不按天推算")


def limit_of(name: str, data: Mapping[str, Any]) -> Limit:
    """A time limit from its table."""
    extension = data.get("extension", {})
    versions = (_version(own, data) for own in data["version"])
    return Limit(
        id=name,
        label=data["label"],
        start=data["start"],
        stops=tuple(data["stops"]),
        versions=tuple(sorted(versions, key=lambda v: v.since)),
        extension_days=extension.get("days"),
        extension_by=extension.get("by", ""),
        note=data.get("note", ""),
    )


def _version(own: Mapping[str, Any], limit: Mapping[str, Any]) -> Version:
    """A version; what it does not say of the kind of days and the suspension, the limit says."""
    data = {"unit": limit["unit"], "suspension": limit.get("suspension", ""), **own}
    return Version(
        since=data["from"],
        until=data.get("to"),
        number=data.get("number"),
        unit=next(kind for kind in DayKind if kind.value == data["unit"]),
        source=data["source"],
        verified=data.get("verified", False),
        suspension=data["suspension"],
        none=data.get("none", False),
    )
