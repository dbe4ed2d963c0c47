"""Long numbers of a workbook told by its values, where its cells do not say where they stand.

For binary and OpenDocument workbooks, and for xlsx whose writer left the references out.
"""

from __future__ import annotations

from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from jixiao.registers.sheet_look import FULL, BookLook, SheetLook


def look_at_values(data: bytes, book: BookLook) -> None:
    """Remark every number that no longer has all its digits.

    A workbook this reader cannot open is left to the one that reads the rows, which says so.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in workbook.sheet_names:
            _sheet(workbook, name, book.sheets.setdefault(name, SheetLook()))
    except CalamineError:
        return


def _sheet(workbook: CalamineWorkbook, name: str, found: SheetLook) -> None:
    sheet = workbook.get_sheet_by_name(name)
    first = sheet.start[1] if sheet.start else 0
    for row, line in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(line, start=first):
            if (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and abs(value) >= FULL
            ):
                found.remark("spoiled", row, column, repr(value))
