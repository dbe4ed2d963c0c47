"""What is made of a text, remembered while the texts together stay within a size: memory has a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, TypeVar

_Made = TypeVar("_Made")


class _Within(Generic[_Made]):
    """A function of a text and of a little more, with what it made lately, the oldest first."""

    def __init__(self, make: Callable[..., _Made], characters: int) -> None:
        self._make, self._most, self._held = make, characters, 0
        self._made: OrderedDict[tuple[Any, ...], _Made] = OrderedDict()
        self._alone = threading.Lock()
        update_wrapper(self, make)

    def __call__(self, text: str, *more: Any) -> _Made:
        key = (text, *more)
        with self._alone:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = self._make(text, *more)
        with self._alone:
            self._keep(key, made)
        return made

    def _keep(self, key: tuple[Any, ...], made: _Made) -> None:
        if key in self._made:
            return
        self._made[key] = made
        self._held += len(key[0])
        while self._held > self._most and len(self._made) > 1:
            (text, *_more), _old = self._made.popitem(last=False)
            self._held -= len(text)


def within(characters: int) -> Callable[[Callable[..., _Made]], _Within[_Made]]:
    """Remember what a function makes of its first argument, a text; the last one is always kept."""
    return lambda make: _Within(make, characters)
