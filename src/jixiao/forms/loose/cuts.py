"""Every way to cut a run of text into records is weighed; each record knows what the best cut without it costs more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from jixiao.forms.loose.cutting import START, Cutter

_JUNK, _JUNK_CHARACTER = 2.5, 0.06


@dataclass(frozen=True)
class Record:
    """A cut of a segment from ``start`` to ``end``: where each field begins and ends; none where it is unread."""

    start: int
    end: int
    cost: float
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass
class Parse:
    """All cuts of one segment, with forward and backward costs."""

    text: str
    order: tuple[str, ...]
    edges: dict[int, list[Record]] = field(default_factory=dict)

    def best(self) -> list[tuple[Record, float]]:
        """The cheapest cut, each record with what the best cut without it costs more."""
        size = len(self.text)
        cost_to, back = [inf] * (size + 1), [None] * (size + 1)  # type: list[float], list[Record | None]
        cost_to[0] = 0.0
        for at in range(size):
            if cost_to[at] < inf:
                self.edges[at] = list(self._records(at))
                for one in self.edges[at]:
                    if cost_to[at] + one.cost < cost_to[one.end]:
                        cost_to[one.end], back[one.end] = cost_to[at] + one.cost, one
        cost_from = [inf] * size + [0.0]
        for at in range(size - 1, -1, -1):
            for one in self.edges.get(at, ()):
                cost_from[at] = min(cost_from[at], one.cost + cost_from[one.end])
        path: list[Record] = []
        end = size
        while (last := back[end]) is not None:
            path.append(last)
            end = last.start
        return [(r, self._other(r, cost_to, cost_from) - cost_to[size]) for r in path[::-1]]

    def _other(self, record: Record, cost_to: list[float], cost_from: list[float]) -> float:
        """The cheapest cut that reads the words of a record otherwise."""
        least = inf
        for at, edges in self.edges.items():
            for one in edges:
                if at < record.end and one.end > record.start and not _is_same(one, record):
                    least = min(least, cost_to[at] + one.cost + cost_from[one.end])
        return least

    def _records(self, at: int) -> Iterator[Record]:
        """Every record that may begin at a place, and the junk that may."""
        text = self.text
        if text[at] in f"\n{START}":
            yield Record(at, at + 1, 0.0)
            return
        stop = text.find(START, at)
        stop = len(text) if stop < 0 else stop
        yield from (
            Record(at, end, _JUNK + _JUNK_CHARACTER * (end - at))
            for end in range(at + 1, stop + 1) if end == stop or _may_begin(text, end)
        )  # fmt: skip
        for spans, end, cost in Cutter(text[:stop], "unit" in self.order).cuts(at, self.order, {}):
            yield Record(at, end, cost, spans)


def _is_same(one: Record, other: Record) -> bool:
    return one.spans == other.spans and (one.start, one.end) == (other.start, other.end)


def _may_begin(text: str, at: int) -> bool:
    """Whether a name may begin behind what was not understood: words, behind a figure, a unit or a line."""
    return bool(_BEGINS.match(text[at])) and bool(_BREAKS.match(text[at - 1]))


_BEGINS = re.compile(r"[\u3400-\u9fff“《★☆*(（A-Za-z]")
#: Within words nothing shows where a name begins.
_BREAKS = re.compile(
    r"[^\u3400-\u9fff(（“《★☆*、,，A-Za-z]|[个人次家件条年月日元米天户亩项份台套吨]"
)
