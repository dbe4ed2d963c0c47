"""Likeness of texts by their neighbouring characters, found without comparing each with each.

Two texts are alike to the share of pairs of characters they have in common (Jaccard). Only texts that
share one of their rarest pairs are compared at all: were two texts alike to the share asked for, they
would share one of these. A pair that very many texts hold is followed for the first of them only, so
that time grows with the number of texts and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from jixiao.review.words import LONGEST, longest_shared

T = TypeVar("T", bound=Hashable)
#: How many texts with the same rare pair are compared with a new one.
FOLLOWED = 12


@dataclass(frozen=True)
class Alike(Generic[T]):
    """Two things whose texts are alike, by how much (0 to 1), and the longest piece they share."""

    first: T
    second: T
    share: float
    texts: tuple[str, str]

    @property
    def piece(self) -> str:
        """The longest piece the two texts share word for word."""
        return longest_shared(*self.texts)


def grams(text: str) -> frozenset[str]:
    """Every two neighbouring characters."""
    bare = text[:LONGEST]
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def share(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of pairs two texts have in common, of all they have."""
    both = len(first & second)
    return both / (len(first) + len(second) - both) if both else 0.0


def alike(things: Sequence[tuple[T, str]], least: float) -> Iterator[Alike[T]]:
    """Pairs of things whose different texts are alike to at least that share, in order."""
    texts = {text: thing for thing, text in reversed(things) if len(text) >= 2}
    known = {text: grams(text) for text in reversed(texts)}
    often = Counter(gram for pairs in known.values() for gram in pairs)
    holders: dict[str, list[str]] = defaultdict(list)
    for text, pairs in known.items():
        rare = sorted(pairs, key=lambda g: (often[g], g))[
            : len(pairs) - ceil(least * len(pairs)) + 1
        ]
        for other in dict.fromkeys(o for g in rare for o in holders[g]):
            common = share(known[other], pairs)
            if common >= least:
                yield Alike(texts[other], texts[text], common, (other, text))
        for gram in rare:
            if len(holders[gram]) < FOLLOWED:
                holders[gram].append(text)
