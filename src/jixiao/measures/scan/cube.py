"""Counts, sums and latest dates of many parts in one pass over the rows.

Three steps in one statement, because evaluating fifty conditions on every row is what costs. First
the rows are folded into a cube: for each unit, bucket of each date, and answer to each plain
question that occurs in any condition, how many rows and what sums. Then each part picks its cells.
Last, the buckets are run up to each checkpoint. The cube is small, so the last two steps are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jixiao.measures.parts import Op
from jixiao.measures.predicates.tree import (
    TRUE,
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
from jixiao.measures.scan.cases import Cased, PartCase
from jixiao.measures.scan.frame import Frame
from jixiao.measures.schema import ColumnType, Schema

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

    @property
    def moments(self) -> tuple[Reached, ...]:
        """The dates whose buckets are keys."""
        return tuple(dict.fromkeys(m for _, part in self.parts for m in part.moments))

    @property
    def events(self) -> frozenset[Reached]:
        """The events whose buckets must tell earlier years apart: of one event alone, none is read."""
        found = {part.event for _, part in self.parts}
        return frozenset(e for e in found if e) if len(found) > 1 else frozenset()

    @property
    def questions(self) -> tuple[Node, ...]:
        """The plain questions of all conditions, each a key, unless its column is one."""
        often = self.often
        asked = dict.fromkeys(leaf for leaf in self._leaves() if _column_asked(leaf) not in often)
        return tuple(asked)

    @property
    def often(self) -> tuple[str, ...]:
        """The columns of few values that are asked about often."""
        counts: dict[str, int] = {}
        for leaf in dict.fromkeys(self._leaves()):
            name = _column_asked(leaf)
            if name and self._few_values(name):
                counts[name] = counts.get(name, 0) + 1
        return tuple(name for name, count in counts.items() if count >= _OFTEN)

    def _few_values(self, name: str) -> bool:
        return bool(self.schema.columns[name].codes)

    def _leaves(self) -> Iterator[Node]:
        for _, part in self.parts:
            for case in part.cases:
                yield from leaves(case.holds)

    @property
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
            codes *= len(self.schema.columns[name].codes) + 1
        return int(_UNITS * buckets * codes * _ANSWERS ** len(self.questions))


def leaves(node: Node) -> Iterator[Node]:
    """The plain questions of a condition: what is joined by and, or, not."""
    if isinstance(node, And | Or):
        for item in node.items:
            yield from leaves(item)
    elif isinstance(node, Not):
        yield from leaves(node.value)
    elif not isinstance(node, Literal):
        yield node


def _column_asked(leaf: Node) -> str | None:
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


def cube_sql(cube: Cube, frame: Frame) -> tuple[str, list[str]]:
    """The statement of one pass, and the names of the columns after unit and checkpoint."""
    names = _Names(cube)
    names_of_parts = [name for name, _ in cube.parts]
    picked, run = _picked(names, frame), _run(cube, names, frame)
    buckets = ["unit"] * bool(frame.unit) + list(names.buckets.values())
    units = "unit, " if frame.unit else ""
    cells = (
        f"SELECT {', '.join([*buckets, *picked])}\n  FROM (\n{_folded(cube, names, frame)}\n  ) cube"
        + (f"\n  GROUP BY {', '.join(buckets)}" if buckets else "")
    )
    sql = (
        f"SELECT {units}c.checkpoint, {', '.join(run)}\n"
        f"FROM (\n  {cells}\n) cells\nCROSS JOIN {_checkpoints(frame)}\nGROUP BY {units}c.checkpoint"
    )
    return sql, names_of_parts


@dataclass
class _Names:
    """The names keys and sums go by inside the statement."""

    cube: Cube

    def __post_init__(self) -> None:
        self.buckets = {m: f"b{i}" for i, m in enumerate(self.cube.moments)}
        self.questions = {q: f"q{i}" for i, q in enumerate(self.cube.questions)}
        self.often = {name: f"k{i}" for i, name in enumerate(self.cube.often)}
        self.values = {v: f"v{i}" for i, v in enumerate(self.cube.values)}
        cases = ((p.part.op, c.holds, c.value) for _, p in self.cube.parts for c in p.cases)
        self.picked = {case: f"p{i}" for i, case in enumerate(dict.fromkeys(cases))}
        derived = (m for m in self.cube.moments if not isinstance(m.what, Column))
        self.derived = {m: f"d{i}" for i, m in enumerate(derived)}

    def over_cells(self, node: Node) -> Node:
        """A condition on rows → the same on the cells of the cube."""
        if node in self.questions:
            return Column(self.questions[node], ColumnType.BOOLEAN)
        if isinstance(node, Column) and node.name in self.often:
            return Column(self.often[node.name], node.type)
        return node.with_children(self.over_cells)


def _folded(cube: Cube, names: _Names, frame: Frame) -> str:
    """Step one: the rows folded into cells."""
    writer = frame.writer
    keys = [
        *frame.units(),
        *((_bucket(m, cube, names, frame), b) for m, b in names.buckets.items()),
        *((writer.sql(Column(c, ColumnType.TEXT)), k) for c, k in names.often.items()),
        *((f"r._{name}", name) for name in names.questions.values()),
    ]
    sums = [("count(*)", "n")] + [
        (f"{'max' if op is Op.MAX else 'sum'}(r._{name})", name)
        for (op, _), name in names.values.items()
    ]
    listed = ", ".join(f"{sql} AS {name}" for sql, name in (*keys, *sums))
    grouped = ", ".join(str(i + 1) for i in range(len(keys)))
    return f"    SELECT {listed}\n    FROM {_source(names, frame)}{_only(cube, frame)}" + (
        f"\n    GROUP BY {grouped}" if keys else ""
    )


def _bucket(moment: Reached, cube: Cube, names: _Names, frame: Frame) -> str:
    derived = names.derived.get(moment)
    known = replace(moment, what=Column(f"_{derived}", ColumnType.DATE)) if derived else moment
    return frame.bucket(known, floor=moment in cube.events)


def _source(names: _Names, frame: Frame) -> str:
    """The rows, with what has to be worked out on each worked out once."""
    worked = {
        **{m.what: name for m, name in names.derived.items()},
        **names.questions,
        **{value: name for (_, value), name in names.values.items()},
    }
    if not worked:
        return frame.source([])
    listed = ", ".join(f"{frame.writer.sql(node)} AS _{name}" for node, name in worked.items())
    return f"(SELECT r.*, {listed} FROM {frame.source(worked)}) r"


def _only(cube: Cube, frame: Frame) -> str:
    """Only the rows of the year are read, where every part says in which."""
    if any(part.event is None for _, part in cube.parts):
        return ""
    ranges = [_in_year(event, frame) for event in dict.fromkeys(p.event for _, p in cube.parts)]
    return "\n    WHERE " + " OR ".join(ranges)


def _in_year(event: Reached | None, frame: Frame) -> str:
    what = frame.writer.sql(event.what if event else TRUE)
    first, last = frame.writer.start.isoformat(), frame.last.isoformat()
    return f"({what} >= DATE '{first}' AND {what} <= DATE '{last}')"


def _picked(names: _Names, frame: Frame) -> list[str]:
    """Step two: each case picks its cells; what several parts pick is picked once."""
    cells = replace(frame.writer, table="")
    return [
        f"{_added(op, value, names)} FILTER (WHERE {cells.sql(names.over_cells(holds))}) AS {name}"
        for (op, holds, value), name in names.picked.items()
    ]


def _added(op: Op, value: Node | None, names: _Names) -> str:
    if value is None:
        return "sum(n)"
    return f"{'max' if op is Op.MAX else 'sum'}({names.values[op, value]})"


def _run(cube: Cube, names: _Names, frame: Frame) -> list[str]:
    """Step three: run up to each checkpoint, each case while its moments stand so."""
    return [
        f"{_total(part.part.op, _whens(part, names))} AS {frame.writer.name(name)}"
        for name, part in cube.parts
    ]


def _whens(part: Cased, names: _Names) -> str:
    op = part.part.op
    whens = [
        f"WHEN {' AND '.join(_standing(part, case, names.buckets)) or 'TRUE'}"
        f" THEN {names.picked[op, case.holds, case.value]}"
        for case in part.cases
    ]
    # A part that never holds still has its column.
    kind = {Op.SUM: "DECIMAL(38, 6)", Op.MAX: "DATE"}.get(op, "BIGINT")
    return f"CASE {' '.join(whens)} END" if whens else f"CAST(NULL AS {kind})"


def _standing(part: Cased, case: PartCase, buckets: Mapping[Reached, str]) -> Sequence[str]:
    inside = [f"{buckets[part.event]} BETWEEN 0 AND c.checkpoint"] if part.event else []
    reached = [f"{buckets[m]} <= c.checkpoint" for m in case.reached]
    pending = [f"{buckets[m]} > c.checkpoint" for m in case.pending]
    return [*inside, *reached, *pending]


def _total(op: Op, whens: str) -> str:
    if op is Op.MAX:
        return f"CAST(max({whens}) AS DATE)"
    kind = "DECIMAL(38, 6)" if op is Op.SUM else "BIGINT"
    return f"CAST(sum({whens}) AS {kind})"


def _checkpoints(frame: Frame) -> str:
    listed = ", ".join(f"({i})" for i in range(len(frame.checkpoints)))
    return f"(VALUES {listed}) AS c(checkpoint)"
