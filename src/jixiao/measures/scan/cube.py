"""What one pass over the rows has to keep: the keys, questions and sums of the parts put into it.

The cube has a cell for each unit, bucket of each date, and answer to each plain question that occurs
in any condition. It must stay small: how it is written as SQL is in :mod:`.cube_sql`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from jixiao.measures.parts import Op
from jixiao.measures.predicates.tree import (
    And,
    Column,
    Compare,
    Literal,
    Node,
    Not,
    OneOfValues,
    Or,
    Reached,
    columns_of,
)
from jixiao.measures.scan.cases import Cased
from jixiao.measures.schema import Schema

#: A coded column asked about this often is a key of the cube itself, instead of each question.
_OFTEN = 3
#: A cube that may have more cells than this is cut into several passes.
MOST_CELLS = 8_000_000
_UNITS = 64
_LATER = 3
_ANSWERS = 1.5


@dataclass
class Cube:
    """The keys and sums of one pass, collected from the parts put into it."""

    schema: Schema
    checkpoints: int
    parts: list[tuple[str, Cased]] = field(default_factory=list)

    def with_part(self, name: str, part: Cased) -> Cube:
        """The same pass with one part more."""
        return replace(self, parts=[*self.parts, (name, part)])

    @cached_property
    def moments(self) -> tuple[Reached, ...]:
        """The dates whose buckets are keys."""
        return tuple(dict.fromkeys(m for _, part in self.parts for m in part.moments))

    @cached_property
    def events(self) -> frozenset[Reached]:
        """The events whose buckets must tell earlier years apart: of one event alone, none is read."""
        found = {part.event for _, part in self.parts}
        return frozenset(e for e in found if e) if len(found) > 1 else frozenset()

    @cached_property
    def outrun(self) -> dict[Reached, Reached]:
        """Moments that no longer matter once another is reached: a case closed before it was due.

        Rows that reach the other first need not be told apart by them, which keeps the cube small.
        """
        found: dict[Reached, Reached] = {}
        for moment in self.moments:
            for other in self.moments:
                free = moment not in found and other not in found and moment not in found.values()
                if free and moment != other and self._moot(moment, other):
                    found[moment] = other
        return found

    def _moot(self, moment: Reached, other: Reached) -> bool:
        if moment.scale == "before" or other.scale != "day":
            return False  # a running number and a date cannot be compared
        using = [part for _, part in self.parts if moment in part.moments]
        return all(part.event != moment and _moot_in(part, moment, other) for part in using)

    @cached_property
    def questions(self) -> tuple[Node, ...]:
        """The plain questions of all conditions, each a key, unless its column is one."""
        often = self.often
        asked = dict.fromkeys(leaf for leaf in self._leaves() if column_asked(leaf) not in often)
        return tuple(asked)

    @cached_property
    def often(self) -> tuple[str, ...]:
        """The columns of few values that are asked about often."""
        counts: dict[str, int] = {}
        for leaf in dict.fromkeys(self._leaves()):
            name = column_asked(leaf)
            if name and self._few_values(name):
                counts[name] = counts.get(name, 0) + 1
        return tuple(name for name, count in counts.items() if count >= _OFTEN)

    def answers_of(self, column: str) -> dict[Literal, int]:
        """The values of a column that any condition names, numbered."""
        leaves = (leaf for leaf in self._leaves() if column_asked(leaf) == column)
        named = (part for leaf in leaves for part in leaf.children() if isinstance(part, Literal))
        return {value: number for number, value in enumerate(dict.fromkeys(named))}

    def _few_values(self, name: str) -> bool:
        return name in self.schema.columns and bool(self.schema.columns[name].codes)

    def _leaves(self) -> Iterator[Node]:
        for _, part in self.parts:
            for case in part.cases:
                yield from leaves(case.holds)

    @cached_property
    def values(self) -> tuple[tuple[Op, Node], ...]:
        """What is summed, or whose latest is kept, in each cell."""
        return tuple(
            dict.fromkeys(
                (part.part.op, case.value)
                for _, part in self.parts
                for case in part.cases
                if case.value is not None
            )
        )

    def cells(self) -> int:
        """About how many cells it may have: dates after the event are mostly near it."""
        later = max(len(self.moments) - 1, 0)
        buckets = (self.checkpoints + 1) * min(_LATER, self.checkpoints + 1) ** later
        codes = 1
        for name in self.often:
            codes *= len(self.answers_of(name)) + 2
        return int(_UNITS * buckets * codes * _ANSWERS ** len(self.questions))


def _moot_in(part: Cased, moment: Reached, other: Reached) -> bool:
    """Whether, the other reached, every case reads the same with the moment reached or not."""
    late = [case for case in part.cases if other in case.reached]
    ways = [
        {
            (frozenset(c.reached) - {moment}, frozenset(c.pending) - {moment}, c.holds, c.value)
            for c in late
            if moment in getattr(c, side)
        }
        for side in ("reached", "pending")
    ]
    known = any(other in (*c.reached, *c.pending) for c in part.cases)
    return known and ways[0] == ways[1]


@lru_cache(maxsize=4096)
def leaves(node: Node) -> tuple[Node, ...]:
    """The plain questions of a condition: what is joined by and, or, not."""
    return tuple(_each_leaf(node))


def _each_leaf(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        for item in node.items:
            yield from leaves(item)
    elif isinstance(node, Not):
        yield from leaves(node.value)
    elif not isinstance(node, Literal):
        yield node


@lru_cache(maxsize=4096)
def column_asked(leaf: Node) -> str | None:
    """The column, where a question compares nothing but one column with values written down."""
    plain = isinstance(leaf, OneOfValues | Compare) and len(columns_of(leaf)) == 1
    simple = plain and all(isinstance(c, Column | Literal) for c in leaf.children())
    return next(iter(columns_of(leaf))) if simple else None


def passes(parts: Iterable[tuple[str, Cased]], schema: Schema, checkpoints: int) -> list[Cube]:
    """The parts in as few passes as keep every cube small."""
    cubes: list[Cube] = []
    for name, part in parts:
        for at, cube in enumerate(cubes):
            bigger = cube.with_part(name, part)
            if bigger.cells() <= MOST_CELLS:
                cubes[at] = bigger
                break
        else:
            cubes.append(Cube(schema, checkpoints).with_part(name, part))
    return cubes
