"""How much or how little a random sample leaves possible: an interval that supposes no distribution.

Of the amounts not looked at nothing is known but their bounds. For the upper end one amount at the most
possible stands beside those seen, for the lower end one at the least; how often each of them recurs among
those not seen is drawn as from an urn (Pólya), and the ends are quantiles of the total. For amounts of
nothing or one this is the exact hypergeometric bound; for others Gaffke's of a bounded mean (Learned-Miller
and Thomas 2019), here for finite groups, the groups joined by adding the draws (melding: Fay, Proschan and
Brittain 2015). That it keeps its promise is shown by simulation in the bench.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_DRAWS = 1000
#: From so many expected a count is drawn from the normal curve.
_MANY = 100.0


@dataclass(frozen=True)
class Group:
    """What was seen of a group, how many were not, and the bounds of each of those."""

    seen: Sequence[float]
    unseen: int
    least: float
    most: float


def bounds(groups: Sequence[Group], level: int, seed: int) -> tuple[float, float]:
    """The ends that hold the total of all groups together at ``level`` %."""
    tail = (1 - level / 100) / 2
    chance = random.Random(seed)
    lower = sorted(sum(_total(g, g.least, chance) for g in groups) for _ in range(_DRAWS))
    upper = sorted(sum(_total(g, g.most, chance) for g in groups) for _ in range(_DRAWS))
    cut = int(tail * _DRAWS)
    return lower[cut], upper[_DRAWS - 1 - cut]


def _total(group: Group, beside: float, chance: random.Random) -> float:
    """One possible total of a group, where ``beside`` stands beside the amounts seen."""
    total, left = sum(group.seen), group.unseen
    times = Counter([*group.seen, beside])
    nothing = chance.gammavariate(times.pop(0.0), 1) if 0.0 in times else 0.0
    weights = {amount: chance.gammavariate(n, 1) for amount, n in times.items()}
    rest = nothing + sum(weights.values())
    for amount, weight in weights.items():
        drawn = _binomial(left, weight / rest if rest > 0 else 1.0, chance)
        total, left, rest = total + drawn * amount, left - drawn, rest - weight
    return total


def _binomial(count: int, share: float, chance: random.Random) -> int:
    """How many of ``count`` at that share: by the gaps between them while few, else by the normal curve."""
    if share > 0.5:
        return count - _binomial(count, 1 - share, chance)
    if count * share >= _MANY:
        spread = (count * share * (1 - share)) ** 0.5
        return round(min(max(chance.gauss(count * share, spread), 0.0), count))
    if share <= 0 or not count:
        return 0
    found, at, miss = 0, 0, math.log1p(-share)
    while (at := at + 1 + int(math.log(1 - chance.random()) / miss)) <= count:
        found += 1
    return found
