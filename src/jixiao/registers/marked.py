"""The ledger given back as an Excel workbook: faulty cells coloured, each with what is wrong in a note.

It holds what the file held, personal columns too: it goes to the one who brought the file, never into
the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from jixiao.registers.declaration import Register
from jixiao.registers.duck import connect
from jixiao.registers.findings import RowFinding
from jixiao.registers.heading_words import letter
from jixiao.registers.intake import Outcome
from jixiao.registers.opening import opened
from jixiao.registers.source import Table
from jixiao.terms.findings import Level

#: Beyond this many rows only those with findings are written, which the sheet says.
_MOST_ROWS = 100_000
_COLOURS = {Level.RETURN: "#F8CBAD", Level.IMPROVE: "#FFE699", Level.NOTE: "#DDEBF7"}
_FONT = {"font_name": "宋体", "font_size": 10}
_SHEET_NAME = "标记"


def marked(register: Register, data: Path | str | bytes, outcome: Outcome) -> bytes:
    """The workbook of a ledger and what was found in it.

    Raises:
        ReadError: the ledger cannot be read again.
    """
    made = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with (
        opened(register, data, outcome.name) as ledger,
        connect() as connection,
        xlsxwriter.Workbook(made, options) as book,
    ):
        table = max(ledger.tables, key=lambda one: _alike(one, outcome))
        _Marked(book, outcome).write(connection, table)
    return made.getvalue()


def _alike(table: Table, outcome: Outcome) -> int:
    """How many of the headings stand in a table's first rows."""
    cells = {cell for row in table.head for cell in row}
    return sum(1 for c in outcome.headings.columns if c.heading and c.heading in cells)


class _Marked:
    """The marked sheet and the sheet of findings."""

    def __init__(self, book: Any, outcome: Outcome) -> None:
        self.book, self.outcome = book, outcome
        self.cells: dict[int, dict[int, list[RowFinding]]] = {}
        for one in outcome.findings:
            if one.row:
                self.cells.setdefault(one.row, {}).setdefault(one.column or 0, []).append(one)
        self.plain = book.add_format(_FONT)
        self.bold = book.add_format({**_FONT, "bold": True, "bg_color": "#F2F2F2", "border": 1})
        self.colours = {
            level: book.add_format({**_FONT, "bg_color": c, "border": 1})
            for level, c in _COLOURS.items()
        }

    def write(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        sheet = self.book.add_worksheet(_SHEET_NAME)
        width = len(self.outcome.headings.columns)
        sheet.set_column(0, max(width - 1, 0), 14, self.plain)
        head = self.outcome.headings.row
        for written, (row, values) in enumerate(self._rows(connection, table)):
            at = row - 1 if self._whole else written
            form = self.bold if head - self.outcome.headings.rows < row <= head else self.plain
            for column, value in enumerate(values):
                self._cell(sheet, at, column, value, self.cells.get(row, {}).get(column, []), form)
        sheet.freeze_panes(head if self._whole else 1, 0)
        self._list()

    @property
    def _whole(self) -> bool:
        return self.outcome.rows <= _MOST_ROWS

    def _rows(
        self, connection: duckdb.DuckDBPyConnection, table: Table
    ) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """Rows with their number in the file: all, or of a long ledger the headings and the faulty ones."""
        for scan in table.scans(connection, self.outcome.headings.row):
            if scan.first > 1:
                yield from enumerate((tuple(r) for r in table.head[: scan.first - 1]), start=1)
            try:
                connection.execute(
                    f"CREATE OR REPLACE TEMP TABLE given AS SELECT * FROM {scan.sql}"
                )
            except duckdb.InvalidInputException:
                continue
            count = connection.execute("SELECT count(*) FROM given").fetchone()
            if not scan.good(int(count[0]) if count else 0):
                continue
            wanted = "" if self._whole else f" WHERE rowid + {scan.first} IN ({self._numbers()})"
            rows = connection.execute(
                f"SELECT rowid + {scan.first}, * FROM given{wanted} ORDER BY 1"
            )
            while block := rows.fetchmany(5000):
                yield from ((int(row[0]), row[1:]) for row in block)
            return

    def _numbers(self) -> str:
        return ", ".join(map(str, sorted({self.outcome.headings.row, *self.cells})))

    def _cell(
        self,
        sheet: Any,
        row: int,
        column: int,
        value: str | None,
        found: list[RowFinding],
        form: Any,
    ) -> None:
        if not found:
            if value:
                sheet.write_string(row, column, value, form)
            return
        worst = min(found, key=lambda f: f.level.rank)
        sheet.write_string(row, column, value or "", self.colours[worst.level])
        text = "\n".join(f"【{f.level.label}】{f.fault}；{f.remedy}" for f in found)
        sheet.write_comment(
            row, column, text[:2000], {"x_scale": 2.2, "y_scale": 1.3, "font_size": 9}
        )

    def _list(self) -> None:
        """All findings, one a line, with a link to the cell."""
        sheet = self.book.add_worksheet("问题清单")
        for column, (word, width) in enumerate(
            (("行", 8), ("列", 6), ("列名", 18), ("级别", 10), ("问题", 60), ("怎样改", 50))
        ):
            sheet.set_column(column, column, width, self.plain)
            sheet.write(0, column, word, self.bold)
        for at, one in enumerate(self.outcome.findings, start=1):
            place = letter(one.column) if one.column is not None else ""
            values: Mapping[int, Any] = {
                1: place,
                2: one.heading or "",
                3: one.level.label,
                4: one.fault,
                5: one.remedy,
            }
            for column, value in values.items():
                sheet.write_string(
                    at, column, value, self.colours[one.level] if column == 3 else self.plain
                )
            if one.row and self._whole:
                sheet.write_url(
                    at,
                    0,
                    f"internal:'{_SHEET_NAME}'!{place or 'A'}{one.row}",
                    self.plain,
                    str(one.row),
                )
            else:
                sheet.write(at, 0, one.row or "全文", self.plain)
        if not self._whole:
            sheet.write(
                len(self.outcome.findings) + 2,
                0,
                f"这份台账超过 {_MOST_ROWS} 行，“{_SHEET_NAME}”只列出有问题的行",
                self.plain,
            )
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(self.outcome.findings), 1), 5)
