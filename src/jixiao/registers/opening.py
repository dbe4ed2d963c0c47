"""Opening a ledger: a file by its content whatever its name says, bytes, or a database table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind, kind_of
from jixiao.registers.csv_source import CsvTable
from jixiao.registers.database_source import copied, is_database
from jixiao.registers.declaration import Register
from jixiao.registers.excel_source import open_workbook
from jixiao.registers.headings import find
from jixiao.registers.markup_source import MAX_BYTES, sheets_of
from jixiao.registers.rows_source import RowsSheet
from jixiao.registers.sheets import together
from jixiao.registers.source import Ledger, Looked, Original, Table, look, open_file

_START = 1 << 16
_OFFICE = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@contextmanager
def opened(
    register: Register, data: Path | str | bytes, name: str | None = None
) -> Iterator[Ledger]:
    """A ledger's tables, for as long as they are needed.

    Raises:
        ReadError: not there, not a table, broken, or larger than the limits.
        MissingProgramError: a database does not answer.
    """
    file, shown, sheet = _file(data, name)
    with file:
        looked = look(file)
        original = Original(shown, looked.sha256, sheet)
        yield Ledger(original, _tables(register, file, shown, sheet, looked))


def _file(data: Path | str | bytes, name: str | None) -> tuple[BinaryIO, str, str | None]:
    """An open file, the name to show, and the sheet that was asked for."""
    if isinstance(data, bytes):
        file = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
        file.write(data)
        file.seek(0)
        return file, name or "-", None
    where = str(data)
    if is_database(where):
        return *copied(where), None
    path, sheet = Path(where), None
    if "#" in where and not path.exists():
        before, _, sheet = where.rpartition("#")
        path = Path(before)
    return open_file(path), name or path.name, sheet


def _tables(
    register: Register, file: BinaryIO, name: str, sheet: str | None, looked: Looked
) -> Sequence[Table]:
    start = file.read(_START)
    file.seek(0)
    if start.startswith(_OFFICE):
        return together(register, open_workbook(file, name, sheet), asked=sheet is not None)
    kind = kind_of(start)
    if kind in (Kind.HTML, Kind.OFFICE_XML):
        sheets = sheets_of(file.read(MAX_BYTES + 1), kind, name)
        return together(register, _named(sheets, sheet, name), asked=sheet is not None)
    if kind not in (Kind.TEXT, Kind.EMPTY):
        raise ReadError(
            name, "CSV 或 Excel 工作簿", kind.value, "用 Excel 或 WPS 打开后另存为 xlsx 再提交"
        )
    return [CsvTable(file, name, looked, lambda head: _known(register, head))]


def _named(sheets: Sequence[RowsSheet], wanted: str | None, name: str) -> Sequence[RowsSheet]:
    """All sheets, or the one that is named."""
    if wanted is None:
        return sheets
    chosen = [one for one in sheets if one.name == wanted]
    if not chosen:
        names = "、".join(one.name for one in sheets)[:200]
        raise ReadError(name, f"工作表“{wanted}”", f"有工作表 {names}", "核对工作表名称")
    return chosen


def _known(register: Register, head: Sequence[Sequence[str]]) -> int:
    found = find(register, head)
    return len(found.mapped) if found else 0
