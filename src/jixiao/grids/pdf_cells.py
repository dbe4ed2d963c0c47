"""Ruling lines of a page to tables: which lines hang together, and what cells they enclose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.grids.pdf_page import Page, Rule, TooMuchError

NEAR = 2.0  # lines nearer than this are one line; two cells are never so close
_OPEN = 8.0  # lines reaching so far beyond the outermost cross line enclose an open-sided cell
_MAX_RULES = 3_000  # of one page, after joining
_MAX_UNITS = 200_000  # smallest boxes of one page


@dataclass(eq=False)
class Box:
    """A cell on one page: the lines it lies between, counted from 0, end exclusive."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(eq=False)
class Lattice:
    """A table on one page: where its lines are, its cells, and which cell each unit belongs to."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box] = field(default_factory=list)
    units: list[list[Box]] = field(default_factory=list)

    @property
    def area(self) -> float:
        """How much of the page it covers; of tables inside each other the smallest holds a text."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def at(self, x: float, y: float) -> Box | None:
        """The cell at a place of the page."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return self.units[row][column]


def lattices(page: Page) -> list[Lattice]:
    """The tables of a page from top to bottom.

    Raises:
        TooMuchError: more lines or boxes than any form has.
    """
    level = _joined(r for r in page.rules if r.level)
    upright = _joined(r for r in page.rules if not r.level)
    if len(level) + len(upright) > _MAX_RULES:
        raise TooMuchError
    found = [_lattice(lv, up) for lv, up in _connected(level, upright)]
    whole = [f for f in found if f]
    if sum((len(f.xs) - 1) * (len(f.ys) - 1) for f in whole) > _MAX_UNITS:
        raise TooMuchError
    return sorted(whole, key=lambda f: f.ys[0])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces that lie in one line as whole lines; lines almost at the same place at one place."""
    ordered = sorted(rules, key=lambda r: r.at)
    joined: list[Rule] = []
    while ordered:
        near = bisect_right(ordered, ordered[0].at + NEAR, key=lambda r: r.at)
        group, ordered = sorted(ordered[:near], key=lambda r: r.start), ordered[near:]
        at = sum(r.at for r in group) / len(group)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + NEAR:
                joined.append(Rule(rule.level, at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        joined.append(Rule(group[0].level, at, start, end))
    return joined


def _connected(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch, sorted into one pair of lists a table."""
    parent = list(range(len(level) + len(upright)))
    for i, line in enumerate(level):
        first = bisect_left(upright, line.start - NEAR, key=lambda r: r.at)
        last = bisect_right(upright, line.end + NEAR, key=lambda r: r.at)
        for k in range(first, last):
            if upright[k].start - NEAR <= line.at <= upright[k].end + NEAR:
                parent[_root(parent, i)] = _root(parent, len(level) + k)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*level, *upright)):
        groups.setdefault(_root(parent, i), ([], []))[0 if rule.level else 1].append(rule)
    return list(groups.values())


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = i = parent[parent[i]]
    return i


def _lattice(level: list[Rule], upright: list[Rule]) -> Lattice | None:
    """The table of lines that hang together; none where they enclose nothing."""
    xs, ys = _places(upright, level), _places(level, upright)
    if not level or not upright or len(xs) < 2 or len(ys) < 2:
        return None
    if (len(xs) - 1) * (len(ys) - 1) > _MAX_UNITS:
        raise TooMuchError
    lattice = Lattice(xs, ys)
    _fill(lattice, _walls(upright, xs, ys), _walls(level, ys, xs))
    return lattice


def _places(rules: list[Rule], across: list[Rule]) -> list[float]:
    """Where the lines are, and the ends of the cross lines where a side is left open."""
    places = sorted({r.at for r in rules})
    ends = [min((r.start for r in across), default=0.0), max((r.end for r in across), default=0.0)]
    if places and across and ends[0] < places[0] - _OPEN:
        places.insert(0, ends[0])
    if places and across and ends[1] > places[-1] + _OPEN:
        places.append(ends[1])
    return places


def _walls(rules: list[Rule], places: list[float], across: list[float]) -> set[tuple[int, int]]:
    """(line, unit along it) of every unit edge that is drawn."""
    number = {at: i for i, at in enumerate(places)}
    middles = [(a + b) / 2 for a, b in pairwise(across)]
    return {
        (number[r.at], k)
        for r in rules
        for k in range(bisect_left(middles, r.start), bisect_right(middles, r.end))
    }


def _fill(lattice: Lattice, upright: set[tuple[int, int]], level: set[tuple[int, int]]) -> None:
    """Join the units with no line between them to cells; what is not a rectangle stays units."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    parent = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column and (column, row) not in upright:
                parent[_root(parent, here)] = _root(parent, here - 1)
            if row and (row, column) not in level:
                parent[_root(parent, here)] = _root(parent, here - columns)
    groups: dict[int, list[tuple[int, int]]] = {}
    for i in range(rows * columns):
        groups.setdefault(_root(parent, i), []).append(divmod(i, columns))
    owner: dict[tuple[int, int], Box] = {}
    for units in groups.values():
        owner.update(_boxes(units))
    lattice.units = [[owner[r, c] for c in range(columns)] for r in range(rows)]
    lattice.boxes = list(dict.fromkeys(b for row in lattice.units for b in row))


def _boxes(units: list[tuple[int, int]]) -> dict[tuple[int, int], Box]:
    rows, columns = [r for r, _ in units], [c for _, c in units]
    box = Box(min(rows), max(rows) + 1, min(columns), max(columns) + 1)
    if (box.bottom - box.top) * (box.right - box.left) == len(units):
        return dict.fromkeys(units, box)
    return {(r, c): Box(r, r + 1, c, c + 1) for r, c in units}
