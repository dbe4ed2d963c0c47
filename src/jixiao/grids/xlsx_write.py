"""Documents as Excel workbooks: a form on each sheet, printed on A4 as it stands.

Every text is written as text: ``3.00`` keeps its zeros, ``=1+1`` is never a formula.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from jixiao.grids.document import Cell, Contents, Document, Grid, Paragraph, Role
from jixiao.grids.layout import filled, is_plain, shares
from jixiao.grids.xlsx_pages import Page, pages_of
from jixiao.grids.xlsx_parts import CONTENTS, FRAME
from jixiao.grids.xlsx_sizes import (
    FORM_WIDTH,
    PARAGRAPH_SIZES,
    column_widths,
    fitting,
    row_heights,
    text_widths,
)
from jixiao.plan.words import clean

_SONG, _HEI, _FANG = "宋体", "黑体", "仿宋"
_PARAGRAPHS: dict[Role, dict[str, Any]] = {
    Role.COVER: {"font_name": _SONG, "bold": True, "align": "center", "valign": "bottom"},
    Role.TITLE: {"font_name": _SONG, "bold": True, "align": "center", "valign": "vcenter"},
    Role.HEADING: {"font_name": _HEI, "align": "left", "valign": "vcenter"},
    Role.BODY: {"font_name": _FANG, "align": "left", "valign": "top"},
}
_CELLS: dict[Role, dict[str, Any]] = {
    Role.PLAIN: {"align": "left"},
    Role.PLAIN_RIGHT: {"align": "right"},
    Role.LABEL: {"align": "center", "bold": True, "font_name": _SONG},
    Role.VALUE: {"align": "left"},
    Role.CENTRED: {"align": "center"},
    Role.NUMBER: {"align": "center"},
}
# Points of height a paragraph has beyond its lines; the first line of a cover stands low.
_SPACE = {Role.COVER: 240.0, Role.TITLE: 14.0, Role.HEADING: 8.0, Role.BODY: 2.0}
_MAX_CHARS = 32_767


def write(document: Document) -> bytes:
    """The document as xlsx; equal documents give equal bytes.

    Raises:
        ValueError: a text longer than a cell of a workbook can hold.
    """
    packed = BytesIO()
    book = xlsxwriter.Workbook(
        packed, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    )
    made = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": clean(document.title)[:255], "created": made})
    _Writer(book, document).write()
    book.close()
    return packed.getvalue()


class _Writer:
    """One workbook being written; formats are made once each."""

    def __init__(self, book: xlsxwriter.Workbook, document: Document) -> None:
        self.book, self.pages = book, pages_of(document)
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.tables = 0

    def write(self) -> None:
        for page in self.pages:
            sheet = self.book.add_worksheet(page.name)
            _set_up(sheet)
            if isinstance(page.contents, Contents):
                self._contents(sheet, page)
            else:
                self._page(sheet, page)

    def format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {"num_format": "@", "text_wrap": True, **properties}
            )
        return self.formats[key]

    def _page(self, sheet: Any, page: Page) -> None:
        widest = max(
            (b for _, b in page.blocks if isinstance(b, Grid)), key=lambda g: g.width, default=None
        )
        widths = column_widths(shares(widest)) if widest else text_widths()
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        previous: Role | None = None
        for top, block in page.blocks:
            if isinstance(block, Grid):
                self._grid(sheet, page, top, block, widths)
            else:
                extra = (
                    _SPACE[block.role]
                    if block.role is not previous
                    else min(8.0, _SPACE[block.role])
                )
                self._paragraph(sheet, top, block, widths, extra)
            previous = None if isinstance(block, Grid) else block.role

    def _paragraph(
        self, sheet: Any, row: int, block: Paragraph, widths: list[float], extra: float
    ) -> None:
        text = clean(block.text)
        indent = "　　" if block.role is Role.BODY else ""
        size, height = fitting(indent + text, sum(widths), PARAGRAPH_SIZES[block.role])
        look = self.format(font_size=size, **_PARAGRAPHS[block.role])
        sheet.set_row(row - 1, min(height + extra, 409))
        _put(sheet, row, 1, row, len(widths), indent + text, look)

    def _grid(self, sheet: Any, page: Page, top: int, grid: Grid, widths: list[float]) -> None:
        heights, sizes = row_heights(grid, widths)
        for offset, height in enumerate(heights):
            sheet.set_row(top - 1 + offset, height)
        for row in filled(grid):
            for cell in row:
                self._cell(sheet, top, cell, sizes.get((cell.row, cell.column), 10.5))
        if 0 < grid.repeat <= grid.height and page.grids == 1:
            sheet.repeat_rows(top + grid.repeat - 2)
        self.tables += 1
        last = xlsxwriter.utility.xl_rowcol_to_cell(
            top + grid.height - 2, grid.width - 1, True, True
        )
        where = f"'{page.name.replace(chr(39), chr(39) * 2)}'!$A${top}:{last}"
        self.book.define_name(f"{FRAME}{self.tables}", f"={where}")

    def _cell(self, sheet: Any, top: int, cell: Cell, size: float) -> None:
        border = {} if is_plain(cell) else {"border": 1}
        look = {
            "font_name": _FANG,
            "font_size": size,
            "valign": "vcenter",
            **border,
            **_CELLS[cell.role],
        }
        row, last = top + cell.row - 1, top + cell.row + cell.row_span - 2
        right = cell.column + cell.column_span - 1
        _put(sheet, row, cell.column, last, right, cell.text, self.format(**look))

    def _contents(self, sheet: Any, page: Page) -> None:
        title = clean(page.contents.title) if page.contents else ""
        widths = text_widths()
        sheet.set_column(0, len(widths) - 1, widths[0])
        sheet.set_row(0, 48)
        _put(
            sheet, 1, 1, 1, len(widths), title, self.format(font_size=22, **_PARAGRAPHS[Role.TITLE])
        )
        look = self.format(
            font_name=_FANG, font_size=12, valign="vcenter", underline=0, font_color="#000000"
        )
        listed = [(other, row, text) for other in self.pages for row, text in other.listed()]
        for line, (other, row, text) in enumerate(listed, start=1):
            sheet.set_row(line, fitting(text, FORM_WIDTH, (12,))[1] + 6)
            target = f"internal:'{other.name.replace(chr(39), chr(39) * 2)}'!A{row}"
            sheet.merge_range(line, 0, line, len(widths) - 1, "", look)
            sheet.write_url(line, 0, target, look, text)
        self.book.define_name(CONTENTS, f"='{page.name}'!$A$1")


def _put(sheet: Any, top: int, left: int, bottom: int, right: int, text: str, look: Any) -> None:
    """A text in one cell or a merged range, never anything but text."""
    if len(text) > _MAX_CHARS:
        raise ValueError(
            f"Excel 的一个单元格至多 {_MAX_CHARS} 字，这里有 {len(text)} 字：{text[:20]}……"
        )
    if (top, left) != (bottom, right):
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", look)
    if text:
        sheet.write_string(top - 1, left - 1, text, look)
    else:
        sheet.write_blank(top - 1, left - 1, None, look)


def _set_up(sheet: Any) -> None:
    """A4 upright, one page wide, the page number below; no warning that 3.00 is text."""
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.8)
    sheet.set_footer("&C&12— &P —")
    sheet.hide_gridlines(2)
    sheet.ignore_errors(
        {"number_stored_as_text": "A1:XFD1048576", "formula_differs": "A1:XFD1048576"}
    )
