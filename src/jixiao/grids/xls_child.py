"""The process that opens an xls: ``python -m jixiao.grids.xls_child`` reads a file, prints JSON.

The library that reads xls may abort its whole process on a damaged file. So a process of its own is
what is lost then, with a limit on its memory. Nothing but the library is imported here.
"""

from __future__ import annotations

import datetime
import json
import resource
import sys
from contextlib import suppress
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

_MAX_MEMORY = 1536 << 20
_MAX_VALUES = 600_000  # a little over what a document may hold; the parent says so
PASSWORD, BROKEN = 3, 4

Value = int | float | str | bool | datetime.time | datetime.date | datetime.timedelta


def main() -> int:
    """Print sheets as [name, visible, [[row, column, kind, text] …], merges]; give an exit code."""
    with suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        sheets = [_sheet(workbook, about.name, about.visible) for about in workbook.sheets_metadata]
    except PasswordError:
        return PASSWORD
    except CalamineError:
        return BROKEN
    json.dump(sheets, sys.stdout)
    return 0


def _sheet(workbook: CalamineWorkbook, name: str, visible: SheetVisibleEnum) -> list[object]:
    if visible is not SheetVisibleEnum.Visible:
        return [name, False, [], []]
    source = workbook.get_sheet_by_name(name)
    first = source.start[1] + 1 if source.start else 1  # rows come from the top, columns do not
    values: list[list[object]] = []
    for row, line in enumerate(source.iter_rows(), start=1):
        for column, value in enumerate(line, start=first):
            if value != "" and len(values) < _MAX_VALUES:
                values.append([row, column, *_shown(value)])
    merges = [
        [top + 1, left + 1, bottom + 1, right + 1]
        for (top, left), (bottom, right) in source.merged_cell_ranges or ()
    ]
    return [name, True, values, merges[:_MAX_VALUES]]


def _shown(value: Value) -> tuple[str, str]:
    """What kind of value it is, and its text; a number's text is still to be shortened."""
    if isinstance(value, bool):
        return "text", str(value).upper()
    if isinstance(value, int | float):
        return "number", repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return "text", value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
    return "text", str(value)


if __name__ == "__main__":
    sys.exit(main())
