"""Which acts are about what: numbers of acts by subject and by kind, in the order of recording."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import merge

from jixiao.acts.act import Act


class Index:
    """Grows with the record; numbers count from 1."""

    def __init__(self) -> None:
        """Of an empty record."""
        self._about: dict[str, array[int]] = defaultdict(lambda: array("L"))
        self._kinds: dict[str, array[int]] = defaultdict(lambda: array("L"))

    def add(self, act: Act) -> None:
        """Note the next act."""
        self._about[act.about].append(act.seq)
        self._kinds[act.kind].append(act.seq)

    def about(self, subjects: Sequence[str]) -> Iterable[int]:
        """Acts about any of these, in order."""
        return merge(*(self._about.get(one, ()) for one in dict.fromkeys(subjects)))

    def of_kinds(self, names: Sequence[str]) -> Iterable[int]:
        """Acts of any of these kinds, in order."""
        return merge(*(self._kinds.get(one, ()) for one in dict.fromkeys(names)))

    def newest_of(self, names: Sequence[str]) -> int:
        """The last act of any of these kinds; 0 where there is none."""
        return max((one[-1] for name in names if (one := self._kinds.get(name))), default=0)
