"""Counts, sums and latest dates of many parts in one pass over the rows, as SQL.

Three steps in one statement, because evaluating fifty conditions on every row is what costs. First
the rows are folded into a cube. Then each part picks its cells. Last, the buckets are run up to each
checkpoint. The cube is small, so the last two steps are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jixiao.measures.parts import Op
from jixiao.measures.predicates.tree import TRUE, Column, Literal, Node, Reached
from jixiao.measures.scan.cases import Cased, PartCase
from jixiao.measures.scan.cube import Cube, column_asked
from jixiao.measures.scan.frame import Frame
from jixiao.measures.schema import ColumnType


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
        self.numbers = {name: self.cube.answers_of(name) for name in self.often}
        self.values = {v: f"v{i}" for i, v in enumerate(self.cube.values)}
        cases = ((p.part.op, c.holds, c.value) for _, p in self.cube.parts for c in p.cases)
        self.picked = {case: f"p{i}" for i, case in enumerate(dict.fromkeys(cases))}
        derived = (m for m in self.cube.moments if not isinstance(m.what, Column))
        self.outrun = self.cube.outrun
        self.derived = {m: f"d{i}" for i, m in enumerate(derived)}

    def over_cells(self, node: Node) -> Node:
        """A condition on rows → the same on the cells of the cube."""
        if node in self.questions:
            return Column(self.questions[node], ColumnType.BOOLEAN)
        asked = column_asked(node)
        if asked in self.often:
            return node.with_children(lambda part: self._numbered(asked, part))
        return node.with_children(self.over_cells)

    def _numbered(self, column: str, part: Node) -> Node:
        if isinstance(part, Literal):
            return Literal(self.numbers[column][part])
        return Column(self.often[column], ColumnType.INTEGER)


def _number_of(column: str, numbers: Mapping[Literal, int], frame: Frame) -> str:
    """A coded text as a small number: what no condition names is one number more, no value none."""
    read = frame.writer.sql(Column(column, ColumnType.TEXT))
    whens = " ".join(f"WHEN {frame.writer.sql(v)} THEN {n}" for v, n in numbers.items())
    other = f"CASE WHEN {read} IS NOT NULL THEN {len(numbers)} END"
    return f"CAST(CASE {read} {whens} ELSE {other} END AS SMALLINT)"


def _folded(cube: Cube, names: _Names, frame: Frame) -> str:
    """Step one: the rows folded into cells."""
    keys = [
        *frame.units(),
        *((_bucket(m, cube, names, frame), b) for m, b in names.buckets.items()),
        *((_number_of(c, names.numbers[c], frame), k) for c, k in names.often.items()),
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
    known = _worked_out(moment, names)
    bucket = frame.bucket(known, floor=moment in cube.events)
    other = names.outrun.get(moment)
    if other is None:
        return bucket
    first, then = (frame.writer.sql(m.what) for m in (_worked_out(other, names), known))
    return f"CASE WHEN {first} <= {then} THEN {len(frame.checkpoints)} ELSE {bucket} END"


def _worked_out(moment: Reached, names: _Names) -> Reached:
    derived = names.derived.get(moment)
    return replace(moment, what=Column(f"_{derived}", ColumnType.DATE)) if derived else moment


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
