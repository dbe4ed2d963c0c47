"""What grows through the year, counts and money: the total at the year's end as one distribution.

Money: what is still to come is as :mod:`~jixiao.monitoring.forecast.pooling` says. Counts: that is only what
is to be expected of them; the things themselves fall about it by chance (Poisson). A year may as well be steered
to its target (:mod:`~jixiao.monitoring.forecast.steering`): the two are mixed. Everything that is said
(estimate, interval, chance) is read off this one distribution, so that nothing contradicts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from jixiao.monitoring.forecast.distributions import poisson_at_least, student_below, student_point
from jixiao.monitoring.forecast.known import MONTHS, Known
from jixiao.monitoring.forecast.pooling import Learned, Rest, learned, pooled
from jixiao.monitoring.forecast.predictive import Predictive

#: Shares of the probability between which the rest is held to be in the middle; finer at both ends.
_ENDS = (0.0005, 0.001, 0.002, 0.004, 0.007)
SHARES = (*_ENDS, *((n + 0.5) / 100 for n in range(1, 99)), *(1 - p for p in reversed(_ENDS)))
_NODES = (
    0.0,
    *_ENDS[1::2],
    *(0.01 + 0.98 * n / 32 for n in range(33)),
    *(1 - p for p in reversed(_ENDS[1::2])),
    1.0,
)
#: Up to so many things each number stands for itself.
_SINGLY = 60
_FARTHEST = 50.0


def forecast_growing(
    known: Known, edges: Sequence[float] = (), table: Mapping[int, Learned] | None = None
) -> Predictive:
    """The total at the year's end. ``edges``: values at which the chance has to be exact.

    ``table``: other numbers than those learned.
    """
    known_in, many = known.in_things()
    if known.months >= MONTHS:
        return Predictive.certain(known.done)
    done, rest = known_in.done, pooled(known_in, table or learned())
    asked = [edge * many - done for edge in edges]
    reaching = _mixed(rest, _counts(rest) if known.counted else _sums(rest))
    cuts = _whole(rest, asked) if known.counted else _even(rest, asked)
    return Predictive.of(_between(cuts, reaching, done, many, whole=known.counted))


def _between(
    cuts: Sequence[float],
    reaching: Callable[[float], float],
    done: float,
    many: float,
    *,
    whole: bool,
) -> Iterator[tuple[float, float]]:
    """Each stretch between two cuts as its middle, with its probability; nothing more by itself."""
    first = 1.0 if whole else reaching(0.0)
    yield done / many, 1 - first
    chances = [first, *(reaching(cut) for cut in cuts[1:]), 0.0]
    ends = [*cuts, cuts[-1] + 1.0 if whole else cuts[-1] * 1.1 + 1e-12]
    for (low, high), (here, beyond) in zip(pairwise(ends), pairwise(chances), strict=True):
        middle = (low + high - 1) // 2 if whole else (low + high) / 2
        yield (done + middle) / many, max(here - beyond, 0.0)


def _whole(rest: Rest, asked: Sequence[float]) -> list[float]:
    """Whole numbers: each by itself while they are few, further on as far apart as they are likely."""
    wide = math.sqrt(rest.spread**2 + math.exp(-rest.middle))
    far = (_at(rest, p, wide) for p in SHARES)
    edges = [math.ceil(a - 1e-9) + step for a in asked for step in (0, 1)]
    few = range(_SINGLY if math.exp(rest.middle) < _SINGLY else 1)
    likely = chain(far, rest.steered.cuts() if rest.steered else ())
    every = {0.0, *map(float, few), *(float(round(v)) for v in likely), *map(float, edges)}
    return sorted(v for v in every if v >= 0)


def _even(rest: Rest, asked: Sequence[float]) -> list[float]:
    likely = chain(
        (_at(rest, p, rest.spread) for p in SHARES), rest.steered.cuts() if rest.steered else ()
    )
    return sorted({0.0, *likely, *(a for a in asked if a > 0)})


def _at(rest: Rest, share: float, spread: float) -> float:
    z = student_point(share, rest.freedom)
    power = min(rest.middle + spread * z, rest.middle + _FARTHEST)
    return max(math.exp(power) - rest.trifle, 0.0)


def _mixed(rest: Rest, pooled_: Callable[[float], float]) -> Callable[[float], float]:
    """What the experts say, and the year that is steered to its target."""
    other = rest.steered
    if other is None:
        return pooled_
    return lambda amount: (
        (1 - other.weight) * pooled_(amount) + other.weight * other.reaching(amount)
    )


def _sums(rest: Rest) -> Callable[[float], float]:
    """P(the rest ≥ an amount)."""

    def reaching(amount: float) -> float:
        z = (math.log(max(amount, 0.0) + rest.trifle) - rest.middle) / rest.spread
        return 1 - student_below(z, rest.freedom)

    return reaching


def _counts(rest: Rest) -> Callable[[float], float]:
    """P(the rest ≥ so many): Poisson about what is to be expected, over all that it may be."""
    expected = [
        (
            max(
                math.exp(min(rest.middle + rest.spread * z, rest.middle + _FARTHEST)) - rest.trifle,
                0.02,
            ),
            w,
        )
        for z, w in nodes(rest.freedom)
    ]
    return lambda number: sum(w * poisson_at_least(number, mean) for mean, w in expected)


@lru_cache(maxsize=16)
def nodes(freedom: float) -> tuple[tuple[float, float], ...]:
    """Middles of slices of the t-distribution, and how likely each slice is."""
    return tuple(
        (student_point((low + high) / 2, freedom), high - low) for low, high in pairwise(_NODES)
    )
