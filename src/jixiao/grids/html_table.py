"""One table of a web page being read: cells fall into the first free column, as in browsers."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.grids.document import Cell, Grid
from jixiao.grids.errors import ReadError
from jixiao.plan.words import clean

_MAX_COLUMNS = 1000  # where browsers end too


@dataclass(slots=True)
class _Draft:
    row: int
    column: int
    rows: int
    columns: int
    text: str = ""


@dataclass
class Table:
    """A table being read, the ``number``-th of its page."""

    file: str
    number: int
    cells: list[_Draft] = field(default_factory=list)
    row: int = 0
    in_cell: bool = False
    _next: int = 1
    _taken: dict[int, int] = field(default_factory=dict)  # column → last row taken from above

    def place(self) -> Place:
        """Where reading has come to."""
        return Place(file=self.file, table=self.number, row=self.row or 1, cell=self._next)

    def begin_row(self) -> None:
        """A row begins."""
        self.row, self._next = self.row + 1, 1

    def begin_cell(self, rows: int, columns: int) -> None:
        """A cell begins; one without a row opens a row.

        Raises:
            ReadError: more columns than any table has.
        """
        if not self.row:
            self.begin_row()
        while self._taken.get(self._next, 0) >= self.row:
            self._next += 1
        columns = min(columns, _MAX_COLUMNS)
        if self._next + columns > _MAX_COLUMNS + 1:
            expected, remedy = f"不超过 {_MAX_COLUMNS} 列的表", "改正合并列数后提交"
            raise ReadError(self.file, expected, "更多", remedy, self.place())
        self.cells.append(_Draft(self.row, self._next, rows, self._free(columns)))
        self.in_cell = True

    def end_cell(self, text: str) -> None:
        """The open cell ends with its text."""
        cell = self.cells[-1]
        cell.text, self.in_cell = clean(text), False
        if cell.rows > 1:
            self._taken |= dict.fromkeys(
                range(cell.column, cell.column + cell.columns), cell.row + cell.rows - 1
            )
        self._next = cell.column + cell.columns

    def positions(self) -> int:
        """How many positions the cells cover."""
        return sum(self._rows(cell) * cell.columns for cell in self.cells)

    def grid(self) -> Grid | None:
        """The finished table, no cell reaching below its last row; ``None`` for an empty one."""
        return Grid(tuple(self._finish(cell) for cell in self.cells)) if self.cells else None

    def _free(self, columns: int) -> int:
        """How many of so many columns are free here: a cell from above is never covered."""
        if columns == 1 or not self._taken:
            return columns
        steps = range(1, columns)
        return next((s for s in steps if self._taken.get(self._next + s, 0) >= self.row), columns)

    def _rows(self, cell: _Draft) -> int:
        return min(cell.rows, self.row - cell.row + 1)

    def _finish(self, cell: _Draft) -> Cell:
        place = Place(file=self.file, table=self.number, row=cell.row, cell=cell.column)
        return Cell(cell.row, cell.column, cell.text, self._rows(cell), cell.columns, place=place)
