"""Runs the scans a set of bound measures needs: one statement for each register and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jixiao.law.calendar import NoCalendarError, WorkingDays
from jixiao.measures.bound import Bound, Piece
from jixiao.measures.counting import Counting, counting, past_the_year
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
    jobs: dict[tuple[str, int, bool], _Job] = {}
    for bound in bounds:
        for piece in bound.pieces():
            if piece.measure.schema is not None:
                _put(jobs, piece, counting(piece, as_of, year, calendar))
    sums = Sums()
    relations = {name: store.relation(name) for name in dict.fromkeys(key[0] for key in jobs)}
    engine.expect(one for one in relations.values() if one.files)
    for (register, back, _late), job in jobs.items():
        relation = relations[register]
        if relation.files:
            for scan in _scans(job, calendar, engine, sums, (register, back)):
                rows = engine.run(relation, scan, calendar)
                sums.values |= _read(rows, scan, job.parts, (register, back))
    return sums


@dataclass
class _Job:
    """The parts wanted of one register and year: as they are known by, and as they are counted."""

    schema: Schema
    day: date
    year: int
    parts: dict[Part, Part] = field(default_factory=dict)


def _put(jobs: dict[tuple[str, int, bool], _Job], piece: Piece, how: Counting) -> None:
    schema = piece.measure.schema
    if schema is None:
        return
    key = schema.name, piece.years_back, how.late
    job = jobs.setdefault(key, _Job(schema, how.day, how.year))
    there = presence(piece.part)
    job.parts |= {piece.part: how.part, there: past_the_year(there) if how.late else there}


def _scans(
    job: _Job, calendar: WorkingDays, engine: Engine, sums: Sums, key: tuple[str, int]
) -> list[Scan]:
    """One statement; where the calendar lacks the year, one without what counts working days."""
    parts = list(job.parts.values())
    try:
        return [_compiled(job, parts, calendar, engine)]
    except NoCalendarError as lacking:
        sums.no_calendar[key] = str(lacking)
        plain = [part for part in parts if not _needs_calendar(part, job, calendar, engine)]
        return [_compiled(job, plain, calendar, engine)]


def _compiled(job: _Job, parts: Sequence[Part], calendar: WorkingDays, engine: Engine) -> Scan:
    return compile_scan(
        job.schema, parts, [job.day], calendar, dialect=engine.dialect, year=job.year
    )


def _needs_calendar(part: Part, job: _Job, calendar: WorkingDays, engine: Engine) -> bool:
    try:
        _compiled(job, [part], calendar, engine)
    except NoCalendarError:
        return True
    return False


def _read(
    rows: Sequence[tuple[object, ...]],
    scan: Scan,
    parts: Mapping[Part, Part],
    key: tuple[str, int],
) -> Mapping[Key, object]:
    if not rows:
        return {}
    return {
        (*key, known): rows[0][scan.columns[counted]]
        for known, counted in parts.items()
        if counted in scan.columns
    }
