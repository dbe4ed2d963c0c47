"""Text exports of documents, read as blocks.

Three layouts are known. In the first (the seed's) each cell is a line that begins with a tab, rows are
parted by blank lines, merged cells are empty and Word bookmarks are left in. In the second a row is
one line with ``|`` between its cells, perhaps before the first too; in the third one with tabs between
them, as a spreadsheet copies it. Everything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role
from jixiao.grids.encoding import decode
from jixiao.grids.errors import ReadError
from jixiao.grids.limits import MAX_CELLS
from jixiao.plan.words import clean

_BOOKMARK = re.compile(r"\[bookmark: (?P<name>[^\]\n]{0,80})\]")
_NUMBERED = re.compile(r"\s*(?:\d{1,3}\s*[、.．)）]|[（(]\s*\d{1,3}\s*[)）]|目标\s*\d)")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")
_ENDINGS = ("。", "；", ";", "！", "？", "：")


def read(data: bytes, name: str) -> Document:
    """The blocks of a text file.

    Raises:
        ReadError: empty, not text in a known encoding, or larger than the limits.
    """
    text = decode(data, name)
    builder = _Builder(name)
    for number, line in enumerate(text.split("\n"), start=1):
        builder.take(number, line.removesuffix("\r"))
    return Document(tuple(builder.finish()), file=name)


@dataclass
class _Builder:
    """Blocks gathered line by line; a table goes on until a paragraph with text comes."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    tables: int = 0
    cells: int = 0
    open_row: bool = False
    in_cell: bool = False

    def take(self, number: int, line: str) -> None:
        """One line of the file."""
        heading = any("_Toc" in found["name"] for found in _BOOKMARK.finditer(line))
        bare = _BOOKMARK.sub("", line)
        if "\t" in bare.strip("\t "):
            self._tabbed(number, bare)
        elif bare.startswith("\t"):
            self._cell(number, bare)
        elif not bare.strip():
            self.open_row = self.in_cell = False
        elif self.in_cell:
            self._continue(bare)
        elif "|" in bare:
            self._piped(number, bare)
        else:
            self._paragraph(number, bare, heading)

    def finish(self) -> list[Block]:
        """All blocks, the last table closed."""
        self._close_table()
        return self.blocks

    def _cell(self, number: int, line: str) -> None:
        if not self.open_row:
            self._new_row()
        self._add(number, line)
        self.in_cell = True

    def _new_row(self) -> None:
        if not self.rows:
            self.tables += 1
        self.rows.append([])
        self.open_row = True

    def _add(self, number: int, text: str) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise ReadError(self.name, f"不超过 {MAX_CELLS} 个单元格", "更多", "拆分后提交")
        row, column = len(self.rows), len(self.rows[-1]) + 1
        place = Place(file=self.name, table=self.tables, row=row, cell=column, line=number)
        self.rows[-1].append(Cell(row, column, clean(text), place=place))

    def _continue(self, line: str) -> None:
        """A line that goes on with the cell above: an item of its own, or a wrapped line."""
        last = self.rows[-1][-1]
        own_line = _NUMBERED.match(line) or last.text.endswith(_ENDINGS)
        joined = f"{last.text}\n{line}" if own_line else last.text + line.strip()
        self.rows[-1][-1] = Cell(last.row, last.column, clean(joined), place=last.place)

    def _piped(self, number: int, line: str) -> None:
        parts = line.split("|")
        if len(parts) > 2 and not parts[0].strip():
            del parts[0]  # a bar at the head of a row parts nothing
        if (
            len(parts) > 1
            and all(_RULE.fullmatch(part) for part in parts if part.strip())
            and "-" in line
        ):
            return  # the rule under the headings of a Markdown table
        self._new_row()
        while len(parts) > 1 and not parts[-1].strip():
            parts.pop()
        for part in parts:
            self._add(number, part)
        self.open_row = False

    def _tabbed(self, number: int, line: str) -> None:
        self._new_row()
        for part in line.rstrip("\t ").split("\t"):
            self._add(number, part)
        self.open_row = self.in_cell = False

    def _paragraph(self, number: int, line: str, heading: bool) -> None:
        self._close_table()
        place = Place(file=self.name, line=number)
        role = Role.HEADING if heading else Role.BODY
        self.blocks.append(Paragraph(clean(line), role, place))

    def _close_table(self) -> None:
        if self.rows:
            self.blocks.append(Grid(tuple(self._all_cells())))
        self.rows, self.open_row, self.in_cell = [], False, False

    def _all_cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row)
