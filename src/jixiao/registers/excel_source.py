"""Ledgers as Excel workbooks: each sheet through calamine into Arrow columns of text.

Formulas give their kept values. What else the file shows — error cells, long numbers that have lost
digits, percent signs, merged cells, rows hidden or struck through — is looked for beside, and becomes
a remark or is put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import duckdb
import fastexcel

from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind, kind_of
from jixiao.registers import xls_look, xlsx_look
from jixiao.registers.duck import connect
from jixiao.registers.sheet_look import BookLook, SheetLook
from jixiao.registers.source import EPOCH, EPOCH_1904, HEAD_ROWS, Remark, Scan
from jixiao.registers.typed_look import look_at_values

MAX_BYTES = 256 << 20
_MAX_SHEETS = 60
_MAX_FILLED = 500_000
_RESAVE = "用 Excel 或 WPS 打开后另存为 xlsx 再提交"
_KINDS = (Kind.XLSX, Kind.XLS, Kind.XLSB, Kind.ODS)


class Sheet:
    """One sheet of a workbook; ``visible`` says it is not hidden, ``since`` is day 0 of its calendar."""

    def __init__(
        self, reader: fastexcel.ExcelReader, name: str, look: SheetLook, since: str
    ) -> None:
        """Load the first rows."""
        self._reader, self.name, self._look, self.since = reader, name, look, since
        # However few rows are asked for, all of the sheet is parsed: so it is asked once.
        first = self._load()
        self._loaded: fastexcel.ExcelSheet | None = first
        self.visible = first.visible == "visible"
        rows: list[tuple[str | None, ...]] = []
        if first.width:
            with connect() as connection:
                connection.register("sheet", first)
                rows = connection.execute(f"FROM sheet LIMIT {HEAD_ROWS}").fetchall()
        self.offset = _offset(first)
        self.width = self.offset + first.width
        self.head = [[*[""] * self.offset, *(cell or "" for cell in row)] for row in rows]

    def _load(self) -> fastexcel.ExcelSheet:
        return self._reader.load_sheet(self.name, header_row=None, skip_rows=0, dtypes="string")

    def scans(self, connection: duckdb.DuckDBPyConnection, header: int) -> Iterator[Scan]:
        """The whole sheet, once; merged cells below the headings hold what the first of them holds."""
        sheet = self._loaded or self._load()
        self._loaded = None  # its memory is needed for the rows that are made of it
        connection.register("sheet", sheet)
        names = [column.name for column in sheet.available_columns()]
        empty = [f"NULL::VARCHAR AS c{i}" for i in range(self.offset)]
        given = [f'"{name}" AS c{i}' for i, name in enumerate(names, start=self.offset)]
        rows = f"(SELECT {', '.join(empty + given)} FROM sheet)"
        remarks = list(self._look.remarks.values())
        merged = [m for m in self._look.merges if m[2] > max(m[0], header) and m[0] > header]
        if merged or self._look.percents:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE mended AS FROM {rows}")
            self._percents(connection)
            remarks += self._filled(connection, merged)
            rows = "(FROM mended)"
        if shut := [row for row in self._look.hidden if row > header]:
            remarks.append(Remark("hidden-rows", shut[0], None, str(len(shut))))
        remarks += [Remark("struck", row, None, "") for row in self._look.struck if row > header]
        yield Scan(rows, 1, True, tuple(remarks), since=self.since, protected=True)

    def _percents(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Cells as they are shown."""
        shown = [
            (row - 1, column, text)
            for (row, column), text in self._look.percents.items()
            if column < self.width
        ]
        _mend(connection, shown)

    def _filled(
        self, connection: duckdb.DuckDBPyConnection, merged: list[tuple[int, int, int, int]]
    ) -> list[Remark]:
        """Fill merged columns downwards; a remark for each cell filled."""
        filled = list[tuple[int, int, str]]()
        remarks = list[Remark]()
        for top, left, bottom, right in merged:
            if left != right or left >= self.width or len(filled) > _MAX_FILLED:
                continue
            first = f"SELECT c{left} FROM mended WHERE rowid = {top - 1} AND c{left} <> ''"
            for (text,) in connection.execute(first).fetchall():
                filled += [(at - 1, left, text) for at in range(top + 1, bottom + 1)]
                remarks += [Remark("merged", at, left, text) for at in range(top + 1, bottom + 1)]
        _mend(connection, filled)
        return remarks


def _mend(connection: duckdb.DuckDBPyConnection, cells: list[tuple[int, int, str]]) -> None:
    """Put texts into cells of the table ``mended``, by row and column from 0."""
    if not cells:
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE cells (r BIGINT, c INTEGER, said VARCHAR)")
    for at in range(0, len(cells), 1000):
        some = cells[at : at + 1000]
        values = ", ".join("(?, ?, ?)" for _ in some)
        connection.execute(f"INSERT INTO cells VALUES {values}", [v for cell in some for v in cell])
    for column in sorted({c for _, c, _ in cells}):
        connection.execute(
            f"UPDATE mended SET c{column} = said FROM cells WHERE c = {column} AND mended.rowid = r"
        )


def open_workbook(opened: BinaryIO, name: str, wanted: str | None) -> list[Sheet]:
    """The sheets of a workbook, or the one that is named.

    Raises:
        ReadError: not a workbook, broken, protected, larger than the limits, or no such sheet.
    """
    data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(
            name, f"不超过 {MAX_BYTES >> 20} MB 的工作簿", "更大的文件", "拆分或另存为 CSV 后提交"
        )
    kind = kind_of(data)
    if kind not in _KINDS:
        raise ReadError(name, "Excel 工作簿或 CSV", kind.value, _RESAVE)
    looked = _looked(data, name, kind)
    try:
        reader = fastexcel.read_excel(data)
        names = reader.sheet_names
    except fastexcel.FastExcelError as wrong:
        raise ReadError(
            name, f"完好的{kind.value}", "不完整或损坏的文件", f"重新导出或{_RESAVE}"
        ) from wrong
    if wanted and wanted not in names:
        raise ReadError(
            name, f"工作表“{wanted}”", f"有工作表 {'、'.join(names)[:200]}", "核对工作表名称"
        )
    chosen = [wanted] if wanted else names[:_MAX_SHEETS]
    try:
        since = EPOCH_1904 if looked.since_1904 else EPOCH
        return [Sheet(reader, one, looked.sheet(one), since) for one in chosen]
    except fastexcel.FastExcelError as wrong:
        raise ReadError(
            name, f"完好的{kind.value}", "读不出其中的工作表", f"重新导出或{_RESAVE}"
        ) from wrong


def _looked(data: bytes, name: str, kind: Kind) -> BookLook:
    """What the container shows beside the values."""
    book = BookLook()
    if kind is Kind.XLSX:
        book = xlsx_look.look_through(data, name)
    elif kind is Kind.XLS:
        book = xls_look.look_through(data)
    if kind is not Kind.XLSX or any(one.unplaced for one in book.sheets.values()):
        look_at_values(data, book)
    return book


def _offset(sheet: fastexcel.ExcelSheet) -> int:
    """How many columns stand empty at the left: calamine begins at the first used."""
    columns = sheet.available_columns()
    first = columns[0].absolute_index if columns else 0
    return int(first or 0)
