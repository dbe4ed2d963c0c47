"""Counts that only grow: what the year's total may be, and how much of it is done by now.

The total is a mixture of gammas about the target (and earlier years), in whole numbers. Each thing of a
year's total falls into the part gone by with the season's share ``s``, so what is done is binomial, and
with ``s`` uncertain beta-binomial. Totals do not scatter like Poisson's: work is steered to its target.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.monitoring.forecast.distributions import gamma_below
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import CELLS, MONTHS, Regularity, done_so_far

#: Totals go by steps of one, or of so many to the target; far above it by wider steps.
_STEPS = 60
#: A large total's things do not fall one by one: it counts as so many at most.
_THINGS = 200.0
#: How many stop when just the target is reached.
_STOPS = 0.15


@dataclass(frozen=True)
class Expectation:
    """What the year's total may be before anything is seen: a gamma by mean and shape."""

    mean: float
    shape: float
    weight: float = 1.0


#: Totals over their target: (mean, shape, share) of those set to be reached, those that fall short, those
#: far above, those of which nothing can be said, and those that never begin.
AMBITION = (
    (1.12, 110.0, 0.62), (0.65, 12.0, 0.22), (1.7, 25.0, 0.10), (1.0, 12.0, 0.05), (0.02, 1.0, 0.01),
)  # fmt: skip
#: How much the totals of two years differ by themselves (variance of the logarithm), and for how many
#: years that is known before any is seen.
_CHANGE, _KNOWN = 0.08, 3.0


def from_target(target: float) -> tuple[Expectation, ...]:
    """What a target says of the total: it was set to be reached, and about two in three are."""
    mean = max(target, 0.5)
    return tuple(Expectation(mean * level, shape, share) for level, shape, share in AMBITION)


def from_years(totals: Sequence[float]) -> tuple[Expectation, ...]:
    """What earlier years alone say of the total; the more they differ, the less."""
    middle, variance = _level(totals)
    return (
        Expectation(math.exp(middle), 1 / variance, 0.85),
        Expectation(math.exp(middle), 2.5, 0.15),
    )


def together(hopes: Sequence[Expectation], totals: Sequence[float]) -> tuple[Expectation, ...]:
    """What a target says, after the totals of earlier years: normal on the logarithm, closed.

    Each expectation moves towards the years' level by how sure it is, and weighs by how near it was.
    """
    if not totals:
        return tuple(hopes)
    level, spread = _level(totals)
    return tuple(_moved(hope, level, spread) for hope in hopes)


def _level(totals: Sequence[float]) -> tuple[float, float]:
    """The years' level on the logarithm, and how far one more year may lie from it (variance)."""
    logs = [math.log(total + 0.5) for total in totals]
    middle = sum(logs) / len(logs)
    apart = sum((log - middle) ** 2 for log in logs)
    variance = (_KNOWN * _CHANGE + apart) / (_KNOWN + len(logs) - 1)
    return middle, variance * (1 + 1 / len(logs))


def _moved(hope: Expectation, level: float, spread: float) -> Expectation:
    own, here = 1 / hope.shape, math.log(hope.mean)
    variance = 1 / (1 / own + 1 / spread)
    near = math.exp(-((level - here) ** 2) / (2 * (own + spread))) / math.sqrt(own + spread)
    mean = math.exp(variance * (here / own + level / spread))
    return Expectation(mean, 1 / variance, hope.weight * near)


def forecast_count(
    done: float,
    months: float,
    regularity: Regularity,
    expected: Sequence[Expectation],
    quota: float | None = None,
) -> Predictive:
    """The year's total after ``done`` in ``months``. After twelve months it is ``done``.

    ``quota``: where work may stop because no more is asked for.
    """
    if months >= MONTHS:
        return Predictive.certain(done)
    totals, cells = totals_of(expected, done, quota), done_so_far(regularity, months)
    weights = likely(done, totals, cells)
    pairs = [(max(total.value, done), w) for total, w in zip(totals, weights, strict=True)]
    if quota is None or done > quota:
        return Predictive.of(pairs)
    stops = _STOPS if done < quota else _stopped(quota, totals, cells, sum(weights))
    return Predictive.of(
        pair
        for value, w in pairs
        for pair in ((value, w * (1 - stops)), (min(value, quota), w * stops))
    )


def _stopped(quota: float, totals: Sequence[Total], cells: Sequence[float], chance: float) -> float:
    """How likely it is that work stopped, where just the quota is done; ``chance``: of that by itself."""
    reached = sum(
        total.prior * p
        for total in totals
        for s, p in zip(CELLS, cells, strict=True)
        if s * total.value >= quota
    )
    stopped, just = _STOPS * reached, (1 - _STOPS) * chance * _scale(totals)
    return stopped / (stopped + just)


@dataclass(frozen=True)
class Total:
    """Whole numbers ``first`` to ``last`` as one possible total, and the probability before the year."""

    first: float
    last: float
    prior: float

    @property
    def value(self) -> float:
        """The middle one."""
        return (self.first + self.last + 1) // 2


def totals_of(
    expected: Sequence[Expectation], done: float = 0.0, target: float | None = None
) -> list[Total]:
    """All totals worth thinking of. ``target``, where given, begins a step."""
    middle = max(sum(e.mean * e.weight for e in expected) / sum(e.weight for e in expected), done)
    firsts = _firsts(max(middle, 1.0), target if target is not None else middle)
    below = [
        sum(e.weight * gamma_below(x, e.mean, e.mean**2 / e.shape) for e in expected)
        for x in firsts
    ]
    return [
        Total(first, after - 1, max(high - low, 1e-12))
        for (low, high), (first, after) in zip(pairwise(below), pairwise(firsts), strict=True)
    ]


def _firsts(middle: float, through: float) -> list[float]:
    step = max(1.0, middle // _STEPS)
    start = through % step
    made = [0.0] if start else []
    at = start
    while at < 8 * middle + 10:
        made.append(at)
        at += step * max(1, round(at / middle) ** 2)
    return made


def likely(done: float, totals: Sequence[Total], cells: Sequence[float]) -> list[float]:
    """For every total its prior times how well it explains ``done`` (binomial, over the season's cells)."""
    scale = _scale(totals)
    n = done * scale
    ways = [  # no share of the year is quite impossible
        (math.log(max(p, 1e-9)) + n * math.log(s), math.log1p(-s))
        for s, p in zip(CELLS, cells, strict=True)
    ]
    return [
        total.prior * _explained(n, (max(total.value, done) - done) * scale, ways)
        if total.last >= done
        else 0.0
        for total in totals
    ]


def _explained(done: float, left: float, ways: Sequence[tuple[float, float]]) -> float:
    choose = math.lgamma(done + left + 1) - math.lgamma(done + 1) - math.lgamma(left + 1)
    return sum(math.exp(choose + gone + left * coming) for gone, coming in ways)


def _scale(totals: Sequence[Total]) -> float:
    middle = sum(t.value * t.prior for t in totals) / sum(t.prior for t in totals)
    return min(1.0, _THINGS / max(middle, 1.0))
