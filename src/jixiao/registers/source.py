"""A ledger as it comes: rows of text cells, whatever contained them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

import duckdb

from jixiao.grids.errors import ReadError

#: How many rows are looked at for headings.
HEAD_ROWS = 25
MAX_COLUMNS = 500
CHUNK = 1 << 20
#: Day 0 of the usual calendar of workbooks, and of the one that began on Macintoshes.
EPOCH, EPOCH_1904 = "1899-12-30", "1904-01-01"
#: Looked for by an expression: twice as fast as by ``in``, and as fast as a count of line ends.
_FULL_WIDTH = re.compile("\u3000".encode())
#: U+1680, U+2000 to U+200A, U+202F, U+205F.
_THIN = re.compile(rb"\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f")


#: From this row of the whole on: a sheet, and which row of it that is.
Span = tuple[int, str, int]


def placed_by(spans: Sequence[Span], row: int) -> tuple[str, int] | None:
    """The sheet and its row of a row of the whole; ``None`` where there are no sheets."""
    if not spans or row < 1:
        return None
    first, name, own = next((span for span in reversed(spans) if span[0] <= row), spans[0])
    return name, own + row - first


@dataclass(frozen=True)
class Scan:
    """A DuckDB table expression of columns ``c0``, ``c1`` …, all text, its rows in their order.

    ``first`` is the row of the source that comes first. ``since`` is day 0 of its calendar. ``wide``:
    the text may hold spaces other than the plain one; ``thin``: those that typesetters use;
    ``protected``: signs that keep a spreadsheet from changing it ('0002, ="0002"). ``remarks`` are what
    reading it showed. ``good`` is asked how it went with the number of rows that came: where it says
    no, the next way is tried.
    """

    sql: str
    first: int
    wide: bool = True
    remarks: tuple[Remark, ...] = ()
    good: Callable[[int], bool] = lambda _: True
    since: str = EPOCH
    protected: bool = False
    thin: bool = True


@dataclass(frozen=True)
class Remark:
    """What the container itself shows: ``kind`` of fault at a row (from 1) and column (from 0)."""

    kind: str
    row: int | None
    column: int | None = None
    printed: str = ""


@dataclass(frozen=True)
class Original:
    """What was handed in: its name without secrets, the SHA-256 of its bytes, the sheet asked for."""

    name: str
    sha256: str
    sheet: str | None = None


class Table(Protocol):
    """One table of a ledger file: a CSV, a sheet, a database table."""

    name: str

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows, as text."""
        ...

    @property
    def spans(self) -> Sequence[Span]:
        """Where rows of the whole stand in the sheets of a workbook, once they have been read."""
        ...

    def place(self, row: int, /) -> tuple[str, int] | None:
        """The sheet and its row of a row of the whole, where one table is several sheets."""
        ...

    def scans(self, connection: duckdb.DuckDBPyConnection, header: int, /) -> Iterator[Scan]:
        """Ways to read all rows, cheapest first; the next is for when DuckDB refuses one.

        Raises:
            ReadError: while finding out that the file cannot be read.
        """
        ...


@dataclass
class Ledger:
    """An opened ledger: its original and its tables."""

    original: Original
    tables: Sequence[Table]
    open_files: list[AbstractContextManager[object]] = field(default_factory=list)

    def close(self) -> None:
        """Let go of temporary files."""
        for one in self.open_files:
            one.__exit__(None, None, None)


@dataclass(frozen=True)
class Looked:
    """What one pass over a file's bytes shows: its hash, its line ends, NUL, unusual spaces, signs of protection.

    ``wide``: spaces of full width, fixed ones and tabs; ``thin``: all others that are trimmed as well.
    """

    sha256: str
    line_ends: int
    nul: bool
    wide: bool
    protected: bool
    thin: bool


def look(opened: BinaryIO) -> Looked:
    """Read a file once from its start; it stands at its start again."""
    opened.seek(0)
    found, line_ends = hashlib.sha256(), 0
    nul = wide = protected = thin = False
    before = b""
    while block := opened.read(CHUNK):
        found.update(block)
        line_ends += block.count(b"\n")
        nul = nul or b"\x00" in block
        # One byte is looked for at the speed of memory; a word of three, ten times slower.
        wide = wide or _FULL_WIDTH.search(block) is not None
        wide = wide or _FULL_WIDTH.search(before + block[:2]) is not None
        wide = wide or b"\t" in block or block.endswith(b"\xc2")
        wide = wide or (b"\xc2" in block and b"\xc2\xa0" in block)
        thin = thin or _thin(block) or _thin(before + block[:2])
        protected = protected or b"'" in block or (b"=" in block and b'="' in block)
        before = block[-2:]
    opened.seek(0)
    return Looked(found.hexdigest(), line_ends, nul, wide, protected, thin)


def _thin(block: bytes) -> bool:
    """Whether a thin space is there; the bytes by which they begin are looked for first, being rare."""
    return (b"\xe2" in block or b"\xe1" in block) and _THIN.search(block) is not None


def open_file(path: Path) -> BinaryIO:
    """A file opened for reading.

    Raises:
        ReadError: not there, a folder, or not readable.
    """
    try:
        if path.is_dir():
            raise ReadError(str(path), "一个文件", "一个文件夹", "指明其中的文件")
        return path.open("rb")
    except FileNotFoundError as wrong:
        raise ReadError(str(path), "已有的文件", "没有这个文件", "核对文件名和路径") from wrong
    except OSError as wrong:
        raise ReadError(
            str(path), "可以读取的文件", f"系统拒绝读取（{wrong.strerror}）", "检查权限"
        ) from wrong
