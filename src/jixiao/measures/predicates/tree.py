"""A predicate as a tree of our own: what is not here cannot be said, in any dialect.

Two nodes are no SQL: :class:`Reached` is true from a day on (the checkpoint's), and
:class:`WorkDay` is the running number of a day among the working days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Literal as OneOf
from typing import Self

from jixiao.measures.schema import ColumnType


@dataclass(frozen=True)
class Node:
    """Any part of a predicate."""

    @property
    def type(self) -> ColumnType:
        """What it yields; a boolean unless said otherwise."""
        return ColumnType.BOOLEAN

    def children(self) -> Iterator[Node]:
        """The parts directly below."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                yield from (v for v in value if isinstance(v, Node))

    def with_children(self, change: Callable[[Node], Node]) -> Self:
        """The same node with every part directly below changed."""
        changed: dict[str, Node | tuple[Node, ...]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Node):
                changed[field.name] = change(value)
            elif isinstance(value, tuple) and value and isinstance(value[0], Node):
                changed[field.name] = tuple(change(v) for v in value)
        return replace(self, **changed) if changed else self

    def walk(self) -> Iterator[Node]:
        """This node and everything below."""
        yield self
        for child in self.children():
            yield from child.walk()


@dataclass(frozen=True)
class Null(Node):
    """No value."""

    @property
    def type(self) -> ColumnType:
        return ColumnType.NULL


@dataclass(frozen=True)
class Column(Node):
    """A column of the register. ``raw``: as the ledger has it, whatever the checkpoint knows."""

    name: str
    of: ColumnType
    raw: bool = False

    @property
    def type(self) -> ColumnType:
        return self.of


@dataclass(frozen=True)
class Literal(Node):
    """A value written down: text, number, date or truth."""

    value: str | int | Decimal | date | bool

    @property
    def type(self) -> ColumnType:
        if isinstance(self.value, bool):
            return ColumnType.BOOLEAN
        return _LITERAL_TYPES[type(self.value)]


_LITERAL_TYPES = {
    str: ColumnType.TEXT,
    int: ColumnType.INTEGER,
    Decimal: ColumnType.DECIMAL,
    date: ColumnType.DATE,
}
TRUE, FALSE, NULL = Literal(True), Literal(False), Null()
Bound = OneOf["start", "end"]


@dataclass(frozen=True)
class YearEdge(Node):
    """``:start`` or ``:end``: the first or the last day of the year computed."""

    edge: Bound

    @property
    def type(self) -> ColumnType:
        return ColumnType.DATE


@dataclass(frozen=True)
class YearNumber(Node):
    """``:year``: the year computed, as a number."""

    @property
    def type(self) -> ColumnType:
        return ColumnType.INTEGER


@dataclass(frozen=True)
class Compare(Node):
    """Two values compared: ``= <> < <= > >=``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class OneOfValues(Node):
    """A value among values written down."""

    value: Node
    among: tuple[Literal, ...]


@dataclass(frozen=True)
class IsNull(Node):
    """Whether there is no value."""

    value: Node


@dataclass(frozen=True)
class Not(Node):
    """The opposite; of no value, no value."""

    value: Node


@dataclass(frozen=True)
class And(Node):
    """All of them."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Or(Node):
    """At least one of them."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Arithmetic(Node):
    """Numbers added, subtracted, multiplied."""

    operator: str
    left: Node
    right: Node

    @property
    def type(self) -> ColumnType:
        both = {self.left.type, self.right.type}
        return ColumnType.DECIMAL if ColumnType.DECIMAL in both else ColumnType.INTEGER


@dataclass(frozen=True)
class Days(Node):
    """Calendar days from ``start`` to ``stop``."""

    start: Node
    stop: Node

    @property
    def type(self) -> ColumnType:
        return ColumnType.INTEGER


@dataclass(frozen=True)
class Shift(Node):
    """A date moved by a number of calendar days."""

    day: Node
    days: Node

    @property
    def type(self) -> ColumnType:
        return ColumnType.DATE


@dataclass(frozen=True)
class Coalesce(Node):
    """The first value there is."""

    items: tuple[Node, ...]

    @property
    def type(self) -> ColumnType:
        found = {i.type for i in self.items} - {ColumnType.NULL}
        if found == {ColumnType.INTEGER, ColumnType.DECIMAL}:
            return ColumnType.DECIMAL
        return next(iter(found), ColumnType.NULL)


@dataclass(frozen=True)
class Choice(Node):
    """One value where a condition holds, else the other."""

    condition: Node
    yes: Node
    no: Node

    @property
    def type(self) -> ColumnType:
        return Coalesce((self.yes, self.no)).type


@dataclass(frozen=True)
class TextTest(Node):
    """Whether a text starts with, or contains, another written down."""

    how: OneOf["starts_with", "contains"]
    value: Node
    part: Literal


@dataclass(frozen=True)
class WorkDay(Node):
    """Working days up to and with a day (``before``: up to but without it)."""

    day: Node
    before: bool = False

    @property
    def type(self) -> ColumnType:
        return ColumnType.INTEGER


@dataclass(frozen=True)
class HolidayStart(Node):
    """The first day of the statutory holiday a day lies in or directly follows; else the day.

    A limit in calendar days that ends on a holiday ends after it: whoever is done by then is in time
    where this is not later than the limit's own last day.
    """

    day: Node

    @property
    def type(self) -> ColumnType:
        return ColumnType.DATE


@dataclass(frozen=True)
class ByDate(Node):
    """A number that depends on the day something started: (from, to, number) each."""

    day: Node
    steps: tuple[tuple[date, date | None, int | None], ...]

    @property
    def type(self) -> ColumnType:
        return ColumnType.INTEGER


@dataclass(frozen=True)
class Reached(Node):
    """Whether a checkpoint has reached ``what``: a date, or a running number of working days.

    ``scale`` says what the checkpoint itself is turned into: its ``day``, or the number of working
    days ``before`` it, or the first day of the ``holiday`` it lies in or follows.
    """

    what: Node
    scale: OneOf["day", "before", "holiday"] = "day"


#: What is looked up, for a date column, in the calendar every engine is given.
LookedUp = WorkDay | HolidayStart


def columns_of(node: Node) -> frozenset[str]:
    """The columns a tree names."""
    return frozenset(n.name for n in node.walk() if isinstance(n, Column))


def all_of(*items: Node) -> Node:
    """The conjunction, without what is true anyway."""
    flat = [i for item in items for i in (item.items if isinstance(item, And) else (item,))]
    kept = tuple(dict.fromkeys(i for i in flat if i != TRUE))
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else And(kept)
