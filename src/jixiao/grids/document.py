"""What every container gives and takes: a document of blocks, and tables of cells.

``read`` of a container makes a :class:`Document`; ``write`` takes one. Only text, merging and places
are read back; roles and widths tell writers how a block looks and are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from jixiao.findings.place import Place


class Role(StrEnum):
    """How a block or cell looks. Readers give ``BODY`` and ``VALUE`` (a heading may be known)."""

    # blocks
    COVER = "cover"  # the title of a part on a page of its own, large and centred
    TITLE = "title"  # the title line of one form, centred; listed in the table of contents
    HEADING = "heading"  # a section heading; listed in the table of contents
    BODY = "body"  # a paragraph, two characters indented
    # cells
    PLAIN = "plain"  # a cell without border, left (unit line)
    PLAIN_RIGHT = "plain-right"  # a cell without border, right (money unit)
    LABEL = "label"  # a printed label of the form, centred, bold
    VALUE = "value"  # a value, left
    CENTRED = "centred"  # a value, centred (percentages, level names)
    NUMBER = "number"  # a value, centred; a spreadsheet still keeps it as text as printed


@dataclass(frozen=True)
class Cell:
    r"""One cell at its top left grid position (1-based), with its spans. ``text`` may hold ``\n``.

    ``subject`` (a project's or indicator's id) and ``field`` (its field in the plan's JSON) say what
    of the plan the cell prints; forms set them when they write, readers of containers do not.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    role: Role = Role.VALUE
    place: Place | None = None
    subject: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class Grid:
    """A table: cells in reading order, covered positions left out. ``widths`` are relative.

    ``repeat`` is the number of the row (1-based) printed again on a following page, 0 for none.
    """

    cells: tuple[Cell, ...]
    widths: tuple[float, ...] = ()
    repeat: int = 0

    @property
    def height(self) -> int:
        """Number of rows of the grid."""
        return max((c.row + c.row_span - 1 for c in self.cells), default=0)

    @property
    def width(self) -> int:
        """Number of columns of the grid."""
        return max((c.column + c.column_span - 1 for c in self.cells), default=0)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Row by row the cells that begin there, in column order; a row may be empty."""
        return iter(self._rows)

    @cached_property
    def _rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Asked for by every form that looks whether the table is its own."""
        byrow: dict[int, list[Cell]] = {}
        for cell in self.cells:
            byrow.setdefault(cell.row, []).append(cell)
        for cells in byrow.values():
            cells.sort(key=attrgetter("column"))
        return tuple(tuple(byrow.get(number, ())) for number in range(1, self.height + 1))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph outside tables. ``new_page``: a page break stands before it."""

    text: str
    role: Role = Role.BODY
    place: Place | None = None
    new_page: bool = False


@dataclass(frozen=True)
class Contents:
    """Where writers print the table of contents; readers never give one."""

    title: str = "目录"


Block = Paragraph | Grid | Contents


@dataclass(frozen=True)
class Line:
    """A paragraph (``cells`` empty) or one row of a table (``text`` empty)."""

    text: str = ""
    cells: tuple[Cell, ...] = ()
    heading: bool = False
    place: Place | None = None
    table: int = 0

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with text."""
        return tuple(c for c in self.cells if c.text)


def _lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    tables = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.text:
            heading = block.role in (Role.HEADING, Role.TITLE, Role.COVER)
            yield Line(text=block.text, heading=heading, place=block.place)
        elif isinstance(block, Grid):
            tables += 1
            for cells in block.rows():
                if cells:
                    yield Line(cells=cells, place=cells[0].place, table=tables)


@dataclass(frozen=True)
class Document:
    """A document: its file's name (for places and messages) and its blocks in order.

    ``notes`` are things the container could not settle, in words (a chart left out, a page
    without text); the reader of the form turns them into findings. Nothing is left out silently.
    """

    blocks: tuple[Block, ...]
    file: str = ""
    title: str = ""
    notes: tuple[tuple[str, Place | None], ...] = field(default=())

    def grids(self) -> Iterator[Grid]:
        """The tables in order."""
        return (b for b in self.blocks if isinstance(b, Grid))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every paragraph with text and every table row that has cells, in order."""
        return tuple(_lines(self.blocks))
