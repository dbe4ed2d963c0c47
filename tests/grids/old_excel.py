"""A smallest xls made by hand: a compound file with one stream of BIFF8 records."""

from __future__ import annotations

import struct

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_excel(
    texts: dict[tuple[int, int], str | float],
    merge: tuple[int, int, int, int] | None = None,
    *,
    cells: bytes = b"",
    about: bytes = b"",
) -> bytes:
    """A workbook with one sheet 表; rows and columns count from 0.

    ``cells`` are more records of the sheet, ``about`` of the workbook.
    """
    sheet = record(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 0))
    for (row, column), value in sorted(texts.items()):
        if isinstance(value, str):
            words = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            sheet += record(0x204, struct.pack("<HHH", row, column, 0) + words)
        else:
            sheet += record(0x203, struct.pack("<HHHd", row, column, 0, value))
    if merge:
        top, left, bottom, right = merge
        sheet += record(0xE5, struct.pack("<HHHHH", 1, top, bottom, left, right))
    sheet += cells + record(0x0A)
    start = record(0x809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0)) + record(0x42, b"\xb0\x04")
    start += about
    named = struct.pack("<BB", 1, 1) + "表".encode("utf-16-le")
    bound = struct.pack("<LH", len(start) + 8 + len(named) + 2 + 4, 0) + named
    return _compound(start + record(0x85, bound) + record(0x0A) + sheet)


def record(kind: int, data: bytes = b"") -> bytes:
    """One record: its kind, its length, its data."""
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """Sector 0 is the table of sectors, 1 the directory, the stream follows."""
    padded = stream.ljust(4096, b"\0")
    padded += bytes(-len(padded) % 512)
    count = len(padded) // 512
    table = [_FAT, _END, *range(3, count + 2), _END]
    table += [_FREE] * (128 - len(table))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLLLLLL", header, 44, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    struct.pack_into("<109L", header, 76, 0, *[_FREE] * 108)
    root = _entry("Root Entry", 5, 1, _END, 0)
    book = _entry("Workbook", 2, _FREE, 2, len(padded))
    directory = (root + book).ljust(512, b"\0")
    return bytes(header) + struct.pack("<128L", *table) + directory + padded


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = f"{name}\0".encode("utf-16-le")
    about = struct.pack("<HBBLLL", len(words), kind, 1, _FREE, _FREE, child)
    return words.ljust(64, b"\0") + about + bytes(36) + struct.pack("<LQ", start, size)
