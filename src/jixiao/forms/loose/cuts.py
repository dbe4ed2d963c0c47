"""Every way to cut a run of text into records is weighed; each cell knows what the best cut without it costs more.

One pass forwards and one backwards over the places of the text: a record is a name and one of the
tails that may follow where the name ends, and what no record takes is junk, character by character.
Both are bounded from each place, so the work grows with the text and no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from jixiao.forms.loose.cutting import LONGEST_NAME, Cutter, Spans

#: What a run costs that nothing understands: less than to misread it, more than to read it.
_JUNK, _JUNK_CHARACTER = 2.0, 0.15
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Record:
    """A cut from ``start`` to ``end``: where each field begins and ends; none where it is not understood."""

    start: int
    end: int
    cost: float
    spans: Spans = ()


@dataclass
class Parse:
    """All cuts of one text, with forward and backward costs; ``work`` counts the records that were weighed."""

    text: str
    order: tuple[str, ...]
    work: int = 0
    edges: list[Record] = field(default_factory=list)

    def best(self) -> list[tuple[Record, dict[str, float]]]:
        """The cheapest cut: each record, with what the best cut without a field's cell costs more."""
        self.size = len(self.text)
        back = self._forwards()
        self._backwards()
        return [(one, self._margins(one)) for one in self._path(back)]

    # -- costs -------------------------------------------------------------------------------------

    def _forwards(self) -> list[Record | None]:
        """``cost_to[p]``: the text before p is cut; ``junk_to[p]``: and junk is open there."""
        size = self.size
        self.cutter = Cutter(self.text, self.order)
        self.cost_to, self.junk_to = [inf] * (size + 1), [inf] * (size + 1)
        back: list[Record | None] = [None] * (size + 1)
        opened = [0] * (size + 1)
        self.cost_to[0] = 0.0
        for at in range(size + 1):
            if self.junk_to[at] < self.cost_to[at] and self._may_begin(at):
                self.cost_to[at], back[at] = self.junk_to[at], Record(opened[at], at, 0.0)
            if at == size:
                break
            entered = self.cost_to[at] + _JUNK
            fresh = entered < self.junk_to[at]
            self.junk_to[at + 1] = min(entered, self.junk_to[at]) + _JUNK_CHARACTER
            opened[at + 1] = at if fresh else opened[at]
            if self.cost_to[at] == inf:
                continue
            for one in self._records(at):
                self.edges.append(one)
                total = self.cost_to[at] + one.cost
                if total < self.cost_to[one.end]:
                    self.cost_to[one.end], back[one.end] = total, one
        return back

    def _backwards(self) -> None:
        size = self.size
        self.cost_from, self.junk_from = [inf] * size + [0.0], [inf] * size + [0.0]
        starting: dict[int, list[Record]] = {}
        for one in self.edges:
            starting.setdefault(one.start, []).append(one)
        for at in range(size - 1, -1, -1):
            onward = self.junk_from[at + 1] + _JUNK_CHARACTER
            least = min((r.cost + self.cost_from[r.end] for r in starting.get(at, ())), default=inf)
            self.cost_from[at] = min(least, onward + _JUNK)
            self.junk_from[at] = min(onward, self.cost_from[at] if self._may_begin(at) else inf)
        self.starts = [one.start for one in self.edges]
        self.longest = max((one.end - one.start for one in self.edges), default=0)

    def _path(self, back: list[Record | None]) -> list[Record]:
        path: list[Record] = []
        end = self.size
        while end > 0:
            last = back[end]
            assert last is not None, "junk takes what nothing else does"
            path.append(last)
            end = last.start
        return path[::-1]

    def _margins(self, record: Record) -> dict[str, float]:
        """For each field what the cheapest cut that reads its words otherwise costs more."""
        total = self.cost_to[self.size]
        first = bisect_right(self.starts, record.start - self.longest)
        last = bisect_right(self.starts, record.end)
        near = self.edges[first:last]
        made: dict[str, float] = {}
        for name, begin, end in record.spans:
            least = min(
                (self.junk_to[p] + _JUNK_CHARACTER + self.junk_from[p + 1] for p in range(begin, end)
                 if p < self.size), default=inf,
            )  # fmt: skip
            for one in near:
                inside = one.start < max(end, begin + 1) and one.end > begin
                through = self.cost_to[one.start] + one.cost + self.cost_from[one.end]
                if inside and through < least and (name, begin, end) not in one.spans:
                    least = through
            made[name] = least - total
        return made

    # -- records -----------------------------------------------------------------------------------

    def _records(self, at: int) -> Iterator[Record]:
        """Every record that may begin at a place."""
        if self.text[at] == "\n":
            yield Record(at, at + 1, 0.0)
            return
        if not _BEGINS.match(self.text[at]):
            return
        for end in self.cutter.ends_of_names(
            at + _SHORTEST_NAME, min(self.size, at + LONGEST_NAME)
        ):
            self.work += 1
            cost = self.cutter.name(at, end)
            if cost < inf:
                for tail in self.cutter.tails(end):
                    yield Record(at, tail.end, cost + tail.cost, (("name", at, end), *tail.spans))

    def _may_begin(self, at: int) -> bool:
        """Whether what was not understood may end at a place: words, behind a figure, a unit or a line."""
        if at == 0 or at == self.size:
            return at == self.size
        return bool(_BEGINS.match(self.text[at])) and bool(_BREAKS.match(self.text[at - 1]))


_BEGINS = re.compile(r"[\d\u3400-\u9fff“《★☆*(（A-Za-z]")
#: Within words nothing shows where a name begins.
_BREAKS = re.compile(
    r"[^\u3400-\u9fff(（“《★☆*、,，A-Za-z]|[个人次家件条年月日元米天户亩项份台套吨]"
)
