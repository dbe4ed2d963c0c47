"""Which row of one table is which of another: by name and type, twins by their targets and their order.

Two rows of one name are told apart by what they aim at; where that does not settle it nobody knows
which is which, and nothing is said of them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import TypeVar

from jixiao.plan.model import Indicator
from jixiao.plan.words import squeeze

K = TypeVar("K")


def counterparts(mine: Sequence[Indicator], theirs: Sequence[Indicator]) -> tuple[int | None, ...]:
    """For each of ``mine`` the place of the same indicator among ``theirs``, or ``None``."""
    found: dict[int, int] = {}
    typed = [[(squeeze(i.name), i.type2) for i in rows] for rows in (mine, theirs)]
    _pair(mine, theirs, typed[0], typed[1], found)
    named = [[name for name, _ in rows] for rows in typed]
    _pair(mine, theirs, named[0], named[1], found)  # of another type where only one is left
    return tuple(found.get(n) for n in range(len(mine)))


def _pair(
    mine: Sequence[Indicator],
    theirs: Sequence[Indicator],
    my_keys: Sequence[K],
    their_keys: Sequence[K],
    found: dict[int, int],
) -> None:
    """Pair the rows of each key that are not paired yet."""
    taken = set(found.values())
    left = _places(my_keys, (n for n in range(len(mine)) if n not in found))
    there = _places(their_keys, (n for n in range(len(theirs)) if n not in taken))
    for key, places in left.items():
        found |= _twins(mine, theirs, places, there.get(key, []))


def _places(keys: Sequence[K], places: Iterable[int]) -> dict[K, list[int]]:
    groups: dict[K, list[int]] = defaultdict(list)
    for place in places:
        groups[keys[place]].append(place)
    return groups


def _twins(
    mine: Sequence[Indicator], theirs: Sequence[Indicator], left: list[int], there: list[int]
) -> dict[int, int]:
    """Rows of one name: those of one target first, then the others in order if as many are left."""
    by_target: dict[str, deque[int]] = defaultdict(deque)
    for place in there:
        by_target[theirs[place].target.raw].append(place)
    same = {
        n: by_target[mine[n].target.raw].popleft() for n in left if by_target[mine[n].target.raw]
    }
    others = [n for n in left if n not in same]
    rest = sorted(set(there) - set(same.values()))
    return same | (dict(zip(others, rest, strict=True)) if len(others) == len(rest) else {})
