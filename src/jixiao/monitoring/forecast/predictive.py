"""A distribution over a few hundred values: what every model ends in, and what is asked of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

#: How much of the probability the printed interval holds.
INTERVAL = 0.8
#: A single value that weighs more is looked at by itself.
_MUCH = 0.02


@dataclass(frozen=True)
class Predictive:
    """Year-end values in rising order with their probabilities, which sum to one."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> Predictive:
        """From (value, weight) in any order; weights are made to sum to one."""
        merged: dict[float, float] = {}
        for value, weight in pairs:
            if weight > 0:
                merged[value] = merged.get(value, 0.0) + weight
        whole = sum(merged.values())
        ordered = sorted(merged.items())
        return cls(tuple(v for v, _ in ordered), tuple(w / whole for _, w in ordered))

    @classmethod
    def certain(cls, value: float) -> Predictive:
        """One value and no other: the year is over."""
        return cls((value,), (1.0,))

    @cached_property
    def _below(self) -> list[float]:
        return list(accumulate(self.weights))

    def at_most(self, value: float) -> float:
        """P(X ≤ value)."""
        place = bisect_right(self.values, value + 1e-9)
        if place == len(self.values):
            return 1.0
        return min(1.0, self._below[place - 1]) if place else 0.0

    def at_least(self, value: float) -> float:
        """P(X ≥ value)."""
        place = bisect_left(self.values, value - 1e-9)
        if place == len(self.values):
            return 0.0
        return max(0.0, 1.0 - (self._below[place - 1] if place else 0.0))

    def within(self, low: float, high: float) -> float:
        """P(low ≤ X ≤ high)."""
        return max(0.0, self.at_most(high) - 1 + self.at_least(low))

    @property
    def mean(self) -> float:
        """The expected value."""
        return sum(v * w for v, w in zip(self.values, self.weights, strict=True))

    def quantile(self, share: float) -> float:
        """The smallest value with at least that share of the probability at or below it."""
        place = bisect_left(self._below, share - 1e-12)
        return self.values[min(place, len(self.values) - 1)]

    def interval(self, mass: float = INTERVAL) -> tuple[float, float]:
        """The middle run of values that holds ``mass``, as much left out below as above.

        Single values may weigh much: without the end value that weighs less, where that comes closer.
        """
        out = (1 - mass) / 2
        first = bisect_left(self._below, out - 1e-12)
        last = min(bisect_left(self._below, 1 - out - 1e-12), len(self.values) - 1)
        return self._trimmed(first, last, mass)

    def _trimmed(self, first: int, last: int, mass: float) -> tuple[float, float]:
        """Never without the middle value, which is the estimate."""
        held = self._below[last] - (self._below[first - 1] if first else 0.0)
        light = first if self.weights[first] <= self.weights[last] else last
        estimate = self.quantile(0.5)
        if (
            first < last
            and self.weights[light] > _MUCH
            and self.values[light] != estimate
            and mass - (held - self.weights[light]) < held - mass
        ):
            first, last = first + (light == first), last - (light == last)
        return self.values[first], self.values[last]

    def crps(self, truth: float) -> float:
        """Continuous ranked probability score against what came true; lower is better."""
        spread, below = 0.0, 0.0
        for here, there, weight in zip(self.values, self.values[1:], self.weights, strict=False):
            below += weight
            spread += below * (1 - below) * (there - here)
        return (
            sum(abs(v - truth) * w for v, w in zip(self.values, self.weights, strict=True)) - spread
        )
