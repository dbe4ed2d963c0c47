"""A workbook's XML looked through within limits, beside what calamine reads of it.

calamine gives an error cell as an empty one and has room for every cell up to the last used. So the
parts are inflated once, counted: how far the cells reach, which are errors, which long numbers have
lost digits, which are shown as percent, which are merged, which rows are hidden or struck through.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from jixiao.grids.archive import Archive
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind
from jixiao.registers.sheet_look import BookLook, SheetLook
from jixiao.registers.source import MAX_COLUMNS

_MAX_UNPACKED = 2 << 30
_MAX_RATIO = 300
_SMALL = 64 << 20
_MAX_CELLS = 40_000_000
_CHUNK = 1 << 20
_OVERLAP = 600
_RESAVE = "用 Excel 或 WPS 打开后另存为 xlsx 再提交"
_C = rb"<(?:\w+:)?c\b"
_AT = rb'[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
_V = rb"(?:<(?:\w+:)?f\b[^<]{0,400}(?:/>|</(?:\w+:)?f>))?<(?:\w+:)?v>"
_NUMERIC = rb'(?![^>]*\bt="(?:s|str|inlineStr|b|e|d)")'
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,9})"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,9})"')
_WIDE = re.compile(_C + rb'[^>]*?\br="([A-Z]{2,3})\d')
_ERROR = re.compile(_C + rb'(?=[^>]*\bt="e")' + _AT + rb".{0,300}?<(?:\w+:)?v>([^<]{1,20})<")
_LONG = re.compile(
    _C + _NUMERIC + _AT + _V + rb"(-?\d(?:\.\d+)?[eE]\+?(?:1[5-9]|2\d)|-?\d{16,25}(?:\.0*)?)<"
)
#: What must be there for the slower ones to find anything: a column of two letters, a long number.
_TWO_LETTERS = re.compile(rb'r="[A-Z]{2}')
_MANY_DIGITS = re.compile(rb"v>-?(?:\d{16}|\d(?:\.\d+)?[eE])")
_UNPLACED = re.compile(_C + rb"(?![^>]*\br=)[^>]*>")
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_FONT = re.compile(rb"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
_STRIKE = re.compile(rb'<(?:\w+:)?strike\b(?![^>]*\bval="(?:0|false)")')
_PERCENT_IDS = (b"9", b"10")


def look_through(data: bytes, name: str) -> BookLook:
    """What an xlsx shows, every part inflated within the limits.

    Raises:
        ReadError: broken, protected, or larger than the limits.
    """
    if len(data) <= 64 << 20:
        Archive(data, name, Kind.XLSX)  # refuses what is broken, protected or has too many parts
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _Look(package, name, len(data)).book()
    except ReadError:
        raise
    except Exception as wrong:
        raise ReadError(
            name, "完好的 Excel 工作簿（xlsx）", "不完整或损坏的文件", f"重新导出或{_RESAVE}"
        ) from wrong


class _Look:
    """One pass over a workbook's parts; what comes out while inflating is counted."""

    def __init__(self, package: zipfile.ZipFile, name: str, packed: int) -> None:
        self.package, self.name, self.packed, self.unpacked = package, name, packed, 0

    def book(self) -> BookLook:
        """Look at every part; only so is it known that none inflates beyond the limits."""
        names = self._names()
        percent, struck = self._marking_styles()
        found = BookLook(since_1904=self._since_1904)
        for part in self.package.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                found.sheets[names.get(part, part)] = self._sheet(part, percent, struck)
            else:
                for _ in self._chunks(part):
                    pass
        return found

    def _marking_styles(self) -> tuple[re.Pattern[bytes] | None, re.Pattern[bytes] | None]:
        """Cells whose format shows a percent sign, and filled cells that are struck through."""
        styles = b"".join(self._chunks("xl/styles.xml"))
        own = re.findall(
            rb'<(?:\w+:)?numFmt\b(?=[^>]*formatCode="[^"]*%)[^>]*numFmtId="(\d+)"', styles
        )
        cells = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
        formats = re.findall(rb"<(?:\w+:)?xf\b[^>]*>", cells[0]) if cells else []
        shown = _styled(formats, rb'\bnumFmtId="(\d+)"', {*own, *_PERCENT_IDS})
        fonts = re.search(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", styles, re.DOTALL)
        every = _FONT.findall(fonts[0]) if fonts and _STRIKE.search(fonts[0]) else []
        lines = {str(i).encode() for i, font in enumerate(every) if _STRIKE.search(font)}
        struck = _styled(formats, rb'\bfontId="(\d+)"', lines)
        return (
            re.compile(_C + shown + _NUMERIC + _AT + _V + rb"([^<]{1,30})<") if shown else None,
            re.compile(_C + struck + _AT[:-1] + rb"(?<!/)>") if struck else None,
        )

    def _names(self) -> dict[str, str]:
        """Part → name of the sheet, by the workbook and its relations."""
        book = b"".join(self._chunks("xl/workbook.xml"))
        relations = b"".join(self._chunks("xl/_rels/workbook.xml.rels"))
        self._since_1904 = bool(re.search(rb'\bdate1904="(?:1|true)"', book))
        parts = {}
        for tag in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", relations):
            ids, target = re.search(rb'\bId="([^"]*)"', tag), re.search(rb'\bTarget="([^"]*)"', tag)
            if ids and target:
                path = target[1].decode("utf-8").lstrip("/")
                parts[ids[1]] = path if path.startswith("xl/") else f"xl/{path}"
        names = {}
        for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", book):
            title, ids = re.search(rb'\bname="([^"]*)"', tag), re.search(rb'\br:id="([^"]*)"', tag)
            if title and ids and ids[1] in parts:
                names[parts[ids[1]]] = _unescaped(title[1].decode("utf-8"))
        return names

    def _chunks(self, part: str) -> Iterator[bytes]:
        if part not in self.package.NameToInfo:
            return
        with self.package.open(part) as stream:
            while block := stream.read(_CHUNK):
                self.unpacked += len(block)
                if self.unpacked > min(_MAX_UNPACKED, max(_SMALL, self.packed * _MAX_RATIO)):
                    raise ReadError(
                        self.name,
                        "大小正常的工作簿",
                        "展开后异常地大",
                        "删去空白行列后另存，或另存为 CSV",
                    )
                yield block

    def _sheet(
        self, part: str, percent: re.Pattern[bytes] | None, struck: re.Pattern[bytes] | None
    ) -> SheetLook:
        found, last, rows, columns = SheetLook(), b"", 0, 26
        hidden, lines = set[int](), set[int]()
        for block in self._chunks(part):
            seen = last + block
            if _TWO_LETTERS.search(seen):
                columns = max(columns, *(_number(ref) for ref in _WIDE.findall(seen)))
            at = seen.rfind(b"<row")
            if at >= 0 and (row := _ROW.match(seen, at)):
                rows = max(rows, int(row[1]))
            if b"hidden=" in seen:
                hidden.update(int(row) for row in _HIDDEN.findall(seen))
            _remarked(found, seen)
            found.unplaced = found.unplaced or _unplaced(seen)
            for letters, row, value in percent.findall(seen) if percent else ():
                found.percent(int(row), _number(letters) - 1, value.decode())
            if struck:
                lines.update(int(row) for _letters, row in struck.findall(seen))
            last = seen[-_OVERLAP:]
        found.hidden, found.struck = sorted(hidden), sorted(lines)
        self._bounded(rows, columns)
        return found

    def _bounded(self, rows: int, columns: int) -> None:
        if columns > MAX_COLUMNS:
            raise ReadError(
                self.name,
                f"不超过 {MAX_COLUMNS} 列",
                f"用到第 {columns} 列",
                "删去右边的空白列后另存",
            )
        if rows * columns > _MAX_CELLS:
            raise ReadError(
                self.name,
                f"不超过 {_MAX_CELLS // 10_000} 万格的工作表",
                f"{rows} 行 × {columns} 列",
                "删去空白行列后另存，或另存为 CSV",
            )


def _styled(formats: list[bytes], of: bytes, wanted: set[bytes]) -> bytes:
    """A look-ahead for cells in one of the formats that name one of these; empty where none does."""
    named = [re.search(of, one) for one in formats]
    at = [str(i).encode() for i, found in enumerate(named) if found and found[1] in wanted]
    return rb'(?=[^>]*\bs="(?:' + b"|".join(at) + rb')")' if at else b""


def _remarked(found: SheetLook, seen: bytes) -> None:
    """Errors, numbers that have lost digits, merges."""
    if b't="e"' in seen:
        for letters, row, value in _ERROR.findall(seen):
            found.remark("error", int(row), _number(letters) - 1, value.decode("utf-8", "replace"))
    for letters, row, value in _LONG.findall(seen) if _MANY_DIGITS.search(seen) else ():
        found.remark("spoiled", int(row), _number(letters) - 1, value.decode())
    if b"mergeCell" in seen:
        for left, top, right, bottom in _MERGE.findall(seen):
            merge = int(top), _number(left) - 1, int(bottom), _number(right) - 1
            if merge not in found.merges[-400:]:
                found.merges.append(merge)


def _unplaced(seen: bytes) -> bool:
    """Whether a cell does not say where it stands; most writers say so first, which is quickly counted."""
    placed = seen.count(b'<c r="')
    every = placed and placed == seen.count(b"<c ") and b"<c>" not in seen
    return not every and _UNPLACED.search(seen) is not None


def _number(letters: bytes) -> int:
    """A → 1, AA → 27."""
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number


def _unescaped(text: str) -> str:
    for mark, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ):
        text = text.replace(mark, sign)
    return text
