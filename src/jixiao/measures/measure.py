"""What a measure is: declared once, words first, then the few conditions that decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao.law.time_limits import Limit
from jixiao.measures.kinds import MeasureKind, OnTimeOf
from jixiao.measures.predicates.tree import TRUE, Node
from jixiao.measures.schema import Schema
from jixiao.terms.targets import Better


@dataclass(frozen=True)
class Purpose:
    """The words by which a measure is proposed for an indicator; more in :mod:`.binding`."""

    names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    needs_context: bool = False
    by_project: bool = False


@dataclass(frozen=True)
class OnTime:
    """The terms of an on-time ratio: from ``start`` to ``stop``, within a limit or a due date.

    ``came_in`` is the day by which the version of the limit is chosen. ``branches`` are the matters
    that another procedure governs, each with its own terms: the first whose condition holds.
    """

    came_in: Node
    start: Node
    stop: Node
    limit: Limit | None
    due: Node | None
    suspended: Node | None
    extension: Node | None
    of: OnTimeOf
    branches: tuple[tuple[Node, OnTime], ...] = ()

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits by which its matters are judged."""
        every = (self, *(terms for _, terms in self.branches))
        return tuple(dict.fromkeys(terms.limit for terms in every if terms.limit))


@dataclass(frozen=True)
class Measure:
    """One measure. ``event`` is the date that puts a row into the year; of a ``stock`` the row stays in.

    ``numerator`` always holds only where ``denominator`` does: it is read as "both". ``declared`` is
    the declaration as written, of which the definition's hash is made.
    """

    id: str
    label: str
    english: str
    kind: MeasureKind
    unit: str
    better: Better
    meaning: str
    declared: Mapping[str, Any]
    schema: Schema | None = None
    event: str = ""
    where: Node = TRUE
    key: Node | None = None
    value: Node | None = None
    numerator: Node = TRUE
    denominator: Node = TRUE
    numerator_value: Node | None = None
    denominator_value: Node | None = None
    on_time: OnTime | None = None
    open: Node | None = None
    planned: str = ""
    stock: bool = False
    of: tuple[str, ...] = ()
    rising: bool = False
    known: frozenset[str] = frozenset()
    source: str = ""
    traps: tuple[str, ...] = ()
    purpose: Purpose = field(default_factory=Purpose)

    @property
    def register(self) -> str:
        """The register it is computed from; of a quotient, none of its own."""
        return self.schema.name if self.schema else ""

    @property
    def judged_late(self) -> bool:
        """Whether a row is put into the year by the day its matter began, and judged whenever asked."""
        return self.on_time is not None

    @property
    def hidden(self) -> frozenset[str]:
        """Dates that are no value before their day: all events but its own and those known ahead."""
        if self.schema is None:
            return frozenset()
        events = (c.name for c in self.schema.columns.values() if c.event)
        return frozenset(events) - self.known - {self.event}
