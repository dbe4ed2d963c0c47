"""One Word table being read: rows and cells, merges over columns and rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.grids.document import Cell, Grid
from jixiao.grids.errors import ReadError
from jixiao.plan.words import clean

_MAX_COLUMNS = 1000  # Word itself ends at 63


@dataclass(slots=True)
class Draft:
    """A cell being read. ``merge`` is ``restart``, ``continue`` or none; ``across`` is hMerge."""

    row: int
    column: int
    lines: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    merge: str | None = None
    across: str | None = None


@dataclass
class Table:
    """A table being read, the ``number``-th of its file."""

    file: str
    number: int
    cells: list[Draft] = field(default_factory=list)
    row: int = 0
    dropped: bool = False
    in_row: bool = False
    cell: Draft | None = None
    _next: int = 1
    _above: dict[int, Draft] = field(default_factory=dict)

    def place(self) -> Place:
        """Where reading has come to."""
        return Place(file=self.file, table=self.number, row=self.row or 1, cell=self._next)

    def where(self) -> tuple[int, ...]:
        """The same, for comparing."""
        return self.number, self.row, self._next

    def begin_row(self) -> None:
        """A row begins; nothing is known of it yet."""
        self.row, self._next, self.dropped, self.in_row = self.row + 1, 1, False, True

    def drop_row(self) -> None:
        """The row that has begun is deleted or hidden."""
        if self.in_row and not self.dropped:
            self.dropped, self.row = True, self.row - 1

    def skip(self, columns: int) -> None:
        """Columns left out at the head of a row."""
        self._advance(max(columns, 0))

    def begin_cell(self) -> None:
        """A cell begins."""
        self.cell = Draft(self.row, self._next)

    def span(self, columns: int) -> None:
        """The open cell covers so many columns.

        Raises:
            ReadError: more than any table has.
        """
        if self.cell:
            self.cell.columns = max(columns, 1)
            self._check(self.cell.column + self.cell.columns)

    def end_cell(self) -> int:
        """The open cell ends; one that continues a merge only makes it larger. Gives its columns."""
        cell, self.cell = self.cell, None
        if cell is None or self.dropped:
            return 0
        self._advance(cell.columns)
        above = self._above.get(cell.column)
        if cell.across == "continue" and self.cells and self._touches(cell):
            self.cells[-1].columns += cell.columns
        elif cell.merge == "continue" and above and self._fits(above, cell):
            above.rows += 1
        else:
            self.cells.append(cell)
            self._close_above(cell)
        return cell.columns

    def grid(self) -> Grid:
        """The finished table."""
        return Grid(tuple(self._finish(cell) for cell in self.cells))

    def _finish(self, cell: Draft) -> Cell:
        place = Place(file=self.file, table=self.number, row=cell.row, cell=cell.column)
        text = clean("\n".join(cell.lines))
        return Cell(cell.row, cell.column, text, cell.rows, cell.columns, place=place)

    def _advance(self, columns: int) -> None:
        self._next += columns
        self._check(self._next)

    def _check(self, column: int) -> None:
        if column > _MAX_COLUMNS:
            found, remedy = "更多列（合并列数有误）", "在 Word 中重做这张表后提交"
            raise ReadError(self.file, f"不超过 {_MAX_COLUMNS} 列的表", found, remedy, self.place())

    def _touches(self, cell: Draft) -> bool:
        last = self.cells[-1]
        return last.row == cell.row and last.column + last.columns == cell.column

    def _fits(self, above: Draft, cell: Draft) -> bool:
        return above.row + above.rows == cell.row and above.columns == cell.columns

    def _close_above(self, cell: Draft) -> None:
        """From here down, columns of this cell belong to it if it may grow, else to none."""
        for column in range(cell.column, cell.column + cell.columns):
            self._above.pop(column, None)
        if cell.merge is not None:
            self._above[cell.column] = cell
