"""Tables, as the documents of scoring print them."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.grids.document import Cell, Grid, Role


def table_of(rows: Sequence[Sequence[str]], widths: tuple[float, ...]) -> Grid:
    """Rows as a table, the first its heading, repeated on every page."""
    cells = [
        Cell(r, c, text, role=Role.LABEL if r == 1 else Role.VALUE)
        for r, row in enumerate(rows, start=1)
        for c, text in enumerate(row, start=1)
    ]
    return Grid(tuple(cells), widths, repeat=1)
