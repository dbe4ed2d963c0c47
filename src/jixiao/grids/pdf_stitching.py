"""Tables that go on over pages: their pieces to one grid.

A cell's text is a list of lines, each with what stands before it: a line break, a blank or nothing.
On our own pages every cell begins at a mark: a piece of a cell without one goes on from the page
before. On others' pages empty cells in the first columns at the top of a page do, as the labels of
a group of rows; and a whole row does that was plainly broken in the middle of its texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import takewhile

from jixiao.findings.place import Place
from jixiao.grids.document import Cell, Grid
from jixiao.grids.pdf_cells import Lattice
from jixiao.grids.pdf_lines import Line, Said, runs_on
from jixiao.plan.words import clean, squeeze

_SAME_EDGE = 3.0  # the same column on two pages is no further apart than this
_SENTENCE_END = re.compile(r"[。；！？;]$")


@dataclass(eq=False)
class Piece:
    """A cell, or the part of one that is on one page; rows count from 0, edges are places."""

    top: int
    bottom: int
    left: float
    right: float
    lines: list[Said]
    begins: bool = True
    head: bool = False
    page: int = 0
    made: list[Line] = field(default_factory=list)  # its lines on the last of its pages

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return clean("".join(before + line for before, line in self.lines))

    def beside(self, other: Piece) -> bool:
        """Does it stand in the same columns?"""
        return (
            abs(self.left - other.left) <= _SAME_EDGE
            and abs(self.right - other.right) <= _SAME_EDGE
        )


@dataclass(eq=False)
class Part:
    """A table on one page."""

    lattice: Lattice
    pieces: list[Piece]
    marked: bool
    fresh: bool = False  # a mark says that a table begins here

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.lattice.ys) - 1

    def row(self, number: int) -> list[Piece]:
        """The pieces that reach into a row, from left to right."""
        return sorted((p for p in self.pieces if p.top <= number < p.bottom), key=lambda p: p.left)

    def said(self, number: int) -> list[tuple[str, int]]:
        """What the cells beginning in a row say, and how far down they reach."""
        return [(squeeze(p.text), p.bottom) for p in self.row(number) if p.top == number]


@dataclass
class Table:
    """A table so far, over as many pages as it went."""

    first: Part
    xs: list[float] = field(init=False)
    pieces: list[Piece] = field(init=False)
    height: int = field(init=False)
    _last: list[Piece] = field(init=False)  # the cells that are on the last page
    _heading: list[list[tuple[str, int]]] = field(init=False)
    _headed: bool = field(init=False)  # has the row that is printed again been seen

    def __post_init__(self) -> None:
        self.xs, self.pieces = list(self.first.lattice.xs), list(self.first.pieces)
        self.height, self._last = self.first.height, list(self.pieces)
        self._headed = any(p.head for p in self.pieces)
        # Taken now: a cell of the heading may yet grow over the next page.
        self._heading = [self.first.said(n) for n in range(self.height)]

    def fits(self, part: Part) -> bool:
        """Can the part be this table's continuation, by its marks or its columns?"""
        if part.marked:
            return not part.fresh
        mine, other = self.xs, part.lattice.xs
        sides = max(abs(mine[0] - other[0]), abs(mine[-1] - other[-1]))
        return sides <= _SAME_EDGE and (_within(mine, other) or _within(other, mine))

    def add(self, part: Part) -> None:
        """Go on with the table's part on the next page."""
        skip = self._repeated(part)
        top = [p for p in part.row(skip) if p.top == skip] if skip < part.height else []
        above = self._above(top, part.marked)
        # The same row goes on where nothing in it is new.
        base = self.height - skip - (1 if top and len(above) == len(top) else 0)
        pieces = [p for p in part.pieces if p.top >= skip]
        self._headed |= any(p.head for p in pieces)
        self._last = [self._take(p, above.get(id(p)), base) for p in pieces] or self._last
        self.height = max(base + part.height, self.height)
        self.xs = sorted({*self.xs, *part.lattice.xs})

    def _take(self, piece: Piece, above: Piece | None, base: int) -> Piece:
        if above is None:
            piece.top, piece.bottom = piece.top + base, piece.bottom + base
            self.pieces.append(piece)
            return piece
        above.bottom = piece.bottom + base
        above.lines += piece.lines
        above.made = piece.made or above.made
        above.begins = above.begins or piece.begins
        return above

    def _repeated(self, part: Part) -> int:
        """How many rows at the top of the part are the table's heading printed again."""
        if part.marked:
            top = part.row(0)
            return max(p.bottom for p in top) if self._headed and all(p.head for p in top) else 0
        same = 0
        while same < min(part.height, self.first.height) and self._heading[same] == part.said(same):
            same += 1
        # Only whole rows, and only a heading with words in it.
        whole = all(p.bottom <= same or p.top >= same for p in part.pieces)
        return same if whole and any(p.text for p in part.pieces if p.top < same) else 0

    def _above(self, top: list[Piece], marked: bool) -> dict[int, Piece]:
        """For pieces in the top row of a page, by identity, the cell above each is the rest of."""
        ends = [p for p in self._last if p.bottom == self.height]
        beside = {id(p): up for p in top for up in ends if up.beside(p)}
        pairs = [(p, beside[id(p)]) for p in top if id(p) in beside]
        if marked:
            rests = [(p, up) for p, up in pairs if not (p.begins and up.begins)]
        elif len(pairs) == len(top) and (_alone(pairs) or _broken(pairs)):
            rests = pairs
        else:
            labels = takewhile(lambda p: not p.text, top)
            rests = [(p, beside[id(p)]) for p in labels if id(p) in beside]
            rests = rests if any(p.text for p in top) else []
        return {id(p): up for p, up in rests}

    def grid(self, file: str, number: int) -> Grid:
        """The table as a grid, without the lines no cell ends at."""
        columns = _edges([e for p in self.pieces for e in (p.left, p.right)])
        rows = sorted({e for p in self.pieces for e in (p.top, p.bottom)})
        cells = [_cell(p, columns, rows, file, number) for p in self.pieces]
        return Grid(tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _alone(pairs: list[tuple[Piece, Piece]]) -> bool:
    """Is it one long text beside an empty label: a row that was broken by the page?

    A sentence that had ended was the end of a line.
    """
    filled = [(p, up) for p, up in pairs if p.text]
    if len(filled) != 1 or not filled[0][1].text or pairs[0][0].text:
        return False
    piece, above = filled[0]
    before = "\n" if _SENTENCE_END.search(above.text) else ""
    piece.lines[0] = (before, piece.lines[0][1])
    return True


def _broken(pairs: list[tuple[Piece, Piece]]) -> bool:
    """Does every text go on from a full line above, and some text not go on: one row, broken?"""
    some_end = any(up.text and not p.text for p, up in pairs)
    texts = [(p, up) for p, up in pairs if p.text]
    return (
        some_end
        and bool(texts)
        and all(up.made and runs_on(up.made, p.made, p.right - p.left) for p, up in texts)
    )


def _cell(piece: Piece, columns: list[float], rows: list[int], file: str, table: int) -> Cell:
    row, below = bisect_left(rows, piece.top) + 1, bisect_left(rows, piece.bottom) + 1
    column, beyond = _number(columns, piece.left) + 1, _number(columns, piece.right) + 1
    place = Place(file=file, page=piece.page, table=table, row=row, cell=column)
    return Cell(row, column, piece.text, below - row, beyond - column, place=place)


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(place)
    return edges


def _number(edges: list[float], place: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - place))


def _within(some: list[float], others: list[float]) -> bool:
    return all(any(abs(a - b) <= _SAME_EDGE for b in others) for a in some)
