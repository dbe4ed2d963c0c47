"""Long lists in parts: a page is bounded, however long the list; what is not on it stands on a further part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from jixiao.web.house import numbers

_One = TypeVar("_One")


@dataclass(frozen=True)
class Part(Generic[_One]):
    """Some of a list: which part of how many, by which word of the address, from which place (from 0)."""

    shown: Sequence[_One]
    number: int
    parts: int
    total: int
    begin: int
    name: str
    query: str

    @property
    def first(self) -> int:
        """The place of the first shown, counted from 1."""
        return self.begin + 1

    @property
    def last(self) -> int:
        """The place of the last shown, counted from 1."""
        return self.begin + len(self.shown)

    @property
    def before(self) -> int:
        """The part before it, 0 for none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The part after it, 0 for none."""
        return self.number + 1 if self.number < self.parts else 0


def part(
    request: HttpRequest,
    every: Sequence[_One],
    most: int,
    name: str = "part",
    weight: Callable[[_One], int] = lambda _one: 1,
) -> Part[_One]:
    """The part of a list that a request asks for by ``name``: as many as weigh ``most`` together, one at least."""
    begins = _begins([weight(one) for one in every], most)
    told = request.POST if request.method == "POST" else request.GET
    number = min(numbers.whole(told.get(name), 1) or 1, len(begins))
    begin, end = begins[number - 1], [*begins, len(every)][number]
    kept = request.GET.copy()
    kept.pop(name, None)
    query = f"{kept.urlencode()}&" if kept else ""
    return Part(every[begin:end], number, len(begins), len(every), begin, name, query)


def _begins(weights: Sequence[int], most: int) -> list[int]:
    """Where each part begins."""
    begins, weighed = [0], 0
    for at, weight in enumerate(weights):
        if weighed and weighed + weight > most:
            begins.append(at)
            weighed = 0
        weighed += weight
    return begins
