"""Column widths, and rows high enough that wrapped Chinese is seen whole.

Excel does not fit merged rows to their text, so heights are reckoned: a Chinese character is two
units of column width wide at 11 points, a Latin one a little over one.
"""

from __future__ import annotations

import math
from unicodedata import east_asian_width

from jixiao.grids.document import Grid, Role
from jixiao.grids.layout import filled

FORM_WIDTH = 88.0
_TEXT_COLUMNS = 8  # a sheet of paragraphs; programs shrink several columns to a page, not one
_SIZES = (10.5, 10.0, 9.0, 8.0, 7.0, 6.0)
PARAGRAPH_SIZES: dict[Role, tuple[float, ...]] = {
    Role.COVER: (26, 20, 16, 12),
    Role.TITLE: (16, 14, 12, 10),
    Role.HEADING: (14, 12, 10),
    Role.BODY: (12, 10.5, 9, 8, 7, 6),
}
_HIGHEST = 409.0  # Excel's limit for a row, in points
_LEAST = 20.0
_PADDING = 1.4


def column_widths(shares: list[float]) -> list[float]:
    """Widths in Excel's units that together fill a page."""
    return [max(round(share * FORM_WIDTH, 2), 3.0) for share in shares]


def text_widths() -> list[float]:
    """Widths of a sheet that holds only paragraphs."""
    return [FORM_WIDTH / _TEXT_COLUMNS] * _TEXT_COLUMNS


def fitting(text: str, width: float, sizes: tuple[float, ...] = _SIZES) -> tuple[float, float]:
    """The largest of the sizes at which the text fits a row, and the height it then needs."""
    for size in sizes:
        height = _lines(text, width, size) * size * 1.36 + 5
        if height <= _HIGHEST:
            return size, height
    return sizes[-1], _HIGHEST


def row_heights(
    grid: Grid, widths: list[float]
) -> tuple[list[float], dict[tuple[int, int], float]]:
    """Each row's height, and each cell's font size by position."""
    heights = [_LEAST] * grid.height
    sizes: dict[tuple[int, int], float] = {}
    cells = [cell for row in filled(grid) for cell in row]
    for cell in sorted(cells, key=lambda one: one.row_span):
        width = sum(widths[cell.column - 1 : cell.column - 1 + cell.column_span])
        size, needed = fitting(cell.text, width)
        sizes[cell.row, cell.column] = size
        rows = range(cell.row - 1, cell.row - 1 + cell.row_span)
        missing = needed - sum(heights[row] for row in rows)
        for row in rows:
            heights[row] = min(heights[row] + max(missing, 0) / len(rows), _HIGHEST)
    return [round(height, 2) for height in heights], sizes


def _lines(text: str, width: float, size: float) -> int:
    room = max((width - _PADDING) * 11 / size, 2.0)
    return sum(max(1, math.ceil(_units(line) * 1.04 / room)) for line in text.split("\n"))


def _units(text: str) -> float:
    return sum(2.05 if east_asian_width(char) in "WFA" else 1.1 for char in text)
