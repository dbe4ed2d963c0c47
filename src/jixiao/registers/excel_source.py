"""Ledgers as Excel workbooks: each sheet through calamine into Arrow columns of text.

Formulas give their kept values. calamine gives an error cell as an empty one and has room for every
cell up to the last used, so a workbook's XML is first looked through within limits: how far its cells
reach, which of them are errors, which long numbers have lost digits.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import duckdb
import fastexcel

from jixiao.grids.archive import Archive
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind, kind_of
from jixiao.registers.duck import connect
from jixiao.registers.source import HEAD_ROWS, MAX_COLUMNS, Remark, Scan

MAX_BYTES = 256 << 20
_MAX_UNPACKED = 2 << 30
_MAX_RATIO = 300
_SMALL = 64 << 20
_MAX_CELLS = 40_000_000
_MAX_SHEETS = 60
_CHUNK = 1 << 20
_OVERLAP = 400
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,9})"')
_REF = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_WIDE = re.compile(rb'<c\b[^>]*?\br="([A-Z]{2,3})\d')
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>.{0,300}?<v>([^<]{1,20})</v>'
)
_LONG = re.compile(
    rb'<c\b(?![^>]*\bt=)[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*><v>(\d(?:\.\d+)?E\+(?:1[5-9]|2\d)|\d{16,25})</v>'
)
_RESAVE = "用 Excel 或 WPS 打开后另存为 xlsx 再提交"
_KINDS = (Kind.XLSX, Kind.XLS, Kind.XLSB, Kind.ODS)


class Sheet:
    """One sheet of a workbook; ``remarks`` are its error cells and spoiled numbers."""

    def __init__(
        self, reader: fastexcel.ExcelReader, name: str, remarks: tuple[Remark, ...]
    ) -> None:
        """Load the first rows."""
        self._reader, self.name, self._remarks = reader, name, remarks
        first = reader.load_sheet(
            name, header_row=None, skip_rows=0, n_rows=HEAD_ROWS, dtypes="string"
        )
        rows: list[tuple[str | None, ...]] = []
        if first.width:
            with connect() as connection:
                connection.register("sheet", first)
                rows = connection.execute("FROM sheet").fetchall()
        self.offset = _offset(first)
        self.head = [[*[""] * self.offset, *(cell or "" for cell in row)] for row in rows]

    def scans(self, connection: duckdb.DuckDBPyConnection, _header: int) -> Iterator[Scan]:
        """The whole sheet, once."""
        sheet = self._reader.load_sheet(self.name, header_row=None, skip_rows=0, dtypes="string")
        connection.register("sheet", sheet)
        names = [column.name for column in sheet.available_columns()]
        empty = [f"NULL::VARCHAR AS c{i}" for i in range(self.offset)]
        given = [f'"{name}" AS c{i}' for i, name in enumerate(names, start=self.offset)]
        yield Scan(f"(SELECT {', '.join(empty + given)} FROM sheet)", 1, True, self._remarks)


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
    looked = _looked_through(data, name) if kind is Kind.XLSX else {}
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
        return [Sheet(reader, one, tuple(looked.get(one, ()))) for one in chosen]
    except fastexcel.FastExcelError as wrong:
        raise ReadError(
            name, f"完好的{kind.value}", "读不出其中的工作表", f"重新导出或{_RESAVE}"
        ) from wrong


def _offset(sheet: fastexcel.ExcelSheet) -> int:
    """How many columns stand empty at the left: calamine begins at the first used."""
    columns = sheet.available_columns()
    first = columns[0].absolute_index if columns else 0
    return int(first or 0)


def _looked_through(data: bytes, name: str) -> dict[str, list[Remark]]:
    """Sheet name → remarks, every part inflated within the limits.

    Raises:
        ReadError: broken, protected, or larger than the limits.
    """
    if len(data) <= 64 << 20:
        Archive(data, name, Kind.XLSX)  # refuses what is broken, protected or has too many parts
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _Look(package, name, len(data)).sheets()
    except ReadError:
        raise
    except Exception as wrong:
        raise ReadError(
            name, "完好的 Excel 工作簿（xlsx）", "不完整或损坏的文件", f"重新导出或{_RESAVE}"
        ) from wrong


class _Look:
    """One pass over a workbook's parts; what comes out while inflating is counted."""

    def __init__(self, package: zipfile.ZipFile, name: str, packed: int) -> None:
        self.package, self.name, self.packed, self.unpacked = package, name, packed, 0

    def sheets(self) -> dict[str, list[Remark]]:
        names = self._names()
        found: dict[str, list[Remark]] = {}
        for part in self.package.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                found[names.get(part, part)] = self._sheet(part)
            else:
                for _ in self._chunks(part):
                    pass
        return found

    def _names(self) -> dict[str, str]:
        """Part → name of the sheet, by the workbook and its relations."""
        book = b"".join(self._chunks("xl/workbook.xml"))
        relations = b"".join(self._chunks("xl/_rels/workbook.xml.rels"))
        parts = {}
        for tag in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", relations):
            ids, target = re.search(rb'\bId="([^"]*)"', tag), re.search(rb'\bTarget="([^"]*)"', tag)
            if ids and target:
                path = target[1].decode("utf-8").lstrip("/")
                parts[ids[1]] = path if path.startswith("xl/") else f"xl/{path}"
        names = {}
        for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", book):
            title, ids = re.search(rb'\bname="([^"]*)"', tag), re.search(rb'\br:id="([^"]*)"', tag)
            if title and ids and ids[1] in parts:
                names[parts[ids[1]]] = _unescaped(title[1].decode("utf-8"))
        return names

    def _chunks(self, part: str) -> Iterator[bytes]:
        if part not in self.package.NameToInfo:
            return
        with self.package.open(part) as stream:
            while block := stream.read(_CHUNK):
                self.unpacked += len(block)
                if self.unpacked > min(_MAX_UNPACKED, max(_SMALL, self.packed * _MAX_RATIO)):
                    raise ReadError(
                        self.name,
                        "大小正常的工作簿",
                        "展开后异常地大",
                        "删去空白行列后另存，或另存为 CSV",
                    )
                yield block

    def _sheet(self, part: str) -> list[Remark]:
        remarks, last, rows, columns = dict[tuple[int, int], Remark](), b"", 0, 26
        for block in self._chunks(part):
            seen = last + block
            if _WIDE.search(seen):
                columns = max(columns, *(_number(ref) for ref in _WIDE.findall(seen)))
            at = seen.rfind(b"<row")
            if at >= 0 and (found := _ROW.match(seen, at)):
                rows = max(rows, int(found[1]))
            for kind, pattern in (("error", _ERROR), ("spoiled", _LONG)):
                sign = b't="e"' if kind == "error" else b""
                if sign in seen:
                    for letters, row, value in pattern.findall(seen):
                        place = int(row), _number(letters) - 1
                        remarks[place] = Remark(kind, *place, value.decode("utf-8", "replace"))
            last = seen[-_OVERLAP:]
        self._bounded(rows, columns)
        return list(remarks.values())

    def _bounded(self, rows: int, columns: int) -> None:
        if columns > MAX_COLUMNS:
            raise ReadError(
                self.name,
                f"不超过 {MAX_COLUMNS} 列",
                f"用到第 {columns} 列",
                "删去右边的空白列后另存",
            )
        if rows * columns > _MAX_CELLS:
            raise ReadError(
                self.name,
                f"不超过 {_MAX_CELLS // 10_000} 万格的工作表",
                f"{rows} 行 × {columns} 列",
                "删去空白行列后另存，或另存为 CSV",
            )


def _number(letters: bytes) -> int:
    """A → 1, AA → 27."""
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number


def _unescaped(text: str) -> str:
    for mark, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ):
        text = text.replace(mark, sign)
    return text
