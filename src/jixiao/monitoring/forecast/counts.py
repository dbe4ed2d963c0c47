"""Counts that only grow: gamma-Poisson for the year's rate, the season for how far the year is.

Given the share ``s`` of the year's work that is done and a gamma with mean ``T`` for the year's total,
the rest of the year is negative binomial. ``s`` is uncertain, so the forecast is a mixture over its
cells, each weighted by how well it explains the count so far.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.monitoring.forecast.distributions import counts, gamma_below, log_count
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import CELLS, MONTHS, Regularity, done_so_far

#: Up to so many steps the negative binomial is summed exactly, beyond them by its gamma shape.
_EXACT = 240
_BINS = 160


@dataclass(frozen=True)
class Expectation:
    """What the year's total may be before anything is seen: a gamma by mean and shape."""

    mean: float
    shape: float
    weight: float = 1.0


#: Against a target: most years end a little above it, some well short, a few never begin. Tuned in bench.
def from_target(target: float) -> tuple[Expectation, ...]:
    """What a target says of the total: it was set to be reached."""
    mean = max(target, 0.5)
    return (
        Expectation(mean * 1.18, 110.0, 0.85),
        Expectation(mean * 0.95, 7.0, 0.12),
        Expectation(mean * 0.02, 1.0, 0.03),
    )


def from_years(totals: Sequence[float]) -> tuple[Expectation, ...]:
    """What earlier years say of the total; the more they differ, the less."""
    mean = max(sum(totals) / len(totals), 0.5)
    spread = sum((t / mean - 1) ** 2 for t in totals)
    variance = (0.12 + spread) / (2 + len(totals))
    return (Expectation(mean, 1 / variance, 0.85), Expectation(mean, 2.5, 0.15))


def forecast_count(
    done: float, months: float, regularity: Regularity, expected: Sequence[Expectation]
) -> Predictive:
    """The year's total after ``done`` in ``months``. After twelve months it is ``done``."""
    if months >= MONTHS:
        return Predictive.certain(done)
    cells = done_so_far(regularity, months)
    every, _ = weighed(done, cells, expected)
    least = 2e-4 * sum(p.weight for p in every)
    parts = [p for p in every if p.weight > least]
    return Predictive.of((done + rest, weight) for rest, weight in _mixed(parts))


@dataclass(frozen=True)
class Weighed:
    """One cell: its weight (prior × likelihood), and the negative binomial of the rest."""

    weight: float
    size: float
    share: float

    @property
    def mean(self) -> float:
        """The expected rest."""
        return self.size * (1 - self.share) / self.share

    @property
    def variance(self) -> float:
        """Its variance."""
        return self.mean / self.share


def weighed(
    done: float, cells: Sequence[float], expected: Sequence[Expectation]
) -> tuple[list[Weighed], float]:
    """For every cell of the season and every expectation how well it explains ``done``, and the rest.

    Weights are relative to the heaviest, whose logarithm is given beside them.
    """
    made = []
    for one in expected:
        b = one.shape / one.mean
        for s, p in zip(CELLS, cells, strict=True):
            if p > 1e-7:
                log = math.log(p * one.weight) + log_count(done, one.shape, b / (b + s))
                made.append((log, one.shape + done, (b + s) / (b + 1)))
    most = max(log for log, _, _ in made)
    return [Weighed(math.exp(log - most), size, share) for log, size, share in made], most


def _mixed(parts: Sequence[Weighed]) -> Iterator[tuple[float, float]]:
    reach = max(p.mean + 4 * math.sqrt(p.variance) for p in parts) + 8
    return _exact(parts, int(reach)) if reach <= _EXACT else _binned(parts, reach)


def _exact(parts: Sequence[Weighed], reach: int) -> Iterator[tuple[float, float]]:
    total = [0.0] * (reach + 1)
    for part in parts:
        for n, p in zip(range(reach + 1), counts(part.size, part.share), strict=False):
            total[n] += part.weight * p
    return ((float(n), p) for n, p in enumerate(total))


def _binned(parts: Sequence[Weighed], reach: float) -> Iterator[tuple[float, float]]:
    """Bins that widen with their distance: a large rest needs no steps of one."""
    edges = sorted({round(reach * (n / _BINS) ** 1.6) for n in range(_BINS + 1)})
    below = [0.0] * len(edges)
    for part in parts:
        for n, edge in enumerate(edges):
            below[n] += part.weight * gamma_below(edge + 0.5, part.mean, part.variance)
    yield 0.0, below[0]
    for (low, high), (edge, upper) in zip(pairwise(below), pairwise(edges), strict=True):
        yield float((edge + 1 + upper) // 2), high - low
