"""Loose words are laid into the columns of a heading by the least cost, and every cell says by how much.

A path goes through the words once, left to right. Each step takes some words as one cell of a column
further right in the same row, or begins a new row. Costs come from contents (:mod:`.contents`), from
columns left empty and from what parts the words. The margin of a cell is what the best path without
it costs more: by forward and backward sums over the same lattice every path is weighed, none is
listed. A cell with a small margin is one of two readings, and is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from jixiao.findings.place import Place
from jixiao.forms.loose.contents import (
    DIRECTIONS,
    cost,
    is_level1,
    is_level2,
    is_nothing,
    is_number,
    is_sign,
)
from jixiao.forms.loose.units import is_unit
from jixiao.forms.loose.words import Export, Gap, Word

_LEADING = frozenset(("level1", "level2", "order", "project", "office", "money", "goal"))
_SKIP = {
    "level2": 1.6,
    "name": 6.0,
    "target": 2.5,
    "actual": 1.5,
    "weight": 1.5,
    "score": 1.5,
    "sign": 1.0,
    "unit": 0.7,
}
_LOOSE_SKIP, _LEAD_SKIP, _LEVELS_ALONE = 0.5, 0.2, 3.0
#: So many words are enough to see which columns are filled.
_SAMPLE = 1500
_WRAPPED, _BROKEN_ROW, _LINE_ENDS = 3.0, 7.0, 2.0
_TWO_NUMBERS = 6.0
_MOST_WORDS = {
    Export.ROWS: 2,
    Export.CELLS: 2,
    Export.BLANK_ROWS: 3,
    Export.BLANKS: 5,
    Export.RUN: 14,
    Export.RUN_ROWS: 14,
}


@dataclass(frozen=True)
class Cell:
    """A value in a column of a row; ``margin`` is what the next best reading costs more."""

    text: str
    place: Place | None
    margin: float = inf


@dataclass(frozen=True)
class _Step:
    """Words ``start`` to ``end`` as column ``column``; ``fresh`` begins a row."""

    start: int
    end: int
    column: int
    fresh: bool


def align(words: Sequence[Word], fields: Sequence[str], export: Export) -> list[dict[int, Cell]]:
    """The rows the words make: column → cell. Two passes: a column seldom filled is cheap to skip."""
    if not words or not fields:
        return []
    sample = words[:_SAMPLE]
    first = _Lattice(sample, fields, export, [_skip(f) for f in fields]).rows(margins=False)
    shares = [
        sum(1 for r in first if n in r and r[n].text) / len(first) for n in range(len(fields))
    ]
    again = [_skip(f) * _usual(s) for f, s in zip(fields, shares, strict=True)]
    return _Lattice(words, fields, export, again).rows()


def _usual(share: float) -> float:
    """How much dearer or cheaper an empty cell is in a column that is so often filled."""
    return 2.0 if share >= 0.85 else max(0.15, min(1.0, share * 1.3))


def _skip(field: str) -> float:
    return _SKIP.get(field, _LEAD_SKIP if field in _LEADING else _LOOSE_SKIP)


_SIGN_ATOMS = frozenset(
    [
        *"≥≤=><≧≦═",
        *"不低于 不少于 不高于 不超过 不超過 大于等于 小于等于 大于 小于 大於 小於".split(),
    ]
)


def _glue(before: str, here: str) -> float:
    """What it costs that two atoms of run-together text belong to one cell."""
    if here in _SIGN_ATOMS and before not in _SIGN_ATOMS:
        return 3.0
    if before == "%":
        return 3.0
    if here[:1].isdigit() or here in (".", "%"):
        return 0.0 if before[-1:].isdigit() or before in (".", *_SIGN_ATOMS) else 0.6
    if before[-1:].isdigit():
        return 0.0 if is_unit(here) else 0.7
    return 0.3


@lru_cache(maxsize=8192)
def _stands_alone(text: str) -> bool:
    """Whether a word is a cell by itself wherever it stands: a level, a sign, a direction."""
    return is_level1(text) or is_level2(text) or is_sign(text) or text in DIRECTIONS


def _text(words: Sequence[Word]) -> str:
    made = words[0].text
    for word in words[1:]:
        blank = (
            " "
            if word.gap is Gap.BLANK
            and re.match(r"[\x21-\x7e]", word.text)
            and re.search(r"[\x21-\x7e]$", made)
            else ""
        )
        made += blank + word.text
    return made


class _Lattice:
    """All ways to lay the words, with forward and backward costs."""

    def __init__(
        self, words: Sequence[Word], fields: Sequence[str], export: Export, skips: Sequence[float]
    ) -> None:
        self.words, self.fields, self.export = words, fields, export
        self.count, self.width = len(words), len(fields)
        sums = [0.0]
        for one in skips:
            sums.append(sums[-1] + one)
        self.sums = sums
        lead = [0.0]
        for field, one in zip(fields, skips, strict=True):
            lead.append(lead[-1] + (min(one, _LEAD_SKIP) if field in _LEADING else one))
        self.lead = lead
        self.levels = max((n for n, f in enumerate(fields) if f in _LEADING), default=-1)
        self.edges = [list(self._edges(p)) for p in range(self.count)]

    def _edges(self, start: int) -> list[tuple[int, list[float]]]:
        """(end, cost in each column) of every cell that may begin at a word."""
        made, joints = [], 0.0
        for end in range(start + 1, min(self.count, start + _MOST_WORDS[self.export]) + 1):
            if end > start + 1:
                joints += self._joint(end - 1)
                if joints > 6:
                    break
            text = _text(self.words[start:end])
            if len(text) > 160 and end > start + 1:
                break
            zeros = 4.0 if self.export.is_run and re.match(r"0\d", text) else 0.0
            made.append((end, [cost(f, text) + joints + zeros for f in self.fields]))
        return made

    def _joint(self, at: int) -> float:
        """What it costs to take a word into the cell of the word before it."""
        here, before = self.words[at], self.words[at - 1]
        if here.gap is Gap.NONE:
            return _glue(before.text, here.text)
        if is_nothing(here.text) or is_nothing(before.text):
            return inf
        if is_number(here.text) and is_number(before.text):
            return _TWO_NUMBERS
        if here.gap is not Gap.CELL and (_stands_alone(here.text) or _stands_alone(before.text)):
            return 4.0
        if here.gap is Gap.BLANK:
            return 0.9 if not (is_number(here.text) or is_number(before.text)) else 1.6
        if here.gap is Gap.ROW and self.export is Export.CELLS:
            return 2.5
        return 4.0 if here.gap is Gap.ROW else inf

    def _stay(self, at: int) -> float:
        """What it costs to go on in the same row before a word."""
        gap = self.words[at].gap
        if gap is Gap.NONE:
            return self._cut(at)
        return _WRAPPED if gap is Gap.ROW and self.export.by_rows else 0.0

    def _cut(self, at: int) -> float:
        """What it costs to part two words that nothing parts."""
        here, before = self.words[at].text, self.words[at - 1].text
        if here in (".", "%") or before in (".", *_SIGN_ATOMS):
            return 5.0
        if here[:1].isdigit() and before[-1:].isdigit():
            return 0.8
        return 1.5 if before[-1:].isdigit() and is_unit(here) else 0.2

    def _fresh(self, at: int) -> float:
        """What it costs to begin a row before a word."""
        gap = self.words[at].gap
        if gap is Gap.NONE:
            return self._cut(at) + (_BROKEN_ROW if self.export.by_rows else 0.0)
        return _BROKEN_ROW if gap is not Gap.ROW and self.export.by_rows and at else 0.0

    def _tail(self, column: int) -> float:
        """What it costs that a row ends behind a column (-1: no row is open)."""
        if column < 0:
            return 0.0
        rest = self.sums[self.width] - self.sums[column + 1]
        return min(rest, _LEVELS_ALONE) if column <= self.levels else rest

    def _closed(self, column: int, at: int) -> float:
        """What it costs that a row ends behind a column before a word: less where the line ends too."""
        line = self.export.by_rows and self.words[at].gap is Gap.ROW
        return min(self._tail(column), _LINE_ENDS) if line else self._tail(column)

    def _forward(self) -> tuple[list[list[float]], list[list[tuple[float, bool, int]]]]:
        """Cost to each state (words taken, last column + 1), and of entering each column at each word."""
        cost_to = [[inf] * (self.width + 1) for _ in range(self.count + 1)]
        self.back: list[list[tuple[int, int, bool] | None]] = [
            [None] * (self.width + 1) for _ in range(self.count + 1)
        ]
        cost_to[0][0] = 0.0
        entries: list[list[tuple[float, bool, int]]] = []
        for at in range(self.count):
            entry = self._entry(cost_to[at], at)
            entries.append(entry)
            for end, costs in self.edges[at]:
                for column, (reach, fresh, before) in enumerate(entry):
                    total = reach + costs[column]
                    if total < cost_to[end][column + 1]:
                        cost_to[end][column + 1] = total
                        self.back[end][column + 1] = (at, before, fresh)
        return cost_to, entries

    def _entry(self, states: Sequence[float], at: int) -> list[tuple[float, bool, int]]:
        stay, fresh = self._stay(at), self._fresh(at)
        ended, ended_at = min(
            (states[c] + self._closed(c - 1, at), c) for c in range(self.width + 1)
        )
        entry, best, best_at = [], inf, 0
        for column in range(self.width):
            if column and states[column] - self.sums[column] < best:
                best, best_at = states[column] - self.sums[column], column
            same = best + self.sums[column] + stay
            new = ended + self.lead[column] + fresh
            entry.append((same, False, best_at) if same < new else (new, True, ended_at))
        return entry

    def _backward(self) -> list[list[float]]:
        cost_from = [[inf] * (self.width + 1) for _ in range(self.count + 1)]
        cost_from[self.count] = [self._tail(c - 1) for c in range(self.width + 1)]
        for at in range(self.count - 1, -1, -1):
            enter = [
                min(costs[c] + cost_from[end][c + 1] for end, costs in self.edges[at])
                for c in range(self.width)
            ]
            new = min(self.lead[c] + enter[c] for c in range(self.width)) + self._fresh(at)
            best, stay = inf, self._stay(at)
            for state in range(self.width, -1, -1):
                if state < self.width:
                    best = min(best, enter[state] + self.sums[state])
                same = best - self.sums[state] + stay if state else inf
                cost_from[at][state] = min(same, new + self._closed(state - 1, at))
        return cost_from

    def _best(self, cost_to: list[list[float]]) -> list[_Step]:
        end = self.count
        state = min(range(self.width + 1), key=lambda c: cost_to[end][c] + self._tail(c - 1))
        steps: list[_Step] = []
        while (link := self.back[end][state]) is not None:
            start, before, fresh = link
            steps.append(_Step(start, end, state - 1, fresh))
            end, state = start, before
        return steps[::-1]

    def rows(self, *, margins: bool = True) -> list[dict[int, Cell]]:
        """The best rows, each cell with its margin where that is asked for."""
        cost_to, entries = self._forward()
        steps = self._best(cost_to)
        others = self._others(steps, entries, self._backward()) if margins else [inf] * len(steps)
        total = min(cost_to[self.count][c] + self._tail(c - 1) for c in range(self.width + 1))
        made: list[dict[int, Cell]] = []
        for step, other in zip(steps, others, strict=True):
            if step.fresh:
                made.append({})
            taken = self.words[step.start : step.end]
            made[-1][step.column] = Cell(_text(taken), taken[0].place, other - total)
        return made

    def _others(
        self, steps: Sequence[_Step], entries: Sequence[Sequence[tuple[float, bool, int]]],
        cost_from: Sequence[Sequence[float]],
    ) -> list[float]:  # fmt: skip
        """For each step the cost of the best path that reads its words otherwise."""
        owner = [n for n, s in enumerate(steps) for _ in range(s.start, s.end)]
        other = [inf] * len(steps)
        for at in range(self.count):
            for end, costs in self.edges[at]:
                owners = range(owner[at], owner[end - 1] + 1)
                ceiling = max(other[n] for n in owners)
                for column in range(self.width):
                    through = entries[at][column][0] + costs[column] + cost_from[end][column + 1]
                    if through >= ceiling:
                        continue
                    for n in owners:
                        s = steps[n]
                        if (s.start, s.end, s.column) != (at, end, column) and through < other[n]:
                            other[n] = through
        return other
