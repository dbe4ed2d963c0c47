"""Rows that are there already: twice in the file, or in the store with the same or other content.

Of rows with one key in one file the first stands; the same again is kept once, another content is
refused. Against the store, the same content changes nothing and another content corrects.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from jixiao.registers.checking import LISTED, rest_of
from jixiao.registers.checks import v
from jixiao.registers.declaration import Field
from jixiao.registers.findings import RowFinding
from jixiao.registers.relation import IMPORT, ROW, Relation, quoted
from jixiao.registers.staging import Staged
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Against:
    """What comparing with the store gave: rows unchanged, rows that correct, columns that go missing."""

    unchanged: int
    corrected: int
    lost: tuple[str, ...] = ()


def within(connection: duckdb.DuckDBPyConnection, staged: Staged) -> list[RowFinding]:
    """Make the table ``twice`` (``_row``, ``_first``, ``_same``) of later rows of a key; the findings."""
    key = ", ".join(v(k) for k in staged.register.key)
    there = " AND ".join(f"{v(k)} IS NOT NULL" for k in staged.register.key)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE keys_twice AS"
        f" SELECT {key}, min(_row) AS _first FROM ledger WHERE {there} GROUP BY ALL HAVING count(*) > 1"
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
    remedy = f"核对两行，删去错的一行；不删而部分导入时以第{first}行为准"
    return RowFinding(row, name, Level.RETURN, "conflict", fault, remedy, heading, index)


def against(
    connection: duckdb.DuckDBPyConnection, staged: Staged, relation: Relation, left_out: str
) -> Against:
    """Make the table ``before`` (``_row``, ``_import``, ``_old``, ``_same``) of rows the store has.

    Only columns that the file has are compared: a column it lacks says nothing. ``left_out`` is a
    SELECT of the rows that are refused or repeated.
    """
    if not relation.files:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE before (_row BIGINT, {IMPORT} VARCHAR, _old BIGINT, _same BOOLEAN)"
        )
        return Against(0, 0)
    joined = " AND ".join(f"a.{v(k)} = b.{quoted(k)}" for k in staged.register.key)
    same = " AND ".join(f"a.{v(f)} IS NOT DISTINCT FROM b.{quoted(f.name)}" for f in staged.fields)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE before AS SELECT a._row, b.{IMPORT}, b.{ROW} AS _old, {same} AS _same"
        f" FROM ledger a JOIN ({relation.sql()}) b ON {joined} WHERE a._row NOT IN ({left_out})"
    )
    counts = connection.execute(
        "SELECT count(*) FILTER (_same), count(*) FILTER (NOT _same) FROM before"
    ).fetchone()
    unchanged, corrected = counts or (0, 0)
    return Against(unchanged, corrected, _lost(connection, staged, relation) if corrected else ())


def _lost(
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
        f" WHERE NOT _same) USING ({IMPORT}, {ROW})"
    ).fetchone()
    return tuple(f.label for f, count in zip(lacking, row or (), strict=True) if count)


def _any(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None
