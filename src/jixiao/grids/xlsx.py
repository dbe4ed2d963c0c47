"""Excel workbooks: xlsx and xlsm in and out, the older xls in.

A workbook's cells are shown as Excel shows them (0.95 as ``95%``, 3 as ``3.00``, days as
``2023-12-31``). Hidden sheets are not read, and the document's notes say so.
"""

from __future__ import annotations

from jixiao.findings.place import Place
from jixiao.grids import xls
from jixiao.grids.allowance import Allowance
from jixiao.grids.archive import Archive
from jixiao.grids.document import Block, Document
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind, kind_of
from jixiao.grids.package import relationships
from jixiao.grids.sheet import CONTENTS_TITLE, Range, Sheet, blocks_of
from jixiao.grids.xlsx_cells import SheetCells
from jixiao.grids.xlsx_parts import Formats, Strings, Workbook
from jixiao.grids.xlsx_write import write
from jixiao.grids.xml import Handler, walk

__all__ = ["read", "write"]

Notes = list[tuple[str, Place | None]]


def read(data: bytes, name: str) -> Document:
    """The visible sheets of a workbook as paragraphs and grids.

    Raises:
        ReadError: not a workbook, broken, protected, or larger than the limits.
    """
    if kind_of(data) is Kind.XLS:
        return xls.read(data, name)
    archive = Archive(data, name, Kind.XLSX)
    main = relationships(archive).by_type.get("officeDocument", "xl/workbook.xml")
    if main not in archive:
        found, remedy = f"没有 {main} 的文件", "用 Excel 或 WPS 打开后另存为 xlsx 再提交"
        raise ReadError(name, Kind.XLSX.value, found, remedy)
    return _read_sheets(archive, main)


def _read_sheets(archive: Archive, main: str) -> Document:
    related = relationships(archive, main)
    workbook, strings, formats = Workbook(), Strings(archive.name), Formats()
    walk(archive.chunks(main), workbook, archive.name, main)
    _walk_if_there(archive, related.by_type.get("sharedStrings"), strings)
    _walk_if_there(archive, related.by_type.get("styles"), formats)
    formats.epoch_1904 = workbook.epoch_1904
    allowance = Allowance(archive.name)
    blocks: list[Block] = []
    notes: Notes = []
    for number, (title, key, state) in enumerate(workbook.sheets, start=1):
        part = related.by_id.get(key, "")
        if title == workbook.contents:
            continue  # our own table of contents
        if state != "visible" or title == CONTENTS_TITLE:
            words = f"工作表“{title}”是{'隐藏的' if state != 'visible' else '目录'}，没有读入"
            notes.append((words, Place(file=archive.name, sheet=title)))
        elif part in archive:
            sheet = Sheet(archive.name, title, number, frames=_frames(workbook, title))
            cells = SheetCells(sheet, strings.texts, formats, allowance)
            walk(archive.chunks(part), cells, archive.name, part)
            blocks.extend(blocks_of(sheet))
            notes.extend((words, Place(file=archive.name, sheet=title)) for words in cells.notes())
    return Document(tuple(blocks), archive.name, notes=tuple(notes))


def _frames(workbook: Workbook, title: str) -> list[Range]:
    """Where this sheet's tables were written; kept by Excel when rows are put in or taken out."""
    return [frame for sheet, frame in workbook.frames if sheet == title]


def _walk_if_there(archive: Archive, part: str | None, handler: Handler) -> None:
    if part and part in archive:
        walk(archive.chunks(part), handler, archive.name, part)
