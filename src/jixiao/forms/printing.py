"""From a declaration and values to a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.forms.declaration import Column, Label, Row
from jixiao.grids.document import Cell, Grid, Role


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
