"""A measure → the parts that are added up over rows; parts of many measures go into one scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from jixiao.law.time_limits import DayKind, Limit
from jixiao.measures.kinds import MeasureKind, OnTimeOf
from jixiao.measures.measure import Measure, OnTime
from jixiao.measures.predicates.tree import (
    FALSE,
    TRUE,
    Arithmetic,
    ByDate,
    Coalesce,
    Column,
    Compare,
    HolidayStart,
    IsNull,
    Literal,
    Node,
    Not,
    Or,
    Reached,
    Shift,
    WorkDay,
    YearEdge,
    all_of,
)
from jixiao.measures.schema import ColumnType


class Op(StrEnum):
    """How a part is added up."""

    ROWS = "rows"
    SUM = "sum"
    MAX = "max"
    DISTINCT = "distinct"


@dataclass(frozen=True)
class Part:
    """One thing to add up. ``event`` puts a row into the year; without one the condition says all.

    ``hidden`` are the dates that are no value before their day.
    """

    op: Op
    condition: Node
    hidden: frozenset[str]
    event: str | None = None
    value: Node | None = None


def parts_of(measure: Measure, where: Node = TRUE) -> Mapping[str, Part]:
    """The parts of a measure that is computed from one register, by role.

    ``where`` is the indicator's own condition. Roles: ``value`` or ``numerator`` and ``denominator``,
    always ``rows``; ``open``, ``unlawful``, ``undated`` where the kind has them.
    """
    made = _PARTS[measure.kind](measure, all_of(measure.where, where))
    return {role: _placed(part, measure) for role, part in made.items()}


def _placed(part: Part, measure: Measure) -> Part:
    """A stock counts from the beginning of time, and rows without the date as well."""
    if not measure.stock or not part.event:
        return replace(part, event=part.event or None)
    event = Column(part.event, ColumnType.DATE)
    there = Or((IsNull(replace(event, raw=True)), Reached(event)))
    return replace(part, event=None, condition=all_of(there, part.condition))


def _part(measure: Measure, op: Op, condition: Node, value: Node | None = None) -> Part:
    return Part(op, condition, measure.hidden, measure.event, value)


def _count(measure: Measure, where: Node) -> dict[str, Part]:
    rows = _part(measure, Op.ROWS, where)
    return {"value": rows, "rows": rows}


def _distinct(measure: Measure, where: Node) -> dict[str, Part]:
    value = _part(measure, Op.DISTINCT, where, measure.key)
    return {"value": value, "rows": _part(measure, Op.ROWS, where)}


def _sum(measure: Measure, where: Node) -> dict[str, Part]:
    value = measure.value or FALSE
    there = all_of(where, Not(IsNull(value)))
    return {
        "value": _part(measure, Op.SUM, where, value),
        "rows": _part(measure, Op.ROWS, there),
    }


def _ratio(measure: Measure, where: Node) -> dict[str, Part]:
    below = all_of(where, measure.denominator)
    above = all_of(below, measure.numerator)
    op = Op.DISTINCT if measure.key else Op.SUM if measure.numerator_value else Op.ROWS
    made = {
        "numerator": _part(measure, op, above, measure.key or measure.numerator_value),
        "denominator": _part(measure, op, below, measure.key or measure.denominator_value),
        "rows": _part(measure, Op.ROWS, below),
    }
    if asked := states(measure.numerator):
        made["stated"] = _part(measure, Op.ROWS, all_of(above, Or(asked)))
    return made


def states(numerator: Node) -> tuple[Node, ...]:
    """The questions by which a numerator falls back on a state: that a date was not recorded."""
    return tuple(
        node
        for node in dict.fromkeys(numerator.walk())
        if isinstance(node, IsNull) and isinstance(node.value, Column) and node.value.raw
    )


def _latest(measure: Measure, where: Node) -> dict[str, Part]:
    made = {
        "value": _part(measure, Op.MAX, where, measure.value),
        "rows": _part(measure, Op.ROWS, where),
    }
    if measure.open is not None:
        made["open"] = _unfinished(measure, where, measure.open)
    return made


def _unfinished(measure: Measure, where: Node, still_open: Node) -> Part:
    """What was planned for the year, whole, and is not done by the checkpoint."""
    planned = Column(measure.planned, ColumnType.DATE, raw=True)
    inside = all_of(
        Compare(">=", planned, YearEdge("start")), Compare("<=", planned, YearEdge("end"))
    )
    hidden = measure.hidden | {measure.event}
    return Part(Op.ROWS, all_of(where, inside, still_open), hidden)


def _on_time(measure: Measure, where: Node) -> dict[str, Part]:
    terms = measure.on_time
    if terms is None:
        raise TypeError(measure.id)
    judged = Judged.of(terms)
    counted = all_of(where, judged.known, _counted(terms, judged))
    return {
        "numerator": _part(measure, Op.ROWS, all_of(counted, judged.in_time)),
        "denominator": _part(measure, Op.ROWS, counted),
        "rows": _part(measure, Op.ROWS, counted),
        "unlawful": _part(measure, Op.ROWS, all_of(where, judged.unlawful)),
        "undated": _part(measure, Op.ROWS, all_of(where, judged.undated)),
    }


def _counted(terms: OnTime, judged: Judged) -> Node:
    if terms.of is OnTimeOf.CLOSED:
        return judged.done
    return Or((judged.done, judged.overdue)) if terms.of is OnTimeOf.DUE else TRUE


@dataclass(frozen=True)
class Judged:
    """Whether a matter was in time, is overdue, and whether that can be said at all."""

    done: Node
    in_time: Node
    overdue: Node
    known: Node
    unlawful: Node
    undated: Node

    @classmethod
    def of(cls, terms: OnTime) -> Judged:
        """By each matter's own procedure."""
        judged = cls._plain(terms)
        for when, other in reversed(terms.branches):
            judged = _by_branch(_surely(when), cls._plain(other), judged)
        return judged

    @classmethod
    def _plain(cls, terms: OnTime) -> Judged:
        """By the date written in the ledger where there is one, else by the law's limit."""
        start = _raw(terms.start)
        if terms.limit is None:
            return _by_due_date(terms.stop, terms.due or FALSE)
        lawful = _by_limit(terms, terms.limit, start)
        if terms.due is None:
            return lawful
        written, has = _by_due_date(terms.stop, terms.due), Not(IsNull(terms.due))
        return cls(
            done=lawful.done,
            in_time=_either(has, written.in_time, lawful.in_time),
            overdue=_either(has, written.overdue, lawful.overdue),
            known=Or((has, lawful.known)),
            unlawful=all_of(Not(has), lawful.unlawful),
            undated=all_of(Not(has), lawful.undated),
        )


