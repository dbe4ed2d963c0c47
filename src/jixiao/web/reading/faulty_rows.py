"""The rows of a ledger that findings are about, as the clerk sees them: nothing personal among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from jixiao.registers.declaration import Register
from jixiao.registers.headings import Column
from jixiao.registers.intake import Outcome
from jixiao.registers.opening import opened
from jixiao.registers.personal import masked
from jixiao.registers.source import Table

MOST_ROWS = 200
_LONGEST = 80


def faulty_rows(register: Register, file: Path, outcome: Outcome) -> dict[int, list[str]]:
    """Row number → its cells in the columns of :func:`shown_columns`; the first rows with findings."""
    numbers = sorted({f.row for f in outcome.findings if f.row and f.row > outcome.headings.row})
    columns = shown_columns(register, outcome)
    if not numbers or not columns:
        return {}
    with opened(register, file, outcome.name) as ledger, duckdb.connect() as connection:
        table = max(ledger.tables, key=lambda one: _alike(one, outcome))
        return _cells(connection, table, outcome.headings.row, numbers[:MOST_ROWS], columns)


def shown_columns(register: Register, outcome: Outcome) -> list[Column]:
    """The columns that are taken in and hold nothing personal."""
    found = []
    for column in outcome.headings.columns:
        if column.field and register.field(column.field).personal is None:
            found.append(column)
    return found


def _alike(table: Table, outcome: Outcome) -> int:
    cells = {cell for row in table.head for cell in row}
    return sum(1 for c in outcome.headings.columns if c.heading and c.heading in cells)


def _cells(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    head: int,
    numbers: Sequence[int],
    columns: Sequence[Column],
) -> dict[int, list[str]]:
    for scan in table.scans(connection, head):
        listed = ", ".join(f"c{c.index}" for c in columns)
        sql = f"SELECT n, {listed} FROM (SELECT row_number() OVER () - 1 + {scan.first} AS n, * FROM {scan.sql})"
        wanted = ", ".join(map(str, numbers))
        try:
            rows = connection.execute(f"{sql} WHERE n IN ({wanted}) ORDER BY n").fetchall()
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException):
            continue
        return {int(row[0]): [_short(cell) for cell in row[1:]] for row in rows}
    return {}


def _short(cell: Any) -> str:
    text = masked(" ".join(str(cell or "").split()))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
