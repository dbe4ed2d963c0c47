"""Whose request is next: each asker in turn, so that many of one never stand before one of another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

_One = TypeVar("_One")


class Turns(Generic[_One]):
    """A queue in which everybody has one place; whoever brings more waits behind the others again.

    ``asker`` names who a request comes from. Of one asker they stay in the order in which they came.
    """

    def __init__(self, asker: Callable[[_One], str]) -> None:
        self._asker = asker
        self._waiting: dict[str, deque[_One]] = {}  # in the order of their turns

    def append(self, one: _One) -> None:
        """Put a request at the end of its asker's."""
        self._waiting.setdefault(self._asker(one), deque()).append(one)

    def popleft(self) -> _One:
        """The next one.

        Raises:
            IndexError: nobody waits.
        """
        if not self._waiting:
            raise IndexError
        whose = next(iter(self._waiting))
        his = self._waiting.pop(whose)
        taken = his.popleft()
        if his:
            self._waiting[whose] = his
        return taken

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __bool__(self) -> bool:
        return bool(self._waiting)
