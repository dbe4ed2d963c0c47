"""Texts found by what stands in them: exact, from two characters on, in Chinese as in anything else.

Each text is kept under every two characters that follow one another in it. What is asked for is
looked up by its own pairs, and whatever they give is held against the text itself, so that nothing
is found that does not hold the words. Full width is half width, and letters have no case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

_One = TypeVar("_One")
#: What is shorter is not searched for: one character stands in nearly everything.
SHORTEST = 2


def plain(text: str) -> str:
    """A text as it is compared: one width, one case, spaces as one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Bigrams(Generic[_One]):
    """Entries by the texts they are found by."""

    def __init__(self, entries: Iterable[_One], text_of: Callable[[_One], str]) -> None:
        self._entries: list[_One] = list(entries)
        self._texts = [plain(text_of(one)) for one in self._entries]
        self._at: dict[str, set[int]] = {}
        for number, text in enumerate(self._texts):
            for pair in _pairs(text):
                self._at.setdefault(pair, set()).add(number)

    def find(self, asked: str) -> list[_One]:
        """The entries that hold every word asked for, in their order; of no word long enough, none."""
        words = [one for one in plain(asked).split() if len(one) >= SHORTEST]
        if not words:
            return []
        found = set.intersection(*map(self._holding, words))
        return [self._entries[number] for number in sorted(found)]

    def _holding(self, word: str) -> set[int]:
        some = self._candidates(_pairs(word))
        return {number for number in some if word in self._texts[number]}

    def _candidates(self, pairs: Sequence[str]) -> set[int]:
        rarest = sorted((self._at.get(pair, set()) for pair in set(pairs)), key=len)
        return set.intersection(*rarest) if rarest else set()


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]
