"""Where a number comes from: definition, SQL, counts, and the very rows, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jixiao.law.calendar import WorkingDays
from jixiao.law.time_law import TimeLaw
from jixiao.measures.bound import Bound, Piece, bound_of
from jixiao.measures.counting import Counting, counting
from jixiao.measures.engines.duckdb import walled
from jixiao.measures.governing import time_of
from jixiao.measures.observation import definition_hash, definition_of
from jixiao.measures.predicates.dialects import Dialect, Writer
from jixiao.measures.predicates.tree import FALSE, Coalesce, LookedUp, Node
from jixiao.measures.scan.compile import compile_scan
from jixiao.measures.scan.frame import Frame
from jixiao.measures.scan.rows import condition_on
from jixiao.measures.schema import Schema
from jixiao.measures.seeing import seeing
from jixiao.measures.sources import SHEET, Sources
from jixiao.plan.model import Indicator, Plan
from jixiao.registers.relation import IMPORT, ROW
from jixiao.registers.store import Store

PAGE_SIZE = 50
MAX_PAGE_SIZE = 1000
_BATCH = 5_000


class NoTraceError(LookupError):
    """Nothing to trace: no such indicator, or none that is computed; the text says which."""


@dataclass(frozen=True)
class Column:
    """One column of the rows shown."""

    name: str
    label: str


@dataclass(frozen=True)
class Table:
    """The rows behind one side of a value. ``counted`` of ``total`` are in the numerator.

    Both are ``None`` where the rows alone were asked for.
    ``rows`` are one page; the last value of each says whether the row is in the numerator, ``None``
    where the value has none: then every row counts.
    """

    role: str
    label: str
    register: str
    sql: str
    columns: tuple[Column, ...]
    total: int | None
    counted: int | None
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Trace:
    """What one value is made of; ``known`` is the day whose knowledge it rests on, where asked for."""

    indicator: Indicator
    bound: Bound
    as_of: date
    page: int
    size: int
    scans: tuple[str, ...]
    tables: tuple[Table, ...]
    known: date | None = None

    def to_json(self) -> dict[str, Any]:
        """The trace for programs (``jixiao trace --json``)."""
        measure = self.bound.measure
        definition = definition_of(measure, self.bound.where_text, self.bound.others)
        return {
            "schema": "jixiao/trace/1",
            "indicator": self.indicator.id,
            "name": self.indicator.name,
            "measure": measure.id,
            "label": measure.label,
            "meaning": measure.meaning,
            "where": self.bound.where_text,
            "as_of": self.as_of.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "definition": definition,
            "definition_sha256": definition_hash(definition),
            "sql": list(self.scans),
            "page": self.page,
            "size": self.size,
            "tables": [_table_json(table) for table in self.tables],
        }


def trace(
    plan: Plan,
    store: Store,
    indicator_id: str,
    as_of: date,
    *,
    page: int = 1,
    size: int = PAGE_SIZE,
    totals: bool = True,
) -> Trace:
    """One page of the rows behind an indicator's value, in the order they were taken in.

    Without ``totals`` only the page is read, not every row: a first page at once, of any evidence.

    Raises:
        NoTraceError: no such indicator, or it has no measure.
        BindingError: its measure or condition is refused.
        NoCalendarError: working days of a year that is not in the calendar.
    """
    time = time_of(plan, as_of)
    indicator, bound = _bound(plan, store, indicator_id, time)
    calendar = time.calendar(store.folder / "calendar.toml")
    size = max(1, min(size, MAX_PAGE_SIZE))
    sides = list(_sides(bound, as_of, plan.year, calendar))
    tables = tuple(
        _table(side, store, calendar, ((page - 1) * size, size), totals=totals) for side in sides
    )
    sql = statements(bound, as_of, plan.year, calendar)
    return Trace(indicator, bound, as_of, page, size, sql, tables, store.known_on)


def every_row(
    plan: Plan, store: Store, indicator_id: str, as_of: date
) -> Iterator[tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]]:
    """For each side of a value its headings and all its rows, for export.

    Raises:
        NoTraceError: as :func:`trace`.
    """
    time = time_of(plan, as_of)
    _, bound = _bound(plan, store, indicator_id, time)
    calendar = time.calendar(store.folder / "calendar.toml")
    for side in _sides(bound, as_of, plan.year, calendar):
        columns = _columns(side, Sources(store, side.schema.name))
        headings = (*(c.label for c in columns), "计入分子")
        yield headings, _all_rows(side, store, calendar)


@dataclass(frozen=True)
class _Side:
    """The rows below (denominator, or all that counts) and which of them are above."""

    role: str
    schema: Schema
    label: str
    below: Node
    above: Node | None
    frame: Frame

    @property
    def columns(self) -> tuple[Column, ...]:
        own = (Column(c.name, c.label) for c in self.schema.columns.values())
        return (*own, Column(IMPORT, "来源文件"), Column(ROW, "来源行"))

    def flag(self) -> str:
        above = None if self.above is None else Coalesce((self.above, FALSE))
        return "CAST(NULL AS BOOLEAN)" if above is None else self.frame.writer.sql(above)

    def nodes(self) -> list[Node]:
        return [self.below, *([self.above] if self.above is not None else [])]

    def needed(self, calendar: WorkingDays) -> WorkingDays | None:
        """The calendar, where working days are counted."""
        trees = (node for tree in self.nodes() for node in tree.walk())
        return calendar if any(isinstance(node, LookedUp) for node in trees) else None

    def source(self) -> str:
        nodes = self.nodes()
        return f"FROM {self.frame.source(nodes)}\nWHERE {self.frame.writer.sql(self.below)}"

    def rows_sql(self) -> str:
        listed = ", ".join(f"r.{self.frame.writer.name(c.name)}" for c in self.columns)
        return f"SELECT {listed}, {self.flag()} AS in_numerator\n{self.source()}"

    def counts_sql(self) -> str:
        return f"SELECT count(*), count(*) FILTER (WHERE {self.flag()})\n{self.source()}"


def _bound(plan: Plan, store: Store, indicator_id: str, time: TimeLaw) -> tuple[Indicator, Bound]:
    indicator = next((i for _, i in plan.indicators() if i.id == indicator_id), None)
    if indicator is None:
        raise NoTraceError(f"计划里没有编号为“{indicator_id}”的指标")
    bound = bound_of(indicator, store.folder, time)
    if bound is None:
        raise NoTraceError(
            f"指标“{indicator.name}”没有绑定测度，没有可以追溯的行；先用 jixiao bind"
        )
    return indicator, seeing(bound, store)


def _sides(bound: Bound, as_of: date, year: int | None, calendar: WorkingDays) -> Iterator[_Side]:
    """The numerator with its denominator, or each of the values a value is made of."""
    pieces = {piece.role: piece for piece in bound.pieces()}
    for prefix in ("", "first.", "second."):
        below = pieces.get(f"{prefix}denominator") or pieces.get(f"{prefix}value")
        if below is not None and below.measure.schema is not None:
            above = pieces.get(f"{prefix}numerator")
            yield _side(
                prefix.rstrip("."), below, above, below.measure.schema, as_of, year, calendar
            )


def _side(
    role: str, below: Piece, above: Piece | None, schema: Schema, as_of: date, year: int | None,
    calendar: WorkingDays,
) -> _Side:  # fmt: skip
    how = counting(below, as_of, year, calendar)
    counted = counting(above, as_of, year, calendar).part if above else None
    writer = Writer(Dialect.DUCKDB, date(how.year, 1, 1), date(how.year, 12, 31))
    which = "（上年同期）" if below.years_back else ""
    return _Side(
        role=role or "value",
        schema=schema,
        label=f"{below.measure.label}{which}",
        below=condition_on(how.part, how.day, calendar),
        above=condition_on(counted, how.day, calendar) if counted else None,
        frame=Frame(schema.name, (how.day,), calendar, writer),
    )


def _table(
    side: _Side, store: Store, calendar: WorkingDays, page: tuple[int, int], *, totals: bool
) -> Table:
    sql, sources = side.rows_sql(), Sources(store, side.schema.name)
    with walled(store.relation(side.schema.name), side.needed(calendar)) as connection:
        rows = connection.execute(f"{sql}\nLIMIT {page[1]} OFFSET {page[0]}").fetchall()
        counts = connection.execute(side.counts_sql()).fetchone() if totals else None
    total, counted = counts or (None, None)
    return Table(
        role=side.role,
        label=side.label,
        register=side.schema.name,
        sql=sql,
        columns=_columns(side, sources),
        total=total,
        counted=None if side.above is None else counted,
        rows=tuple(map(sources.told, rows)),
    )


def _columns(side: _Side, sources: Sources) -> tuple[Column, ...]:
    labels = {c.name: c.label for c in side.columns} | {SHEET: "来源工作表"}
    return tuple(Column(n, labels[n]) for n in sources.columns([c.name for c in side.columns]))


def _all_rows(side: _Side, store: Store, calendar: WorkingDays) -> Iterator[tuple[Any, ...]]:
    sources = Sources(store, side.schema.name)
    with walled(store.relation(side.schema.name), side.needed(calendar)) as connection:
        found = connection.execute(side.rows_sql())
        while batch := found.fetchmany(_BATCH):
            yield from map(sources.told, batch)


def statements(
    bound: Bound, as_of: date, year: int | None, calendar: WorkingDays
) -> tuple[str, ...]:
    """The statements that compute a value, one for each register and year.

    Raises:
        NoCalendarError: working days of a year that is not in the calendar.
    """
    wanted: dict[tuple[str, int], tuple[Schema, list[Counting]]] = {}
    for piece in bound.pieces():
        if piece.measure.schema is not None:
            key = piece.measure.register, piece.years_back
            how = counting(piece, as_of, year, calendar)
            wanted.setdefault(key, (piece.measure.schema, []))[1].append(how)
    return tuple(
        compile_scan(
            schema, [one.part for one in how], [how[0].day], calendar, year=how[0].year
        ).sql
        for schema, how in wanted.values()
    )


def _table_json(table: Table) -> dict[str, Any]:
    names = [c.name for c in table.columns]
    return {
        "role": table.role,
        "label": table.label,
        "register": table.register,
        "total": table.total,
        "in_numerator": table.counted,
        "rows_sql": table.sql,
        "columns": [{"name": c.name, "label": c.label} for c in table.columns],
        "rows": [_row_json(names, row) for row in table.rows],
    }


def _row_json(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """What is empty is left out; whether it is in the numerator comes last."""
    shown = {n: plain_value(v) for n, v in zip(names, row[:-1], strict=True) if v is not None}
    return shown | {"in_numerator": row[-1]}


def plain_value(value: Any) -> Any:
    """A cell as JSON and text carry it: dates and decimals written out."""
    return value if value is None or isinstance(value, bool | int | str) else str(value)
