"""All rows behind a value as a file: csv or xlsx, headings in Chinese, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from jixiao.grids.csv_text import harmless
from jixiao.measures.tracing import every_row, plain_value
from jixiao.plan.model import Plan
from jixiao.registers.store import Store

#: A sheet holds no more rows than this; more are refused, not cut off.
MOST_SHEET_ROWS = 1_048_575


class TooManyRowsError(ValueError):
    """More rows than the file can hold."""


def export(plan: Plan, store: Store, indicator_id: str, as_of: date, ending: str) -> bytes:
    """Every row behind a value as ``csv`` or ``xlsx``.

    Raises:
        NoTraceError: no such indicator, or it is not computed.
        TooManyRowsError: more rows than a sheet holds.
    """
    sides = every_row(plan, store, indicator_id, as_of)
    return _csv(sides) if ending == "csv" else _xlsx(sides)


Sides = Iterator[tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]]


def _csv(sides: Sides) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    for headings, rows in sides:
        writer.writerow([harmless(one) for one in headings])
        writer.writerows([harmless(_shown(v)) for v in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _xlsx(sides: Sides) -> bytes:
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        for headings, rows in sides:
            sheet = book.add_worksheet()
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading)
            for at, row in enumerate(rows, 1):
                if at > MOST_SHEET_ROWS:
                    raise TooManyRowsError(
                        f"多于 {MOST_SHEET_ROWS} 行，一张工作表放不下；请写成 csv"
                    )
                for column, value in enumerate(row):
                    _cell(sheet, at, column, _shown(value))
    return made.getvalue()


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, Decimal | int):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))


def _shown(value: Any) -> Any:
    """What a cell shows: yes and no in Chinese, numbers as numbers, the rest as text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, Decimal | int) else plain_value(value)
