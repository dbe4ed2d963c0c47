"""A part → the plain conditions it amounts to, one for each set of moments reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from jixiao.measures.parts import Part
from jixiao.measures.predicates.folding import moments, settled, truth
from jixiao.measures.predicates.tree import FALSE, NULL, TRUE, Column, Node, Reached
from jixiao.measures.schema import ColumnType


@dataclass(frozen=True)
class PartCase:
    """While ``reached`` are reached and ``pending`` are not: where ``holds``, add ``value``."""

    reached: tuple[Reached, ...]
    pending: tuple[Reached, ...]
    holds: Node
    value: Node | None


@dataclass(frozen=True)
class Cased:
    """A part with its cases; ``event`` is the moment it enters the year, or ``None``."""

    part: Part
    event: Reached | None
    cases: tuple[PartCase, ...]

    @property
    def moments(self) -> tuple[Reached, ...]:
        """Every moment it depends on, the event first."""
        waited = (m for case in self.cases for m in (*case.reached, *case.pending))
        return tuple(dict.fromkeys([*([self.event] if self.event else []), *waited]))


def cased(part: Part) -> Cased:
    """The part with its cases; those never true are left out."""
    event = Reached(Column(part.event, ColumnType.DATE)) if part.event else None
    return Cased(part, event, tuple(_cases(part, event)))


def _cases(part: Part, event: Reached | None) -> Iterator[PartCase]:
    value = part.value or TRUE
    found = (*moments(part.condition, part.hidden), *moments(value, part.hidden))
    waited = [m for m in dict.fromkeys(found) if m != event]
    for reached in product((True, False), repeat=len(waited)):
        known = dict(zip(waited, reached, strict=True))
        holds = truth(settled(part.condition, known))
        worth = settled(value, known)
        if holds != FALSE and worth != NULL:
            yield PartCase(
                tuple(m for m in waited if known[m]),
                tuple(m for m in waited if not known[m]),
                holds,
                worth if part.value is not None else None,
            )
