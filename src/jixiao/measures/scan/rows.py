"""One part at one day, row by row: what the trace shows, without the folding of the scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from jixiao.law.calendar import WorkingDays
from jixiao.measures.parts import Part
from jixiao.measures.predicates.tree import (
    FALSE,
    NULL,
    Choice,
    Coalesce,
    Column,
    Compare,
    Literal,
    LookedUp,
    Node,
    Reached,
    YearEdge,
    all_of,
)
from jixiao.measures.schema import ColumnType


def condition_on(part: Part, as_of: date, calendar: WorkingDays) -> Node:
    """Whether a row counts for a part on a day, the row's year with it."""
    known = as_known(part.condition, part.hidden, as_of, calendar)
    if part.event is None:
        return known
    event = Column(part.event, ColumnType.DATE)
    in_year = (
        Compare(">=", event, YearEdge("start")),
        Compare("<=", event, Literal(as_of)),
    )
    return all_of(*in_year, known)


def as_known(node: Node, hidden: frozenset[str], as_of: date, calendar: WorkingDays) -> Node:
    """The tree as one day knows it: dates after it are no value, what it has reached is decided."""
    if isinstance(node, Column):
        return _seen(node, node, hidden, as_of)
    if isinstance(node, LookedUp):
        days = node.day.items if isinstance(node.day, Coalesce) else (node.day,)
        counted = [_seen(d, replace(node, day=d), hidden, as_of) for d in days]
        return counted[0] if len(counted) == 1 else Coalesce(tuple(counted))
    node = node.with_children(lambda child: as_known(child, hidden, as_of, calendar))
    return _decided(node, as_of, calendar) if isinstance(node, Reached) else node


def _seen(day: Node, shown: Node, hidden: frozenset[str], as_of: date) -> Node:
    if not isinstance(day, Column) or day.raw or day.name not in hidden:
        return shown
    return Choice(Compare("<=", day, Literal(as_of)), shown, NULL)


def _decided(node: Reached, as_of: date, calendar: WorkingDays) -> Node:
    return Coalesce((Compare("<=", node.what, Literal(_bound(node, as_of, calendar))), FALSE))


def _bound(node: Reached, as_of: date, calendar: WorkingDays) -> date | int:
    if node.scale == "day":
        return as_of
    if node.scale == "holiday":
        return calendar.holiday_start(as_of)
    return calendar.ordinal(as_of - timedelta(days=1))
