"""Ledgers as CSV: UTF-8, GB 18030 or UTF-16; comma, semicolon, tab or bar; quoted newlines.

A regular UTF-8 file is read by DuckDB as it lies. Anything else (other encodings, blank lines, rows
of unequal length, lines in two encodings) is rewritten row by row into a nameless temporary file.
"""

from __future__ import annotations

import codecs
import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import duckdb

from jixiao.grids.errors import ReadError
from jixiao.registers.relation import literal
from jixiao.registers.source import CHUNK, HEAD_ROWS, MAX_COLUMNS, Looked, Remark, Scan, Span

_SEPARATORS = ",\t;|"
_HEAD_BYTES = 1 << 20
_MAX_CELL = 1 << 20
_TAIL = 1 << 16
_ASK_AGAIN = "重新导出，或用 Excel 打开后另存为 xlsx 再提交"


class CsvTable:
    """One CSV file. ``known`` tells how many headings some rows make known, to choose the separator."""

    def __init__(
        self,
        opened: BinaryIO,
        name: str,
        looked: Looked,
        known: Callable[[Sequence[Sequence[str]]], int],
    ) -> None:
        """Look at the first megabyte.

        Raises:
            ReadError: empty, or in no known encoding.
        """
        self.opened, self.name, self.looked = opened, name, looked
        opened.seek(0)
        start = opened.read(_HEAD_BYTES)
        if not start.strip(b"\x00\xff\xfe\xef\xbb\xbf \r\n\t"):
            raise ReadError(name, "有内容的文件", "空文件", "检查导出是否完成后重新提交")
        self.encoding = _encoding(start, name)
        text = codecs.getincrementaldecoder(self.encoding)("replace").decode(start)
        self.head, self.separator, self._lines = _head(text, known)
        self.width = max((len(row) for row in self.head), default=0)
        if self.width > MAX_COLUMNS:
            raise ReadError(name, f"不超过 {MAX_COLUMNS} 列", f"{self.width} 列", "只导出需要的列")

    @property
    def spans(self) -> Sequence[Span]:
        """No sheets."""
        return ()

    def place(self, _row: int) -> None:
        """A row is where it is."""

    def scans(self, _connection: duckdb.DuckDBPyConnection, header: int) -> Iterator[Scan]:
        """As it lies where it is regular, then rewritten."""
        plain = self.encoding in ("utf-8", "utf-8-sig") and not self.looked.nul
        width = max(len(row) for row in self.head[:header])
        if plain and self._lines[:header] == list(range(1, header + 1)):
            sql = self._read(self.opened, width, header - 1)
            yield Scan(
                sql,
                header,
                self.looked.wide,
                good=lambda n: self._whole(n + header - 1, width),
                protected=self.looked.protected,
                thin=self.looked.thin,
            )
        with tempfile.TemporaryFile() as rewritten:
            remarks = _rewrite(self, rewritten, header, width)
            yield Scan(
                self._read(rewritten, width, 0, ","), 1, True, tuple(remarks), protected=True
            )

    def _read(self, opened: BinaryIO, width: int, skip: int, separator: str = "") -> str:
        columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
        return (
            f"read_csv({literal(f'/dev/fd/{opened.fileno()}')}, header=false, auto_detect=false,"
            f" columns={{{columns}}}, delim={literal(separator or self.separator)}, quote='\"', escape='\"',"
            f" nullstr='', strict_mode=true, skip={skip}, max_line_size={_MAX_CELL * 4})"
        )

    def _whole(self, rows: int, width: int) -> bool:
        """Whether DuckDB gave every line, and the last one is whole.

        It passes over blank lines, which would shift the rows below, and pads a last row cut short.
        """
        self.opened.seek(max(0, self.opened.seek(0, io.SEEK_END) - _TAIL))
        tail = self.opened.read().decode("utf-8", "replace")
        if not tail.endswith("\n"):
            final = next(csv.reader([tail.rpartition("\n")[2]], delimiter=self.separator), [])
            if len(final) < width:
                return False
        if self.looked.line_ends in (rows, rows - 1):
            return True
        self.opened.seek(0)
        last = b""
        while block := self.opened.read(CHUNK):
            seen = last[-3:] + block
            if b"\n\n" in seen or b"\n\r\n" in seen:
                return False
            last = block
        return True


