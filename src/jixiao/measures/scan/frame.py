"""What every statement of a scan shares: year, checkpoints, calendar, dialect, and how rows are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jixiao.law.calendar import WorkingDays
from jixiao.measures.predicates.dialects import Writer
from jixiao.measures.predicates.tree import Column, LookedUp, Node, Reached

#: The calendar every engine is given: day, ordinal, before, holiday_start.
WORKDAYS = "workdays"


@dataclass(frozen=True)
class Frame:
    """``rows`` is the register's view; ``unit`` the column to group by, or ``None`` for the whole."""

    rows: str
    checkpoints: tuple[date, ...]
    calendar: WorkingDays
    writer: Writer
    unit: str | None = None

    @property
    def last(self) -> date:
        """The last checkpoint: nothing after it is known."""
        return self.checkpoints[-1]

    def thresholds(self, moment: Reached) -> tuple[date | int, ...]:
        """What each checkpoint is compared as: its day, the working days before it, a holiday's start.

        Raises:
            NoCalendarError: working days of a year that is not in the calendar.
        """
        if moment.scale == "day":
            return self.checkpoints
        if moment.scale == "holiday":
            return tuple(map(self.calendar.holiday_start, self.checkpoints))
        before = (self.calendar.ordinal(c - timedelta(days=1)) for c in self.checkpoints)
        return tuple(before)

    def bucket(self, moment: Reached, *, floor: bool) -> str:
        """The number of the first checkpoint that has reached it; one more than the last for never.

        With ``floor``, -1 for a date before the year.
        """
        what = self.writer.sql(moment.what)
        if moment.scale == "day" and self._every_month:
            return self._month(what, floor=floor)
        tree = _search(what, [_constant(t) for t in self.thresholds(moment)], 0)
        if not floor:
            return tree
        return f"CASE WHEN {what} < {_constant(self.writer.start)} THEN -1 ELSE {tree} END"

    @property
    def _every_month(self) -> bool:
        """Whether the checkpoints are the month ends of the year from January on."""
        if self.last.year != self.writer.start.year:
            return False
        nexts = (day + timedelta(days=1) for day in self.checkpoints)
        return [(d.month - 2) % 12 for d in nexts if d.day == 1] == list(
            range(len(self.checkpoints))
        )

    def _month(self, what: str, *, floor: bool) -> str:
        """With a checkpoint at each month's end the bucket is the month: no search."""
        first, last, never = (
            _constant(self.writer.start),
            _constant(self.last),
            len(self.checkpoints),
        )
        month = f"CAST(EXTRACT(MONTH FROM {what}) AS INTEGER) - 1"
        before = -1 if floor else 0
        return f"CASE WHEN {what} < {first} THEN {before} WHEN {what} <= {last} THEN {month} ELSE {never} END"

    def reached(self, moment: Reached, checkpoint: int) -> str:
        """Whether one checkpoint has reached it, as a condition on the row."""
        return f"{self.writer.sql(moment.what)} <= {_constant(self.thresholds(moment)[checkpoint])}"

    def source(self, nodes: Iterable[Node]) -> str:
        """The register's rows, with the working-day table joined where a tree counts in it."""
        joined = sorted({c for node in nodes for c in _counted_columns(node)})
        alias = self.writer.workday_alias
        return f"{self.writer.name(self.rows)} r" + "".join(
            f"\n    LEFT JOIN {self.writer.name(WORKDAYS)} {alias(c)}"
            f" ON {alias(c)}.{self.writer.name('day')} = r.{self.writer.name(c)}"
            for c in joined
        )

    def units(self) -> list[tuple[str, str]]:
        """The grouping column and its name, or nothing."""
        return [(f"r.{self.writer.name(self.unit)}", "unit")] if self.unit else []


def _counted_columns(node: Node) -> Iterable[str]:
    for found in node.walk():
        if isinstance(found, LookedUp):
            yield from (c.name for c in found.day.walk() if isinstance(c, Column))


def _search(what: str, bounds: list[str], first: int) -> str:
    """A binary search written as CASE: with twelve checkpoints four comparisons a row, not twelve."""
    if not bounds:
        return str(first)
    middle = (len(bounds) - 1) // 2
    below = _search(what, bounds[:middle], first)
    above = _search(what, bounds[middle + 1 :], first + middle + 1)
    return f"CASE WHEN {what} <= {bounds[middle]} THEN {below} ELSE {above} END"


def _constant(value: date | int) -> str:
    return f"DATE '{value.isoformat()}'" if isinstance(value, date) else str(value)
