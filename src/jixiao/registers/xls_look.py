"""What an xls (BIFF8) shows beside its values, record by record.

Written after [MS-XLS] and [MS-CFB]: the compound file's chain of sectors, the globals (calendar, number
formats, sheets), and of each sheet the cells that are errors, long numbers or percents, its merges and
hidden rows. A file it cannot follow is left to the reader of the rows, which says so.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.registers.sheet_look import FULL, BookLook, SheetLook

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDS = 0xFFFFFFFA
_SHORT = 4096
_MOST_SECTORS = 1 << 20
_EOF, _BOUNDSHEET, _DATEMODE, _FORMAT, _XF = 0x0A, 0x85, 0x22, 0x41E, 0xE0
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _ROW, _MERGES = (
    0x203,
    0x27E,
    0xBD,
    0x06,
    0x205,
    0x208,
    0xE5,
)
_PERCENTS = {9, 10}
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def look_through(data: bytes) -> BookLook:
    """What was seen; of a file that cannot be followed, what was seen up to there."""
    book = _Book()
    try:
        stream = _workbook(data)
        for kind, at, size in _records(stream, 0):
            book.take(kind, stream[at : at + size])
        for start, name in book.sheets:
            book.look.sheets[name] = _Sheet(book).look(stream, start)
    except (struct.error, IndexError, ValueError):
        return book.look
    return book.look


@dataclass
class _Book:
    """The globals; ``percent`` are the cell formats that show a percent sign."""

    look: BookLook = field(default_factory=BookLook)
    sheets: list[tuple[int, str]] = field(default_factory=list)
    formats: set[int] = field(default_factory=lambda: set(_PERCENTS))
    cells: list[int] = field(default_factory=list)

    def take(self, kind: int, body: bytes) -> None:
        """Keep what a record of the globals says."""
        if kind == _DATEMODE:
            self.look.since_1904 = struct.unpack_from("<H", body)[0] == 1
        elif kind == _BOUNDSHEET:
            self.sheets.append((struct.unpack_from("<L", body)[0], _text(body[6:], 1)))
        elif kind == _FORMAT and "%" in _text(body[2:], 2):
            self.formats.add(struct.unpack_from("<H", body)[0])
        elif kind == _XF:
            self.cells.append(struct.unpack_from("<H", body, 2)[0])

    def is_percent(self, cell_format: int) -> bool:
        """Whether a cell of this format shows a percent sign."""
        return cell_format < len(self.cells) and self.cells[cell_format] in self.formats


class _Sheet:
    """The records of one sheet."""

    def __init__(self, book: _Book) -> None:
        self.book, self.found = book, SheetLook()

    def look(self, stream: bytes, start: int) -> SheetLook:
        for kind, at, size in _records(stream, start):
            self._take(kind, stream[at : at + size])
        return self.found

    def _take(self, kind: int, body: bytes) -> None:
        if kind == _NUMBER:
            self._number(*struct.unpack_from("<HHHd", body))
        elif kind == _RK:
            row, column, form, packed = struct.unpack_from("<HHHL", body)
            self._number(row, column, form, _unpacked(packed))
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", body)
            for n in range((len(body) - 6) // 6):
                form, packed = struct.unpack_from("<HL", body, 4 + 6 * n)
                self._number(row, column + n, form, _unpacked(packed))
        elif kind == _FORMULA:
            self._formula(body)
        elif kind == _BOOLERR and body[7]:
            row, column = struct.unpack_from("<HH", body)
            self.found.remark("error", row + 1, column, _ERRORS.get(body[6], "#N/A"))
        elif kind == _ROW and struct.unpack_from("<L", body, 12)[0] & 0x20:
            self.found.hidden.append(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _MERGES:
            for n in range(struct.unpack_from("<H", body)[0]):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * n)
                self.found.merges.append((top + 1, left, bottom + 1, right))

    def _formula(self, body: bytes) -> None:
        row, column, form = struct.unpack_from("<HHH", body)
        if body[12:14] != b"\xff\xff":
            self._number(row, column, form, struct.unpack_from("<d", body, 6)[0])
        elif body[6] == 2:
            self.found.remark("error", row + 1, column, _ERRORS.get(body[8], "#N/A"))

    def _number(self, row: int, column: int, form: int, value: float) -> None:
        if abs(value) >= FULL:
            self.found.remark("spoiled", row + 1, column, repr(value))
        if self.book.is_percent(form):
            self.found.percent(row + 1, column, repr(value))


def _unpacked(packed: int) -> float:
    """An RK number: an integer or the upper half of a double, perhaps times a hundred."""
    if packed & 2:
        value = float(struct.unpack("<l", struct.pack("<L", packed))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value


def _text(body: bytes, counted: int) -> str:
    """A text with its length in one or two bytes before it, one or two bytes a character."""
    length = int.from_bytes(body[:counted], "little")
    words = body[counted + 1 :]
    if body[counted] & 1:
        return words[: 2 * length].decode("utf-16-le", "replace")
    return words[:length].decode("latin-1")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of the records of one substream."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, at + 4, size
        at += 4 + size


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook in its compound file."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("no compound file")
    shift = struct.unpack_from("<H", data, 30)[0]
    sector = 1 << shift
    table = _table(data, sector)
    entries = _chain(data, table, struct.unpack_from("<L", data, 48)[0], sector)
    root: tuple[int, int] = struct.unpack_from("<LL", entries, 116)
    for at in range(0, len(entries), 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            start, size = struct.unpack_from("<LL", entries, at + 116)
            if size >= _SHORT:
                return _chain(data, table, start, sector)[:size]
            return _short(data, table, sector, root[0], start)[:size]
    raise ValueError("no workbook")


def _short(data: bytes, table: list[int], sector: int, root: int, start: int) -> bytes:
    """A stream below the limit: its sectors of 64 bytes stand in the stream of the root."""
    first = struct.unpack_from("<L", data, 60)[0]
    packed = _chain(data, table, first, sector)
    shorts = list(struct.unpack(f"<{len(packed) // 4}L", packed))
    # Sector n is looked for at (n + 1) × 64, as behind a header of one sector.
    return _chain(bytes(64) + _chain(data, table, root, sector), shorts, start, 64)


def _table(data: bytes, sector: int) -> list[int]:
    """The table of sectors, whose own sectors stand in the header and in a chain of their own."""
    places = list(struct.unpack_from("<109L", data, 76))
    more, per = struct.unpack_from("<L", data, 68)[0], sector // 4
    while more < _ENDS and len(places) < _MOST_SECTORS:
        block = struct.unpack_from(f"<{per}L", data, (more + 1) * sector)
        places += block[:-1]
        more = block[-1]
    table: list[int] = []
    for place in places:
        if place < _ENDS:
            table += struct.unpack_from(f"<{per}L", data, (place + 1) * sector)
    return table


def _chain(data: bytes, table: list[int], at: int, sector: int) -> bytes:
    blocks: list[bytes] = []
    while at < _ENDS and len(blocks) < _MOST_SECTORS:
        blocks.append(data[(at + 1) * sector : (at + 2) * sector])
        at = table[at]
    return b"".join(blocks)
