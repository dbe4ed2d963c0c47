"""All parts of one register → one SQL statement, and how its columns are read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from jixiao.law.calendar import WorkingDays
from jixiao.measures.parts import Op, Part
from jixiao.measures.predicates.dialects import Dialect, Writer
from jixiao.measures.predicates.tree import LookedUp, Node
from jixiao.measures.scan.cases import Cased, cased
from jixiao.measures.scan.cube import passes
from jixiao.measures.scan.cube_sql import cube_sql
from jixiao.measures.scan.distinct import distinct_sql
from jixiao.measures.scan.frame import Frame
from jixiao.measures.scan.year import settled_by_year
from jixiao.measures.schema import Schema


@dataclass(frozen=True)
class Scan:
    """The statement, and which column holds which part. Columns: unit, checkpoint, then the parts.

    ``passes`` is how often the rows are read: once, and once more for each distinct key.
    """

    sql: str
    columns: Mapping[Part, int]
    checkpoints: tuple[date, ...]
    workdays: bool
    passes: int


def compile_scan(
    schema: Schema,
    parts: Sequence[Part],
    checkpoints: Sequence[date],
    calendar: WorkingDays,
    *,
    group_by_unit: bool = False,
    dialect: Dialect = Dialect.DUCKDB,
    year: int | None = None,
) -> Scan:
    """One statement for all parts, all checkpoints of one year, and all units if asked; made once a process.

    ``year`` is the rows' year where it is not that of the checkpoints: then no part has an event.

    A row is in at a checkpoint when its event is in the year and not after it; other event dates
    after the checkpoint are no value. Two parts that are the same are computed once.

    Raises:
        ValueError: no parts, no checkpoint, or checkpoints of several years or out of order.
        NoCalendarError: working days of a year that is not in the calendar.
    """
    unit = schema.unit if group_by_unit else None
    wanted = tuple(parts), tuple(checkpoints)
    return _compiled(_Whole(schema), *wanted, calendar, unit, dialect, year)


class _Whole:
    """A schema equal to another by all it says: what a statement is remembered by."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._said = (
            schema.name, tuple(schema.columns.items()), schema.key, schema.project, schema.unit
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash(self._said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and self._said == other._said


@lru_cache(maxsize=512)
def _compiled(
    whole: _Whole, parts: tuple[Part, ...], checkpoints: tuple[date, ...],
    calendar: WorkingDays, unit: str | None, dialect: Dialect, year: int | None,
) -> Scan:  # fmt: skip
    schema = whole.schema
    frame = _frame(schema, checkpoints, calendar, unit, dialect, year)
    names = {part: f"p{i}" for i, part in enumerate(dict.fromkeys(parts))}
    if not names:
        raise ValueError("nothing to compute")
    if any(_counts_days(part) for part in names):
        calendar.ordinal(frame.last)  # a year without a calendar is an error before anything runs
    first, last = frame.writer.start, frame.last
    split = {name: cased(settled_by_year(part, first, last)) for part, name in names.items()}
    statements = _statements(split, schema, frame)
    return Scan(
        sql=_joined(statements, names, frame),
        columns=MappingProxyType({part: i + 2 for i, part in enumerate(names)}),
        checkpoints=frame.checkpoints,
        workdays=any(_counts_days(part) for part in names),
        passes=len(statements),
    )


def _frame(
    schema: Schema,
    checkpoints: Sequence[date],
    calendar: WorkingDays,
    unit: str | None,
    dialect: Dialect,
    year: int | None,
) -> Frame:
    days = tuple(checkpoints)
    if not days or list(days) != sorted(set(days)) or days[0].year != days[-1].year:
        raise ValueError("checkpoints: one year, ascending, at least one")
    year = year or days[0].year
    writer = Writer(dialect, date(year, 1, 1), date(year, 12, 31))
    return Frame(schema.name, days, calendar, writer, unit)


def _statements(
    split: Mapping[str, Cased], schema: Schema, frame: Frame
) -> list[tuple[str, list[str]]]:
    additive = [(n, part) for n, part in split.items() if part.part.op is not Op.DISTINCT]
    made = [cube_sql(cube, frame) for cube in passes(additive, schema, len(frame.checkpoints))]
    keys: dict[Node, list[tuple[str, Cased]]] = {}
    for name, part in split.items():
        if part.part.op is Op.DISTINCT and part.part.value is not None:
            keys.setdefault(part.part.value, []).append((name, part))
    made += [(distinct_sql(k, ps, frame), [n for n, _ in ps]) for k, ps in keys.items()]
    return made


def _joined(
    statements: list[tuple[str, list[str]]], names: Mapping[Part, str], frame: Frame
) -> str:
    """Several passes laid over each other; a column a pass does not fill is no value in it."""
    unit = "unit" if frame.unit else "CAST(NULL AS VARCHAR(1)) AS unit"
    quoted = frame.writer.name
    listed = ", ".join(quoted(name) for name in names.values())
    if len(statements) == 1:
        return f"SELECT {unit}, checkpoint, {listed}\nFROM (\n{statements[0][0]}\n) scan\nORDER BY 1, 2"
    padded = [
        "SELECT {}checkpoint, {}\nFROM (\n{}\n) pass{}".format(
            "unit, " if frame.unit else "",
            ", ".join(quoted(n) if n in own else _nothing(p, quoted(n)) for p, n in names.items()),
            sql,
            i,
        )
        for i, (sql, own) in enumerate(statements)
    ]
    merged = ", ".join(f"max({quoted(name)}) AS {quoted(name)}" for name in names.values())
    grouped = "unit, checkpoint" if frame.unit else "checkpoint"
    body = "\nUNION ALL\n".join(padded)
    return f"SELECT {unit}, checkpoint, {merged}\nFROM (\n{body}\n) scan\nGROUP BY {grouped}\nORDER BY 1, 2"


def _nothing(part: Part, name: str) -> str:
    kind = {Op.SUM: "DECIMAL(38, 6)", Op.MAX: "DATE"}.get(part.op, "BIGINT")
    return f"CAST(NULL AS {kind}) AS {name}"


def _counts_days(part: Part) -> bool:
    trees = (part.condition, *([part.value] if part.value is not None else []))
    return any(isinstance(node, LookedUp) for tree in trees for node in tree.walk())
