"""What the year itself settles in a condition, so that it need not be asked of every row.

A row of the year has its event date; the limit in force may be the same all year. What is always
there is not asked for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jixiao.measures.parts import Part
from jixiao.measures.predicates.folding import simplified, truth
from jixiao.measures.predicates.tree import (
    FALSE,
    Arithmetic,
    ByDate,
    Coalesce,
    Column,
    HolidayStart,
    IsNull,
    Literal,
    Node,
    Shift,
    WorkDay,
)


def settled_by_year(part: Part, first: date, last: date) -> Part:
    """The part as it reads for rows whose event lies between the two days."""
    condition = truth(_settled(part.condition, part.event, first, last))
    value = None if part.value is None else _settled(part.value, part.event, first, last)
    return replace(part, condition=condition, value=value)


def _settled(node: Node, event: str | None, first: date, last: date) -> Node:
    node = node.with_children(lambda child: _settled(child, event, first, last))
    if isinstance(node, ByDate) and _is_event(node.day, event):
        return _same_all_year(node, first, last)
    if isinstance(node, IsNull) and _always_there(node.value, event):
        return FALSE
    if isinstance(node, Coalesce) and _always_there(node.items[0], event):
        return node.items[0]
    return simplified(node)


def _same_all_year(node: ByDate, first: date, last: date) -> Node:
    for since, until, number in node.steps:
        if since <= first and (until is None or last <= until) and number is not None:
            return Literal(number)
    return node


def _always_there(node: Node, event: str | None) -> bool:
    if isinstance(node, Literal):
        return True
    if isinstance(node, Coalesce):
        return any(_always_there(item, event) for item in node.items)
    if isinstance(node, Arithmetic | Shift | WorkDay | HolidayStart):
        return all(_always_there(child, event) for child in node.children())
    return _is_event(node, event)


def _is_event(node: Node, event: str | None) -> bool:
    return event is not None and isinstance(node, Column) and node.name == event
