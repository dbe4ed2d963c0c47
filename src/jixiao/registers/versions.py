"""Rows that are there already: twice in the file, or in the store with the same or other content.

Of rows with one key in one file the first stands; the same again is kept once, another content is
refused. Against the store, the same content changes nothing, another content corrects, unless the store
has it from a take-in that speaks for a later day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from jixiao.registers.checking import LISTED, rest_of
from jixiao.registers.checks import v
from jixiao.registers.declaration import Field
from jixiao.registers.findings import RowFinding
from jixiao.registers.grain import of_twice
from jixiao.registers.relation import IMPORT, ROW, Relation, literal, quoted
from jixiao.registers.speaking import Said
from jixiao.registers.staging import Staged
from jixiao.registers.store import Store
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Against:
    """What comparing with the store gave.

    ``unchanged`` rows say the same, ``corrected`` ones another thing, ``older`` ones another thing of
    which the store has newer word. ``kept``: labels of columns that the file lacks and corrected rows
    had values of. ``gone``: rows of the file's span that the store has and the file has not, of which
    ``gone_keys`` names some.
    """

    unchanged: int = 0
    corrected: int = 0
    older: int = 0
    kept: tuple[str, ...] = ()
    gone: int = 0
    gone_keys: tuple[str, ...] = ()
    span: tuple[date | None, date | None] = (None, None)


def within(connection: duckdb.DuckDBPyConnection, staged: Staged) -> list[RowFinding]:
    """Make the table ``twice`` (``_row``, ``_first``, ``_same``) of later rows of a key; the findings."""
    key = ", ".join(v(k) for k in staged.register.key)
    there = " AND ".join(f"{v(k)} IS NOT NULL" for k in staged.register.key)
    # Grouped by a number first: half the time of grouping texts, and hardly ever is there more to do.
    hashes = f"SELECT hash({key}) AS h FROM ledger WHERE {there} GROUP BY h HAVING count(*) > 1"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE hashes_twice AS {hashes}")
    alike = f"hash({key}) IN (FROM hashes_twice)" if _any(connection, "hashes_twice") else "false"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE keys_twice AS SELECT {key}, min(_row) AS _first FROM ledger"
        f" WHERE {there} AND {alike} GROUP BY ALL HAVING count(*) > 1"
    )
    joined = " AND ".join(f"a.{v(k)} = k.{v(k)}" for k in staged.register.key)
    same = " AND ".join(f"a.{v(f)} IS NOT DISTINCT FROM b.{v(f)}" for f in staged.fields)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE twice AS SELECT a._row, k._first,"
        f" {same} AS _same FROM ledger a JOIN keys_twice k ON {joined} JOIN ledger b ON b._row = k._first"
        " WHERE a._row > k._first"
        if _any(connection, "keys_twice")
        else "CREATE OR REPLACE TEMP TABLE twice (_row BIGINT, _first BIGINT, _same BOOLEAN)"
    )
    if not _any(connection, "twice"):
        return []
    return [*_twice(connection, staged, True), *_twice(connection, staged, False)]


def _twice(connection: duckdb.DuckDBPyConnection, staged: Staged, same: bool) -> list[RowFinding]:
    name = staged.register.key[0]
    shown = " || '/' || ".join(f"CAST(a.{v(k)} AS VARCHAR)" for k in staged.register.key)
    others = [f for f in staged.fields if f.name not in staged.register.key]
    differ = ", ".join(f"a.{v(f)} IS DISTINCT FROM b.{v(f)}" for f in others) or "false"
    rows = connection.execute(
        f"SELECT t._row, t._first, {shown}, {differ} FROM twice t JOIN ledger a ON a._row = t._row"
        f" JOIN ledger b ON b._row = t._first WHERE t._same = {same} ORDER BY 1 LIMIT {LISTED}"
    ).fetchall()
    found = [
        _repeated(
            staged, name, row, first, key, [f for f, d in zip(others, flags, strict=False) if d]
        )
        for row, first, key, *flags in rows
    ]
    count = connection.execute(f"SELECT count(*) FROM twice WHERE _same = {same}").fetchone()
    rest = (count[0] if count else 0) - len(found)
    return [*found, rest_of(found[-1], rest)] if rest else found


def _repeated(
    staged: Staged, name: str, row: int, first: int, key: str, differ: list[Field]
) -> RowFinding:
    field, column = staged.register.field(name), staged.column(name)
    heading, index = (column.heading, column.index) if column else (None, None)
    if not differ:
        fault = f"{field.label} {key} 与第{first}行完全相同，只留一次"
        return RowFinding(row, name, Level.NOTE, "repeated", fault, "不必修改", heading, index)
    labels = "、".join(f.label for f in differ[:6]) + ("等" if len(differ) > 6 else "")
    fault = f"{field.label} {key} 与第{first}行重复而内容不同（{labels}）"
    remedy = of_twice(staged.register.grain, first)
    return RowFinding(row, name, Level.RETURN, "conflict", fault, remedy, heading, index)


def against(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    store: Store,
    said: Said,
    left_out: str,
) -> Against:
    """Make the table ``before`` (``_row``, ``_import``, ``_old``, ``_same``, ``_newer``) of rows the store has.

    Only columns that the file has are compared: a column it lacks says nothing. ``left_out`` is a
    SELECT of the rows that are refused or repeated.
    """
    relation = store.relation(staged.register.name)
    span = said.covered(*_events(connection, staged))
    if not relation.files:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE before (_row BIGINT, {IMPORT} VARCHAR, _old BIGINT,"
            " _same BOOLEAN, _newer BOOLEAN)"
        )
        return Against(span=span)
    key = staged.register.key
    joined = " AND ".join(f"a.{v(k)} = b.{quoted(k)}" for k in key)
    same = " AND ".join(f"a.{v(f)} IS NOT DISTINCT FROM b.{quoted(f.name)}" for f in staged.fields)
    newer = _newer(staged, store, said)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE before AS SELECT a._row, b.{IMPORT}, b.{ROW} AS _old, {same} AS _same,"
        f" {newer} AS _newer FROM ledger a JOIN ({relation.sql()}) b ON {joined} WHERE a._row NOT IN ({left_out})"
    )
    counts = connection.execute(
        "SELECT count(*) FILTER (_same), count(*) FILTER (NOT _same AND NOT _newer),"
        " count(*) FILTER (NOT _same AND _newer) FROM before"
    ).fetchone()
    unchanged, corrected, older = counts or (0, 0, 0)
    gone = (
        _gone(connection, staged, store, said, span) if said.full or unchanged or corrected else []
    )
    return Against(
        unchanged,
        corrected,
        older,
        _kept(connection, staged, relation) if corrected else (),
        len(gone),
        tuple(gone[:LISTED]),
        span,
    )


def _events(
    connection: duckdb.DuckDBPyConnection, staged: Staged
) -> tuple[date | None, date | None]:
    """The first and the last day on which something in the file happened."""
    days = [f for f in staged.fields if f.name == staged.register.year_of]
    days = days or [f for f in staged.fields if f.event]
    if not days:
        return None, None
    first, last = (", ".join(f"{which}({v(f)})" for f in days) for which in ("min", "max"))
    row = connection.execute(f"SELECT least({first}), greatest({last}) FROM ledger").fetchone()
    return row or (None, None)


def _newer(staged: Staged, store: Store, said: Said) -> str:
    """Whether a take-in that speaks for a later day has the row ``b``."""
    files = [
        str(path)
        for one in store.imports(staged.register.name)
        if one.known_from > said.known_from
        for path in (store.file(one.sha256), store.repeats_file(one.sha256))
        if path.exists()
    ]
    if not files:
        return "false"
    keys = ", ".join(quoted(k) for k in staged.register.key)
    those = ", ".join(f"b.{quoted(k)}" for k in staged.register.key)
    listed = ", ".join(literal(file) for file in files)
    return f"({those}) IN (SELECT ({keys}) FROM read_parquet([{listed}], union_by_name = true))"


def _gone(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    store: Store,
    said: Said,
    span: tuple[date | None, date | None],
) -> list[str]:
    """Keys of the span that the store has from take-ins not newer, and the file has not."""
    register = staged.register
    keys = " AND ".join(f"a.{v(k)} = b.{quoted(k)}" for k in register.key)
    shown = ", ".join(f"CAST(b.{quoted(k)} AS VARCHAR)" for k in register.key)
    day = register.year_of or next((f.name for f in register.events), None)
    within = "true"
    if day and span[0] and span[1]:
        within = f"coalesce(b.{quoted(day)} BETWEEN DATE '{span[0]}' AND DATE '{span[1]}', true)"
    current = store.relation(register.name).sql()
    found = connection.execute(
        f"SELECT concat_ws('/', {shown}) FROM ({current}) b WHERE {within}"
        f" AND NOT {_newer(staged, store, said)}"
        f" AND NOT EXISTS (SELECT 1 FROM ledger a WHERE {keys}) ORDER BY 1"
    ).fetchall()
    return [str(row[0]) for row in found]


def _kept(
    connection: duckdb.DuckDBPyConnection, staged: Staged, relation: Relation
) -> tuple[str, ...]:
    """Labels of columns the file lacks and of which the corrected rows had values."""
    have = {f.name for f in staged.fields}
    lacking = [f for f in staged.register.stored if f.name not in have]
    if not lacking:
        return ()
    counts = ", ".join(f"count({quoted(f.name)})" for f in lacking)
    row = connection.execute(
        f"SELECT {counts} FROM ({relation.sql()}) JOIN (SELECT {IMPORT}, _old AS {ROW} FROM before"
        f" WHERE NOT _same AND NOT _newer) USING ({IMPORT}, {ROW})"
    ).fetchone()
    return tuple(f.label for f, count in zip(lacking, row or (), strict=True) if count)


def _any(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None
