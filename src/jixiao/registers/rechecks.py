"""A second check with a row of its own belongs to the first: its result becomes the first row's re-test.

A re-check without its first check, or with another result beside it, is asked about, never counted as a
check of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from jixiao.registers.cells import among
from jixiao.registers.contents import filled
from jixiao.registers.declaration import Field, Recheck, Register
from jixiao.registers.findings import RowFinding
from jixiao.registers.headings import Column, Headings
from jixiao.registers.relation import literal, quoted
from jixiao.terms.findings import Level

#: The mark of a row that was put into that of its first check.
MARK = "recheck"


def column_of(
    register: Register, headings: Headings, head: Sequence[Sequence[str]]
) -> Column | None:
    """The column that tells first from second checks: in no field, without other words in the first rows."""
    said = register.grain.recheck if register.grain else None
    if said is None or said.retest in headings.mapped or said.result not in headings.mapped:
        return None
    words = {*said.first, *said.again}
    rows = head[headings.row :]
    for column in headings.unknown:
        cells = filled([r[column.index] or "" for r in rows if column.index < len(r)])
        if cells and not column.said and set(cells) <= words:
            return column
    return None


def fold(
    connection: duckdb.DuckDBPyConnection, register: Register, column: Column, first: int
) -> list[RowFinding]:
    """Put every second check of ``staged`` into its first; what cannot be is told, by its row.

    ``first`` is the row of the source that is the first of ``staged``.
    """
    said = register.grain.recheck if register.grain else None
    assert said is not None
    _columns(connection, register, said)
    which = quoted(f"q_{column.index}")
    key, result = quoted(f"v_{register.key[0]}"), quoted(f"v_{said.result}")
    again = f"_mark IS NULL AND {among(which, said.again)}"
    codes = [c.value for c in register.field(said.retest).codes]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE rechecks AS SELECT {key} AS k, min({result}) AS result FROM staged"
        f" WHERE {again} GROUP BY k HAVING count(*) = 1 AND {among(f'min({result})', codes)}"
    )
    firsts = f"_mark IS NULL AND {among(which, said.first)}"
    retest, flag = quoted(f"v_{said.retest}"), quoted(f"v_{said.flag}")
    connection.execute(
        f"UPDATE staged SET {retest} = rechecks.result, {flag} = true FROM rechecks"
        f" WHERE staged.{key} = rechecks.k AND {firsts}"
    )
    connection.execute(
        f"UPDATE staged SET _mark = {literal(MARK)} WHERE {again} AND {key} IN"
        f" (SELECT k FROM rechecks JOIN (SELECT {key} AS f FROM staged WHERE {firsts}) ON k = f)"
    )
    rows = connection.execute(f"SELECT rowid FROM staged WHERE {again} ORDER BY 1").fetchall()
    return [_alone(register, said, column, int(row) + first) for (row,) in rows]


def added(register: Register, fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields that folding fills, beside those the file has columns of."""
    said = register.grain.recheck if register.grain else None
    names = {f.name for f in fields} | ({said.retest, said.flag} if said else set())
    return tuple(f for f in register.stored if f.name in names)


def _columns(connection: duckdb.DuckDBPyConnection, register: Register, said: Recheck) -> None:
    for name in (said.retest, said.flag):
        kind = register.field(name).type.sql
        connection.execute(
            f"ALTER TABLE staged ADD COLUMN IF NOT EXISTS {quoted(f'v_{name}')} {kind}"
        )
        connection.execute(
            f"ALTER TABLE staged ADD COLUMN IF NOT EXISTS {quoted(f'p_{name}')} VARCHAR"
        )


def _alone(register: Register, said: Recheck, column: Column, row: int) -> RowFinding:
    each = register.grain.each if register.grain else "一行"
    label = register.field(said.result).label
    fault = (
        f"复检行没有并入：这份文件里没有{each}的初检行，或者复检不止一行、{label}不是合格或不合格"
    )
    remedy = "补上初检行，或把复检写成一行；复检行不能当作又一次初检"
    return RowFinding(
        row, said.result, Level.RETURN, "recheck-alone", fault, remedy, column.heading, column.index
    )
