"""Made-up ledgers for the tests, in the containers people send."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from jixiao.registers.intake import Outcome, take_in
from jixiao.registers.store import Store

HEAD = ["案件编号", "立案日期", "结案日期", "罚款金额（元）", "案件状态"]
ROWS = [
    ["A1", "2023-01-05", "2023-02-01", "500.00", "已结案"],
    ["A2", "2023-03-05", "", "", "办理中"],
    ["A3", "2023-04-05", "2023-05-01", "1200.50", "已结案"],
]


def csv_bytes(
    rows: Sequence[Sequence[Any]], encoding: str = "utf-8", separator: str = ",", end: str = "\n"
) -> bytes:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[Any]], sheet: str = "台账") -> bytes:
    """Rows as a workbook; a text that begins with = is a formula."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                page.write(r, c, value)
    return made.getvalue()


def taken(folder: Path, data: Any, register: str = "penalty_cases", **more: Any) -> Outcome:
    """Taken into the store of a folder."""
    store = Store(folder)
    options = {"who": "绩效专管员", **more}
    return take_in(store.register(register), data, store=store, **options)


def current(folder: Path, register: str, columns: str) -> list[tuple[Any, ...]]:
    """Some columns of the current rows, by key."""
    import duckdb

    store = Store(folder)
    with duckdb.connect() as connection:
        store.duckdb_view(connection, register)
        key = ", ".join(store.register(register).key)
        return connection.execute(
            f"SELECT {columns} FROM {register} ORDER BY {key}, _row"
        ).fetchall()


def everything(folder: Path) -> bytes:
    """Every byte a store holds, its Parquet files also as the text of their values."""
    import duckdb

    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    found += [path.name.encode() for path in folder.rglob("*")]
    with duckdb.connect() as connection:
        for path in folder.rglob("*.parquet"):
            found.append(
                repr(connection.execute(f"FROM read_parquet('{path}')").fetchall()).encode()
            )
    return b"\n".join(found)