def _by_branch(when: Node, own: Judged, other: Judged) -> Judged:
    return Judged(
        **{
            one.name: _either(when, getattr(own, one.name), getattr(other, one.name))
            for one in fields(Judged)
        }
    )


def _surely(when: Node) -> Node:
    """A condition that is false, not open, where a column it asks about is empty."""
    columns = (node for node in when.walk() if isinstance(node, Column))
    return all_of(*(Not(IsNull(column)) for column in columns), when)


def _either(has: Node, yes: Node, no: Node) -> Node:
    return Or((all_of(has, yes), all_of(Not(has), no)))


def _by_due_date(stop: Node, due: Node) -> Judged:
    return Judged(
        done=Not(IsNull(stop)),
        in_time=Compare("<=", stop, due),
        overdue=Reached(Shift(due, Literal(1))),
        known=Not(IsNull(due)),
        unlawful=FALSE,
        undated=IsNull(due),
    )


def _by_limit(terms: OnTime, limit: Limit, start: Node) -> Judged:
    """By the version in force the day the matter came in; versions may count different days."""
    units = [unit for unit in (DayKind.WORKING, DayKind.CALENDAR) if unit in limit.units]
    judged = [_by_unit(terms, limit, unit, start) for unit in units]
    known = _any(one.known for one in judged)
    return Judged(
        done=Not(IsNull(terms.stop)),
        in_time=_any(one.in_time for one in judged),
        overdue=_any(one.overdue for one in judged),
        known=known,
        unlawful=all_of(Not(IsNull(start)), Not(known)),
        undated=IsNull(start),
    )


def _any(nodes: Iterable[Node]) -> Node:
    every = tuple(nodes)
    return every[0] if len(every) == 1 else Or(every)


@dataclass(frozen=True)
class _Spell:
    """What versions that count one kind of days say; of matters under the others, nothing."""

    in_time: Node
    overdue: Node
    known: Node


def _by_unit(terms: OnTime, limit: Limit, unit: DayKind, start: Node) -> _Spell:
    steps = tuple((v.since, v.until, v.number) for v in limit.versions if v.unit is unit)
    allowed: Node = ByDate(terms.came_in, steps)
    for more in (terms.suspended, terms.extension):
        if more is not None:
            allowed = Arithmetic("+", allowed, Coalesce((more, Literal(0))))
    if unit is DayKind.WORKING:
        last: Node = Arithmetic("+", WorkDay(start), allowed)
        # The last day is a working day: whoever is done before the next one has begun is in time.
        in_time: Node = Compare("<", WorkDay(terms.stop, before=True), last)
        overdue = Reached(last, scale="before")
    else:
        # A last day on a statutory holiday moves to the first day after it.
        last = Shift(start, allowed)
        in_time = Compare("<=", HolidayStart(terms.stop), last)
        overdue = Reached(Shift(last, Literal(1)), scale="holiday")
    return _Spell(in_time, overdue, Not(IsNull(last)))


def _raw(node: Node) -> Node:
    """The day a matter started is known from then on: it is never hidden."""
    if isinstance(node, Coalesce):
        return Coalesce(tuple(_raw(item) for item in node.items))
    return replace(node, raw=True) if isinstance(node, Column) else node


_PARTS = {
    MeasureKind.COUNT: _count,
    MeasureKind.DISTINCT: _distinct,
    MeasureKind.SUM: _sum,
    MeasureKind.RATIO: _ratio,
    MeasureKind.SHARE: _ratio,
    MeasureKind.ON_TIME: _on_time,
    MeasureKind.LATEST: _latest,
}
