"""A sheet's cells made into paragraphs and grids.

A sheet has no tables, only cells. What is a table is told by its lines (borders), by rows that hold
several texts, and by merges; in our own workbooks also by the names of ranges (``frames``). A row
with one text alone, outside all of these, is a paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.findings.place import Place
from jixiao.grids.document import Block, Cell, Grid, Paragraph
from jixiao.grids.errors import ReadError
from jixiao.grids.limits import MAX_CELLS

Position = tuple[int, int]
CONTENTS_TITLE = "目录"  # a sheet of this name lists the others; it is left out, and that is said
_POSITION = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORDS = "在 Excel 中删去表外的内容和多余的合并后提交"


class Range(NamedTuple):
    """A rectangle of cells, all ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet: texts as shown, cells with a line at a side, merged ranges, known tables."""

    file: str
    name: str
    number: int
    texts: dict[Position, str] = field(default_factory=dict)
    bordered: set[Position] = field(default_factory=set)
    merges: list[Range] = field(default_factory=list)
    frames: list[Range] = field(default_factory=list)

    def place(self, row: int, column: int) -> Place:
        """A cell's place as the sheet itself numbers it."""
        return Place(file=self.file, table=self.number, sheet=self.name, row=row, cell=column)


def blocks_of(sheet: Sheet) -> list[Block]:
    """The paragraphs and grids of a sheet from top to bottom.

    Raises:
        ReadError: texts so far apart, or merges so large, that the sheet is no form.
    """
    if not sheet.texts and not sheet.bordered and not sheet.frames:
        return []
    return list(_Reading(sheet).blocks())


class _Reading:
    """A sheet with its merges cut to what is used, row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        used = set(sheet.texts) | sheet.bordered
        self.bottom = max([r for r, _ in used] + [f.bottom for f in sheet.frames])
        self.right = max([c for _, c in used] + [f.right for f in sheet.frames])
        self.left = min([c for _, c in used] + [f.left for f in sheet.frames])
        self.merged: dict[Position, Range] = {}
        self.covered: set[Position] = set()
        self._merge()
        self.columns: dict[int, set[int]] = defaultdict(set)
        for row, column in used - self.covered:
            self.columns[row].add(column)
        self.framed = {row: frame for frame in sheet.frames for row in self._rows_of(frame)}
        self.hanging = {
            row
            for one in self.merged.values()
            if one.bottom > one.top
            for row in range(one.top, one.bottom + 1)
        }

    def blocks(self) -> Iterator[Block]:
        run: list[int] = []
        frame: Range | None = None
        for row in sorted({*self.columns, *self.framed, *self.hanging}):
            own = self.framed.get(row)
            table = self._is_table(row, run)
            goes_on = (
                bool(run) and run[-1] == row - 1 and (own is None or own == frame or frame is None)
            )
            if run and not (table and goes_on):
                yield self._grid(run)
                run, frame = [], None
            if table:
                run.append(row)
                frame = own or frame
            elif text := self._only_text(row):
                column = next(c for c in self.columns[row] if (row, c) in self.sheet.texts)
                yield Paragraph(text, place=self.sheet.place(row, column))
        if run:
            yield self._grid(run)

    def _is_table(self, row: int, run: list[int]) -> bool:
        """Lines, merges over rows, several texts; or one text between rows of a table."""
        if row in self.framed or row in self.hanging:
            return True
        if any((row, column) in self.sheet.bordered for column in self.columns[row]):
            return True
        text = self._only_text(row)
        if text is None:
            return True
        inside = bool(run) and run[-1] == row - 1 and self._table_follows(row)
        return inside and not self._is_wide(row)

    def _table_follows(self, row: int) -> bool:
        """Whether the next rows, single texts passed over, come to a table without a gap."""
        while (row := row + 1) in self.columns:
            if row in self.framed or row in self.hanging or self._only_text(row) is None:
                return True
        return row in self.framed or row in self.hanging

    def _only_text(self, row: int) -> str | None:
        texts = [
            self.sheet.texts[row, c] for c in self.columns[row] if (row, c) in self.sheet.texts
        ]
        return texts[0] if len(texts) == 1 else None

    def _is_wide(self, row: int) -> bool:
        """Whether the row's text is merged over all the columns in use."""
        return any(
            one.left == self.left and one.right == self.right
            for c in self.columns[row]
            if (one := self.merged.get((row, c)))
        )

    def _grid(self, rows: list[int]) -> Grid:
        right = max(self._right_end(row) for row in rows)
        width = right - self.left + 1
        if width * len(rows) > MAX_CELLS:
            place = self.sheet.place(rows[0], self.left)
            found = f"{len(rows)} 行 {width} 列"
            raise ReadError(
                self.sheet.file, f"不超过 {MAX_CELLS} 个单元格的表", found, _WORDS, place
            )
        top = rows[0]
        return Grid(
            tuple(
                self._cell(row, column, top)
                for row in rows
                for column in range(self.left, right + 1)
                if (row, column) not in self.covered
            )
        )

    def _right_end(self, row: int) -> int:
        ends = [
            self.merged[row, c].right if (row, c) in self.merged else c for c in self.columns[row]
        ]
        framed = self.framed.get(row)
        return max([*ends, framed.right if framed else self.left])

    def _cell(self, row: int, column: int, top: int) -> Cell:
        merged = self.merged.get((row, column), Range(row, column, row, column))
        return Cell(
            row - top + 1,
            column - self.left + 1,
            self.sheet.texts.get((row, column), ""),
            merged.bottom - row + 1,
            merged.right - column + 1,
            place=self.sheet.place(row, column),
        )

    def _merge(self) -> None:
        """Merges cut to the used cells; one that overlaps an earlier one is left out."""
        for one in self.sheet.merges:
            cut = Range(one.top, one.left, min(one.bottom, self.bottom), min(one.right, self.right))
            height, width = cut.bottom - cut.top + 1, cut.right - cut.left + 1
            if height < 1 or width < 1 or height * width == 1 or cut.left < self.left:
                continue
            self._check(height * width, cut)
            cells = {
                (r, c)
                for r in range(cut.top, cut.bottom + 1)
                for c in range(cut.left, cut.right + 1)
            }
            if cells.isdisjoint(self.covered) and cells.isdisjoint(self.merged):
                self.merged[cut.top, cut.left] = cut
                self.covered |= cells - {(cut.top, cut.left)}

    def _check(self, positions: int, cut: Range) -> None:
        if len(self.covered) + positions > MAX_CELLS:
            place = self.sheet.place(cut.top, cut.left)
            raise ReadError(
                self.sheet.file, f"不超过 {MAX_CELLS} 个单元格的表", "更大的合并", _WORDS, place
            )

    def _rows_of(self, frame: Range) -> range:
        if frame.bottom - frame.top >= MAX_CELLS:
            place = self.sheet.place(frame.top, frame.left)
            raise ReadError(
                self.sheet.file, f"不超过 {MAX_CELLS} 个单元格的表", "更多", _WORDS, place
            )
        return range(frame.top, frame.bottom + 1)


def position(reference: str) -> Position:
    """Row and column of ``B3``; (0, 0) for what is no reference."""
    found = _POSITION.fullmatch(reference)
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def range_of(reference: str) -> Range | None:
    """The rectangle of ``B3:D5``, or ``None`` for what is no range."""
    first, _, last = reference.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    return Range(top, left, bottom, right) if 0 < top <= bottom and 0 < left <= right else None
