"""One distribution for everything that is said: estimate, interval and chance never contradict each other.

The chance to reach a target is reckoned by itself, so that more work done never lowers it
(:mod:`jixiao.monitoring.forecast.reaching`). Here the year-end values take it over: those that meet the
target together weigh as much as the chance says, the others the rest, each side in its own proportions.
"""

from __future__ import annotations

from collections.abc import Callable

from jixiao.monitoring.forecast.predictive import Predictive


def agreeing(
    made: Predictive, meets: Callable[[float], bool], chance: float, met: float, missed: float
) -> Predictive:
    """The distribution with ``chance`` on the values that meet the target.

    ``met`` and ``missed`` are the values next to the bound on either side: where the distribution knows
    none on a side that has a chance, that one stands for it.
    """
    pairs = list(zip(made.values, made.weights, strict=True))
    inside = [(v, w) for v, w in pairs if meets(v)] or [(met, 1.0)]
    outside = [(v, w) for v, w in pairs if not meets(v)] or [(missed, 1.0)]
    return Predictive.of([*_weighing(inside, chance), *_weighing(outside, 1 - chance)])


def _weighing(pairs: list[tuple[float, float]], share: float) -> list[tuple[float, float]]:
    whole = sum(w for _, w in pairs)
    return [(v, w / whole * share) for v, w in pairs]
