"""From a declaration and values to a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol, TypeVar

from jixiao.forms.declaration import Column, Label, Row
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role

#: Printed where a level is missing, so that it is not taken for "as above".
NO_LEVEL = "—"


class Levelled(Protocol):
    """A row that stands under a level 1 and a level 2."""

    @property
    def level1(self) -> str | None:
        """Its level 1, as printed."""
        ...

    @property
    def level2(self) -> str | None:
        """Its level 2, as printed."""
        ...


class Dated(Protocol):
    """A table of a year."""

    @property
    def year(self) -> int | None:
        """Its year, where known."""
        ...


R = TypeVar("R", bound=Levelled)
T = TypeVar("T", bound=Dated)


def one_a_page(
    name: str,
    tables: Sequence[T],
    grid_of: Callable[[T], Grid],
    notes: Sequence[Block] = (),
    mark: str = "",
) -> Document:
    """The document of tables under their form's name and year, each on a page of its own.

    ``mark`` stands under each title, ``notes`` behind the last table: neither is part of a table.
    """
    blocks: list[Block] = []
    for table in tables:
        title = f"{name}（{table.year}年度）" if table.year else name
        blocks.append(Paragraph(title, Role.TITLE, new_page=bool(blocks)))
        if mark:
            blocks.append(Paragraph(mark))
        blocks.append(grid_of(table))
    return Document((*blocks, *notes), title=name)


def with_heights(rows: Sequence[R]) -> Iterator[tuple[R, dict[str, int]]]:
    """Each row with the heights of its level cells, merged over equal neighbours.

    Level 2 is merged within its level 1; 0 says the cell above reaches down to here.
    """
    for _, block in groupby(rows, key=lambda r: r.level1):
        same1 = list(block)
        first1 = True
        for _, inner in groupby(same1, key=lambda r: r.level2):
            same2 = list(inner)
            for done2, row in enumerate(same2):
                yield (
                    row,
                    {
                        "level1": len(same1) if first1 else 0,
                        "level2": 0 if done2 else len(same2),
                    },
                )
                first1 = False


def row_cells(
    columns: Sequence[Column], texts: Mapping[str, str], heights: Mapping[str, int], subject: str
) -> Iterator[Cell]:
    """One row under these columns: the texts by field, level cells as high as they are merged."""
    column = 1
    for one in columns:
        height, span = heights.get(one.field, 1), one.label.span
        if height:
            text = texts[one.field]
            yield Cell(1, column, text, height, span, one.role, None, subject, one.field)
        column += span


@dataclass
class GridWriter:
    """Cells added row by row; a label that spans rows keeps its place in the rows below."""

    widths: tuple[float, ...]
    cells: list[Cell] = field(default_factory=list)
    row: int = 0
    repeat: int = 0
    _hanging: dict[int, int] = field(default_factory=dict)

    def add_row(self, row: Row, values: Mapping[str, str], subject: str) -> None:
        """A declared row with its values by field; a field without one is printed empty."""
        self.row += 1
        column = self._first_free()
        for part in row.parts:
            if isinstance(part, Label):
                self._label(part, column)
            else:
                text = values.get(part.field, "")
                cell = Cell(
                    self.row, column, text, 1, part.span, part.role, None, subject, part.field
                )
                self.cells.append(cell)
            column += part.span

    def add_header(self, columns: Sequence[Column]) -> None:
        """The heading row of the indicator grid, repeated on every page."""
        self.row += 1
        self.repeat = self.row
        self._hanging.clear()
        column = 1
        for one in columns:
            self._label(one.label, column)
            column += one.label.span

    def add_cells(self, cells: Sequence[Cell]) -> None:
        """One row of cells whose column and spans are already known."""
        self.row += 1
        for c in cells:
            self.cells.append(
                Cell(
                    self.row,
                    c.column,
                    c.text,
                    c.row_span,
                    c.column_span,
                    c.role,
                    None,
                    c.subject,
                    c.field,
                )
            )

    def grid(self) -> Grid:
        """What has been written."""
        return Grid(tuple(self.cells), self.widths, self.repeat)

    def _label(self, label: Label, column: int) -> None:
        self.cells.append(Cell(self.row, column, label.text, label.rows, label.span, Role.LABEL))
        if label.rows > 1:
            self._hanging[column] = self.row + label.rows - 1

    def _first_free(self) -> int:
        """The first column no label from above reaches into."""
        reaching = [column for column, last in self._hanging.items() if last >= self.row]
        return max(reaching, default=0) + 1
