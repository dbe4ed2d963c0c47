"""Marks that make a printed page unambiguous: hair lines in white, told apart by their length.

A page alone does not say whether a line of text ends because the line is full or because a new line
was meant, nor whether a table at the top of a page continues the one before. Our own pages carry a
hair line, drawn in white on white, wherever something begins. A mark says what begins here, never
what is written. Pages of others have none and are read by their geometry.
"""

from __future__ import annotations

from enum import Enum

WEIGHT = 0.13  # the thickness of a mark, in points: no ruling line is this thin
_WEIGHT_OFF, _LENGTH_OFF = 0.02, 0.1


class Mark(Enum):
    """What begins at a mark; the value is the mark's length in points."""

    TABLE = 1.0
    CELL = 1.25
    HEAD = 1.5  # a cell of a row that is printed again on the next page
    LINE = 1.75  # a line inside a cell, after a line break
    PARAGRAPH = 2.0
    BREAK = 2.25  # a line inside a paragraph, after a line break
    LISTING = 2.5  # an entry of the table of contents, or its title
    FURNITURE = 2.75  # a page number


def mark(weight: float, length: float) -> Mark | None:
    """The mark drawn by a level line of this thickness and length, if it is one."""
    if abs(weight - WEIGHT) > _WEIGHT_OFF:
        return None
    return next((m for m in Mark if abs(m.value - length) < _LENGTH_OFF), None)
