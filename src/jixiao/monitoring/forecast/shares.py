"""What a share may turn out to be, in slices that only rise as its mean does.

A forecast of a ratio is a heap of slices: each a value with a weight that does not depend on what was done.
So one more done moves every slice up or leaves it, and never makes a target less likely.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from jixiao.monitoring.forecast.distributions import beta_below, shares

#: Bounds of the slices, finer at both ends; and what none nor all of those to come is given at the least:
#: only what cannot be otherwise is certain.
_BOUNDS = (0.0, 0.004, 0.03, *(n / 10 for n in range(1, 10)), 0.97, 0.996, 1.0)
SLICES = tuple(((low + high) / 2, high - low) for low, high in pairwise(_BOUNDS))
_LEAST = 0.0005
_HALVINGS = 34
#: Up to so many to come, each number of them is looked at by itself.
_SINGLY = 60
_MEANS = 1e-4


@lru_cache(maxsize=50_000)
def share_at(point: float, mean: float, firm: float) -> float:
    """The share below which a beta of this mean, worth ``firm`` observations, lies with that chance."""
    inside = min(max(mean, _MEANS), 1 - _MEANS)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = beta_below(middle, inside * firm, (1 - inside) * firm) < point
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2


def whole(value: float) -> float:
    """To the nearest whole thing; one less of it never makes two less."""
    return math.floor(value + 0.5)


def of_rest(rest: float, mean: float, firm: float, usual: float) -> Iterator[tuple[float, float]]:
    """How many of ``rest`` to come are good, and how likely; chance is reckoned for ``usual`` of them."""
    yield 0.0, _LEAST
    yield rest, _LEAST
    if rest <= _SINGLY:
        inside = min(max(mean, _MEANS), 1 - _MEANS)
        each = shares(int(rest), inside * firm, (1 - inside) * firm)
        yield from ((float(n), p) for n, p in enumerate(each))
        return
    loose = loosened(firm, usual)
    yield from ((whole(rest * share_at(point, mean, loose)), w) for point, w in SLICES)


def loosened(firm: float, many: float) -> float:
    """How firm a share is among so many things, which fall by chance about it."""
    return 1 / (1 / (firm + 1) + firm / ((firm + 1) * max(many, 1.0))) - 1 + 1e-6
