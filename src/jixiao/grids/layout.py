"""A grid made ready for writing: every position covered once, columns with shares of the width."""

from __future__ import annotations

from dataclasses import replace

from jixiao.grids.document import Cell, Document, Grid, Role
from jixiao.plan.words import clean

#: A table of so many columns is printed across the page, and with it its whole document.
_LANDSCAPE_FROM = 11


def is_landscape(document: Document) -> bool:
    """Whether a document's pages lie on their side: it has a table too wide for an upright page."""
    return any(grid.width >= _LANDSCAPE_FROM for grid in document.grids())


def filled(grid: Grid) -> list[list[Cell]]:
    """Row by row the cells that begin there, texts cleaned, gaps filled with empty cells.

    Raises:
        ValueError: two cells cover one position, or a cell is outside the grid: our own fault.
    """
    covered = _covered(grid)
    rows = [[replace(cell, text=clean(cell.text)) for cell in row] for row in grid.rows()]
    for number, row in enumerate(rows, start=1):
        gaps = [c for c in range(1, grid.width + 1) if (number, c) not in covered]
        row.extend(Cell(number, column, "") for column in gaps)
        row.sort(key=lambda cell: cell.column)
    return rows


def shares(grid: Grid) -> list[float]:
    """Each column's share of the whole width, from ``widths`` or all equal."""
    usual = sum(grid.widths) / len(grid.widths) if grid.widths else 1.0
    widths = [max(w, 0.01) for w in grid.widths[: grid.width]]
    widths += [usual] * (grid.width - len(widths))
    return [width / sum(widths) for width in widths]


def is_plain(cell: Cell) -> bool:
    """Whether a cell is printed without border."""
    return cell.role in (Role.PLAIN, Role.PLAIN_RIGHT)


def _covered(grid: Grid) -> set[tuple[int, int]]:
    covered: set[tuple[int, int]] = set()
    for cell in grid.cells:
        if min(cell.row, cell.column, cell.row_span, cell.column_span) < 1:
            raise ValueError(f"a cell outside its grid: {cell}")
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if (row, column) in covered:
                    raise ValueError(f"two cells at {row}, {column}: {cell}")
                covered.add((row, column))
    return covered