def _encoding(start: bytes, name: str) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(start, final=False)
        except UnicodeDecodeError:
            continue
        return encoding
    if b"\x00" not in start and any(_decodes(line) for line in start.split(b"\n")[:HEAD_ROWS]):
        return "utf-8"  # lines in two encodings: told apart one by one
    raise ReadError(name, "UTF-8 或 GB 18030 编码的文本", "无法辨认的编码或二进制内容", _ASK_AGAIN)


def _decodes(line: bytes) -> bool:
    try:
        return bool(line.strip() and line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _head(
    text: str, known: Callable[[Sequence[Sequence[str]]], int]
) -> tuple[list[list[str]], str, list[int]]:
    """The first rows by the separator that makes most headings known, and the line each ends on."""
    best: tuple[tuple[int, int], list[list[str]], str, list[int]] | None = None
    alone: int | None = None  # signs that separate nothing leave the same lines
    for separator in _SEPARATORS:
        rows, lines = _first(text, separator)
        width = max((len(r) for r in rows), default=0)
        if width > 1:
            rank = known(rows), width
        else:
            alone = known(rows) if alone is None else alone
            rank = alone, width
        if best is None or rank > best[0]:
            best = rank, rows, separator, lines
    assert best is not None
    return best[1:]


def _first(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    rows, lines = [], []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) == HEAD_ROWS:
                break
    except csv.Error:
        pass  # a cell beyond all measure: what came before it is enough to look for headings
    return rows, lines


def _rewrite(table: CsvTable, out: BinaryIO, header: int, width: int) -> list[Remark]:
    """Every row anew, of one width, in UTF-8; what was irregular is remarked.

    Raises:
        ReadError: lines in no known encoding, a quote that never closes, a cell beyond the limit.
    """
    remarks: list[Remark] = []
    csv.field_size_limit(_MAX_CELL)
    lines = _Lines(table, remarks)
    reader = csv.reader(lines, delimiter=table.separator)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    number, before, after, short, row = 0, 0, 0, 0, list[str]()
    try:
        for number, row in enumerate(reader, start=1):
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                remarks.append(Remark("extra", number, width, f"{len(row)} 格"))
            short += header < number and 0 < len(row) < width
            writer.writerow((row + [""] * (width - len(row)))[:width])
            before, after = after, reader.line_num
    except csv.Error as wrong:
        place = f"第{reader.line_num}行"
        raise ReadError(
            table.name, "每格不超过 1 MB 的 CSV", "没有收尾的引号或过长的格", _ASK_AGAIN, place
        ) from wrong
    open_quote = lines.quotes % 2 == 1 and (after - before > 1 or not lines.ended)
    half = not lines.ended and number > header and 0 < len(row) < width and short == 1
    if open_quote or half:
        raise ReadError(
            table.name,
            "完整的 CSV",
            "最后一行不完整，文件可能没有传完",
            "重新导出或重新上传",
            f"第{number}行",
        )
    text.flush()
    text.detach()
    return remarks


class _Lines:
    """The lines of a file, each in its own encoding; a change of encoding is remarked once."""

    def __init__(self, table: CsvTable, remarks: list[Remark]) -> None:
        self.table, self.remarks = table, remarks
        self.quotes, self.ended, self.mixed = 0, True, False

    def __iter__(self) -> Iterator[str]:
        self.table.opened.seek(0)
        if self.table.encoding == "utf-16":
            yield from self._utf16()
            return
        for number, line in enumerate(self.table.opened, start=1):
            yield self._seen(self._decoded(line, number))

    def _utf16(self) -> Iterator[str]:
        reader = io.TextIOWrapper(self.table.opened, encoding="utf-16", newline="")
        try:
            for line in reader:
                yield self._seen(line)
        except UnicodeError as wrong:
            raise ReadError(
                self.table.name, "UTF-16 文本", "不完整的字符", "重新导出或重新上传"
            ) from wrong
        finally:
            reader.detach()

    def _seen(self, line: str) -> str:
        self.quotes += line.count('"')
        self.ended = line.endswith(("\n", "\r"))
        return line.replace("\x00", "")

    def _decoded(self, line: bytes, number: int) -> str:
        first = self.table.encoding
        for encoding in (first, "utf-8" if first == "gb18030" else "gb18030"):
            try:
                text = line.decode(encoding)
            except UnicodeDecodeError:
                continue
            if encoding != first and not self.mixed:
                self.mixed = True
                self.remarks.append(Remark("mixed", number, None, encoding))
            return text.removeprefix("\ufeff") if number == 1 else text
        raise ReadError(
            self.table.name,
            "UTF-8 或 GB 18030 编码的文本",
            "无法辨认的编码",
            _ASK_AGAIN,
            f"第{number}行",
        )
