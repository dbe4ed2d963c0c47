"""What was made, remembered while it together stays within a size, or as long as what it was made of lives."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Any, Generic, TypeVar

_Made = TypeVar("_Made")
_Of = TypeVar("_Of")


class Memory(Generic[_Made]):
    """What was kept under keys, the one used longest ago first; the last one is always kept."""

    def __init__(self, most: int) -> None:
        """Sizes together up to ``most``."""
        self._most, self._held = most, 0
        self._kept: OrderedDict[Hashable, tuple[_Made, int]] = OrderedDict()
        self._alone = threading.Lock()

    def get(self, key: Hashable) -> _Made | None:
        """What was kept under a key, if it still is."""
        with self._alone:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Hashable, made: _Made, size: int) -> None:
        """Keep it, in place of what was kept under this key before."""
        with self._alone:
            self._held += size - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = made, size
            while self._held > self._most and len(self._kept) > 1:
                _key, (_old, less) = self._kept.popitem(last=False)
                self._held -= less


class _Within(Generic[_Made]):
    """A function of a text and of a little more, with what it made lately."""

    def __init__(self, make: Callable[..., _Made], characters: int) -> None:
        self._make, self.memory = make, Memory[_Made](characters)
        update_wrapper(self, make)

    def __call__(self, text: str, *more: Any) -> _Made:
        made = self.memory.get((text, *more))
        if made is None:
            made = self._make(text, *more)
            self.memory.keep((text, *more), made, len(text))
        return made


def within(characters: int) -> Callable[[Callable[..., _Made]], _Within[_Made]]:
    """Remember what a function makes (never ``None``) of its first argument, a text, and of a little more."""
    return lambda make: _Within(make, characters)


def once_each(make: Callable[[_Of], _Made]) -> Callable[[_Of], _Made]:
    """Remember what a function makes of a thing that never changes, as long as the thing itself lives."""
    known: dict[int, tuple[weakref.ref[Any], _Made]] = {}

    def made_of(one: _Of) -> _Made:
        found = known.get(id(one))
        if found is not None and found[0]() is one:
            return found[1]
        made = make(one)
        key = id(one)
        known[key] = weakref.ref(one, lambda _gone: known.pop(key, None)), made
        return made

    return update_wrapper(made_of, make)
