"""Rows as a file to keep: csv line by line, or a workbook; numbers as numbers, nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

import xlsxwriter
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from jixiao.web.attachment import attachment
from jixiao.web.csv_lines import csv_lines

#: A workbook is made in the server's own memory; csv goes out row by row, however long.
MOST_IN_A_WORKBOOK = 100_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def answer_with(
    headings: Sequence[str], rows: Iterable[Sequence[Any]], name: str, ending: str
) -> HttpResponseBase:
    """``csv`` or ``xlsx`` under a name without its ending."""
    if ending == "xlsx":
        return attachment(_workbook(headings, rows), f"{name}.xlsx", _XLSX)
    plain = ([_plain(one) for one in row] for row in rows)
    lines = csv_lines(chain([headings], plain))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return answer


def _workbook(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, heading, bold)
        for line, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                _write(sheet, line, at, value)
    return made.getvalue()


def _write(sheet: Any, line: int, at: int, value: Any) -> None:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        sheet.write_number(line, at, value)
    elif value is not None:
        sheet.write_string(line, at, str(_plain(value)))


def _plain(value: Any) -> Any:
    """A missing value is an empty cell; a moment is written without its zone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else value
