"""The probability that a count reaches its target, which more work done never lowers.

Where the season is uncertain, a little done can speak for a late start and more for a slow pace, so that
the bare posterior may fall before it rises. Nobody could act on that. So neighbouring counts that break
the order are taken together, each weighed by how likely it is (isotonic regression): what is said of them
together is as well calibrated as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao.monitoring.forecast.counts import Expectation, Total, likely, totals_of
from jixiao.monitoring.forecast.season import MONTHS, Regularity, done_so_far

_STEPS = 24


def chance_to_reach(
    target: float,
    done: float,
    months: float,
    regularity: Regularity,
    expected: Sequence[Expectation],
) -> float:
    """P(the year's total ≥ ``target``) after ``done`` in ``months``; never falls as ``done`` grows."""
    if done >= target or months >= MONTHS:
        return float(done >= target)
    cells, totals = done_so_far(regularity, months), totals_of(expected, done, target)
    whole = target <= _STEPS and float(target).is_integer()
    steps = int(target) if whole else _STEPS
    grid = [target * n / steps for n in range(steps)]
    levels = _rising([_point(at, target, totals, cells) for at in grid])
    return _between(done, [*grid, target], [*levels, 1.0])


def _point(
    done: float, target: float, totals: Sequence[Total], cells: Sequence[float]
) -> tuple[float, float]:
    """The bare probability at a count, and how likely that count is."""
    weights = likely(done, totals, cells)
    reached = sum(
        w for w, total in zip(weights, totals, strict=True) if total.first >= target - 1e-9
    )
    return reached / sum(weights), sum(weights)


def _rising(points: Sequence[tuple[float, float]]) -> list[float]:
    """Pool adjacent violators: the closest rising values, by weight."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in points:
        blocks.append((value, max(weight, 1e-12), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (v1, w1, n1), (v2, w2, n2) = blocks[-2:]
            blocks[-2:] = [((v1 * w1 + v2 * w2) / (w1 + w2), w1 + w2, n1 + n2)]
    return [value for value, _, n in blocks for _ in range(n)]


def _between(at: float, grid: Sequence[float], levels: Sequence[float]) -> float:
    for (x1, x2), (y1, y2) in zip(pairwise(grid), pairwise(levels), strict=True):
        if at <= x2:
            return y1 + (y2 - y1) * (at - x1) / (x2 - x1)
    return levels[-1]
