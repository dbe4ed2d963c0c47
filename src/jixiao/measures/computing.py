"""Runs the scans a set of bound measures needs: one statement for each register and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jixiao.law.calendar import NoCalendarError, WorkingDays
from jixiao.measures.bound import Bound, Piece, checkpoint
from jixiao.measures.engines import Engine
from jixiao.measures.parts import Op, Part
from jixiao.measures.predicates.tree import TRUE
from jixiao.measures.scan.compile import Scan, compile_scan
from jixiao.measures.schema import Schema
from jixiao.measures.values import number
from jixiao.registers.store import Store

Key = tuple[str, int, Part]


@dataclass
class Sums:
    """What the scans gave: the value of each part of each register and year."""

    values: dict[Key, object] = field(default_factory=dict)
    no_calendar: dict[tuple[str, int], str] = field(default_factory=dict)

    def of(self, piece: Piece) -> object:
        """The value of a piece, or ``None`` where nothing was added up."""
        return self.values.get((piece.measure.register, piece.years_back, piece.part))

    def by_role(self, bound: Bound) -> dict[str, object]:
        """All values of a bound measure by role."""
        return {piece.role: self.of(piece) for piece in bound.pieces()}

    def any_rows(self, piece: Piece) -> Decimal:
        """How many rows of any kind the year has by the piece's event."""
        part = presence(piece.part)
        return number(self.values.get((piece.measure.register, piece.years_back, part)))


def presence(part: Part) -> Part:
    """The part that counts whatever rows the year has."""
    return Part(Op.ROWS, TRUE, frozenset(), part.event)


def compute(
    bounds: Iterable[Bound],
    store: Store,
    as_of: date,
    year: int | None,
    engine: Engine,
    calendar: WorkingDays,
) -> Sums:
    """Every part of every bound measure, each register and year in one statement."""
    wanted: dict[tuple[str, int], tuple[Schema, list[Part]]] = {}
    for bound in bounds:
        for piece in bound.pieces():
            schema = piece.measure.schema
            if schema is not None:
                parts = wanted.setdefault((schema.name, piece.years_back), (schema, []))[1]
                parts += [piece.part, presence(piece.part)]
    sums = Sums()
    for (register, back), (schema, parts) in wanted.items():
        relation = store.relation(register)
        if relation.files:
            day = checkpoint(as_of, year, back)
            scans = _scans(schema, parts, day, calendar, engine, sums, (register, back))
            for scan in scans:
                rows = engine.run(relation, scan, calendar)
                sums.values |= _read(rows, scan, (register, back))
    return sums


def _scans(
    schema: Schema,
    parts: Sequence[Part],
    day: date,
    calendar: WorkingDays,
    engine: Engine,
    sums: Sums,
    key: tuple[str, int],
) -> list[Scan]:
    """One statement; where the calendar lacks the year, one without what counts working days."""
    try:
        return [compile_scan(schema, parts, [day], calendar, dialect=engine.dialect)]
    except NoCalendarError as lacking:
        sums.no_calendar[key] = str(lacking)
        plain = [part for part in parts if not _needs_calendar(part, schema, day, calendar)]
        return [compile_scan(schema, plain, [day], calendar, dialect=engine.dialect)]


def _needs_calendar(part: Part, schema: Schema, day: date, calendar: WorkingDays) -> bool:
    try:
        compile_scan(schema, [part], [day], calendar)
    except NoCalendarError:
        return True
    return False


def _read(
    rows: Sequence[tuple[object, ...]], scan: Scan, key: tuple[str, int]
) -> Mapping[Key, object]:
    if not rows:
        return {}
    return {(*key, part): rows[0][at] for part, at in scan.columns.items()}
