"""Exports called xls that are none: a web page with tables, or a workbook as 2003 XML."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html

from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind
from jixiao.registers.rows_source import RowsSheet
from jixiao.registers.sheet_look import FULL, SheetLook

MAX_BYTES = 64 << 20
_MAX_CELLS = 8_000_000
_RESAVE = "用 Excel 或 WPS 打开后另存为 xlsx 再提交"
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def sheets_of(data: bytes, kind: Kind, name: str) -> list[RowsSheet]:
    """The tables of a page, or the sheets of a 2003 XML workbook.

    Raises:
        ReadError: too large, broken, or in no known encoding.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(name, f"不超过 {MAX_BYTES >> 20} MB 的{kind.value}", "更大的文件", _RESAVE)
    try:
        if kind is Kind.HTML:
            return list(_pages(_text(data, name), name))
        return list(_worksheets(data, name))
    except lxml.etree.LxmlError as wrong:
        raise ReadError(name, f"完好的{kind.value}", "不完整或损坏的文件", _RESAVE) from wrong


def _text(data: bytes, name: str) -> str:
    encodings = (
        ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    )
    for encoding in encodings:
        try:
            return _DECLARED.sub("", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise ReadError(name, "UTF-8 或 GB 18030 编码的网页", "无法辨认的编码", _RESAVE)


def _pages(text: str, name: str) -> Iterator[RowsSheet]:
    """Every table that holds no other."""
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False)
    page = lxml.html.document_fromstring(text, parser=parser)
    for number, table in enumerate(page.iter("table"), start=1):
        if next(table.iterdescendants("table"), None) is None:
            yield _table(table, f"表{number}", name)


def _table(table: lxml.html.HtmlElement, title: str, name: str) -> RowsSheet:
    grid, look = _Grid(name), SheetLook()
    for row in table.iter("tr"):
        grid.next_row()
        for cell in row.iterchildren("td", "th"):
            text = " ".join("".join(cell.itertext()).split())
            down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            grid.put(text, down, across, look)
    return RowsSheet(title, grid.rows, look)


def _span(given: str | None) -> int:
    return min(max(int(given), 1), 10_000) if given and given.strip().isdigit() else 1


class _Grid:
    """Rows being filled, cells in the first free column; columns taken from above are passed over."""

    def __init__(self, name: str) -> None:
        self.name, self.rows, self._taken, self._cells = (
            name,
            list[list[str]](),
            dict[int, int](),
            0,
        )

    def next_row(self) -> None:
        """A row begins."""
        self.rows.append([])

    def skip_to(self, row: int) -> None:
        """Blank rows up to before that one, from 1."""
        if row - 1 - len(self.rows) > _MAX_CELLS:
            raise ReadError(self.name, "大小正常的工作簿", f"用到第 {row} 行", _RESAVE)
        while len(self.rows) < row - 1:
            self.rows.append([])

    def put(
        self, text: str, down: int, across: int, look: SheetLook, column: int | None = None
    ) -> int:
        """A cell in the current row, at the next free column or that one; where it stands."""
        row, number = self.rows[-1], len(self.rows)
        at = len(row) if column is None else column
        while column is None and self._taken.get(at, 0) >= number:
            at += 1
        self._cells += at + across - len(row)
        if self._cells > _MAX_CELLS or at + across > 20_000:
            raise ReadError(self.name, "大小正常的表", f"超过 {_MAX_CELLS // 10_000} 万格", _RESAVE)
        row += [""] * (at - len(row)) + [text] + [""] * (across - 1)
        if down > 1:
            self._taken.update(dict.fromkeys(range(at, at + across), number + down - 1))
            look.merges.append((number, at, number + down - 1, at + across - 1))
        return at


def _worksheets(data: bytes, name: str) -> Iterator[RowsSheet]:
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    book = lxml.etree.fromstring(data, parser=parser)
    percent = {
        style.get(f"{_SS}ID")
        for style in book.iter(f"{_SS}Style")
        for form in style.iter(f"{_SS}NumberFormat")
        if "%" in form.get(f"{_SS}Format", "") or form.get(f"{_SS}Format") == "Percent"
    }
    for sheet in book.iter(f"{_SS}Worksheet"):
        hidden = [e for e in sheet.iter("{*}Visible") if (e.text or "").startswith("Sheet")]
        yield _worksheet(sheet, name, percent, visible=not hidden)


def _worksheet(
    sheet: lxml.etree._Element, name: str, percent: set[str | None], *, visible: bool
) -> RowsSheet:
    grid, look = _Grid(name), SheetLook()
    for row in sheet.iter(f"{_SS}Row"):
        if index := row.get(f"{_SS}Index"):
            grid.skip_to(int(index))
        grid.next_row()
        if row.get(f"{_SS}Hidden") == "1":
            look.hidden.append(len(grid.rows))
        for cell in row.iterchildren(f"{_SS}Cell"):
            index = cell.get(f"{_SS}Index")
            down = int(cell.get(f"{_SS}MergeDown", "0")) + 1
            across = int(cell.get(f"{_SS}MergeAcross", "0")) + 1
            kind, text = _data(cell)
            at = grid.put(text, down, across, look, int(index) - 1 if index else None)
            _remark(look, len(grid.rows), at, kind, text)
            if kind == "Number" and cell.get(f"{_SS}StyleID") in percent:
                look.percent(len(grid.rows), at, text)
                grid.rows[-1][at] = look.percents.get((len(grid.rows), at), text)
    return RowsSheet(sheet.get(f"{_SS}Name", "工作表"), grid.rows, look, visible=visible)


def _data(cell: lxml.etree._Element) -> tuple[str, str]:
    """The type and the text of a cell; a day at midnight is a day."""
    data = next(cell.iterchildren(f"{_SS}Data"), None)
    if data is None:
        return "", ""
    kind, text = data.get(f"{_SS}Type", "String"), "".join(map(str, data.itertext())).strip()
    return kind, _MIDNIGHT.sub("", text) if kind == "DateTime" else text


def _remark(look: SheetLook, row: int, column: int, kind: str, text: str) -> None:
    if kind == "Error":
        look.remark("error", row, column, text)
    elif kind == "Number" and _NUMBER.fullmatch(text) and abs(float(text)) >= FULL:
        look.remark("spoiled", row, column, text)
