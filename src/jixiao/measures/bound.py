"""An indicator with the measure it is bound to, ready to compute: condition read, parts laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jixiao.law.time_law import TimeLaw
from jixiao.law.time_limits import UnknownLimitError
from jixiao.measures.catalogue import measures
from jixiao.measures.governing import all_governed
from jixiao.measures.kinds import MeasureKind
from jixiao.measures.measure import Measure
from jixiao.measures.parts import Op, Part, parts_of
from jixiao.measures.predicates.reading import read_predicate
from jixiao.measures.predicates.text import PredicateError
from jixiao.measures.predicates.tree import TRUE, Node, Not, all_of
from jixiao.plan.model import Indicator, MeasureRef


class BindingError(ValueError):
    """An indicator's binding that cannot be used: no such measure, or a condition that is refused."""


@dataclass(frozen=True)
class Piece:
    """One computed part of a bound measure: its measure, its role, and the year it is taken from."""

    measure: Measure
    role: str
    part: Part
    years_back: int = 0


@dataclass(frozen=True)
class Bound:
    """A measure with an indicator's own condition."""

    measure: Measure
    where_text: str | None
    others: Mapping[str, Measure]
    conditions: Mapping[str, Node]
    #: Measure → rows whose ledgers lack the columns it asks; they are left out and counted apart.
    blind: Mapping[str, Node] = field(default_factory=dict)

    def pieces(self) -> Iterator[Piece]:
        """Everything that has to be added up for it."""
        if not self.measure.of:
            yield from self._of(self.measure, "")
        for prefix, name in zip(("first.", "second."), self.measure.of, strict=False):
            yield from self._of(self.others[name], prefix)
        if self.measure.kind is MeasureKind.CHANGE:
            yield from self._of(self.others[self.measure.of[0]], "second.", years_back=1)

    def _of(self, measure: Measure, prefix: str, years_back: int = 0) -> Iterator[Piece]:
        where = self.conditions.get(measure.register, TRUE)
        blind = self.blind.get(measure.id)
        seen = all_of(where, Not(blind)) if blind else where
        parts = dict(parts_of(measure, seen))
        if blind:
            below = all_of(where, measure.where, measure.denominator, blind)
            parts["blind"] = Part(Op.ROWS, below, measure.hidden, measure.event or None)
        if where != TRUE:
            # Rows of the indicator's own condition, whatever the measure asks of them.
            parts["own"] = Part(Op.ROWS, where, frozenset(), measure.event or None)
        for role, part in parts.items():
            yield Piece(measure, prefix + role, part, years_back)


def bind_up(reference: MeasureRef, extra: Path | None = None, time: TimeLaw | None = None) -> Bound:
    """The measure and condition of an indicator, its limits as ``time`` has them (else the country's).

    Raises:
        BindingError: no such measure, or the condition is refused.
    """
    known = measures(extra)
    found = known.get(reference.id)
    if found is None:
        raise BindingError(f"没有测度“{reference.id}”；用 jixiao measures 查看")
    try:
        conditions = dict(_conditions(found, known, reference.where))
    except PredicateError as wrong:
        raise BindingError(f"限定条件“{reference.where}”：{wrong}") from wrong
    if time is not None:
        try:
            found, known = all_governed(found, known, time)
        except UnknownLimitError as unknown:
            raise BindingError(f"测度“{reference.id}”：{unknown}") from unknown
    return Bound(found, reference.where, known, conditions)


def _conditions(
    measure: Measure, known: Mapping[str, Measure], where: str | None
) -> Iterator[tuple[str, Node]]:
    """The condition read for each register a measure is made of."""
    if not where:
        return
    for one in [measure, *(known[name] for name in measure.of)]:
        if one.schema is not None:
            yield one.register, read_predicate(where, one.schema)


def bound_of(
    indicator: Indicator, extra: Path | None = None, time: TimeLaw | None = None
) -> Bound | None:
    """The bound measure of an indicator, or ``None`` where it has none."""
    return bind_up(indicator.measure, extra, time) if indicator.measure else None


def checkpoint(as_of: date, year: int | None, years_back: int = 0) -> date:
    """The day rows are counted to: never after the year's end; a year back, the same day of it."""
    wanted = min(as_of, date(year, 12, 31)) if year else as_of
    if not years_back:
        return wanted
    month_end = (wanted.month, wanted.day) in ((2, 28), (2, 29)) and _last_of_february(wanted)
    earlier = wanted.year - years_back
    if month_end:
        return date(earlier, 2, 29 if _leap(earlier) else 28)
    return wanted.replace(year=earlier)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _last_of_february(day: date) -> bool:
    return day.day == (29 if _leap(day.year) else 28)
