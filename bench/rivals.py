"""What a forecast has to be better than: five ways that fit on a page.

A straight line, last year's share, one half, seasonal exponential smoothing (level and additive season, the
smoothing chosen on the series so far), and the ten-line rule: this year so far times the mean of earlier
years' total ÷ so far, with a t-interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from jixiao.monitoring.forecast.distributions import student_below, student_point
from jixiao.monitoring.forecast.known import MONTHS, Known

RIVALS = ("直线外推", "上年同期占比", "一律一半", "季节指数平滑", "十行的办法")
_TENTH = 0.9
_LEVELS, _SEASONS = (0.05, 0.15, 0.3, 0.5, 0.8), (0.02, 0.1, 0.3)


@dataclass(frozen=True)
class Said:
    """Interval of 80 % and the chance to reach the target; ``None`` where a rival has nothing to say."""

    low: float | None
    high: float | None
    chance: float

    @classmethod
    def point(cls, value: float, target: float) -> Said:
        return cls(value, value, float(value >= target - 1e-9))


def rivals(known: Known, target: float) -> tuple[Said | None, ...]:
    """In the order of :data:`RIVALS`; ``None`` where earlier years are missing that one needs."""
    years = [y for y in known.earlier if sum(y) > 0]
    month, done = int(known.months), known.done
    straight = Said.point(done / month * MONTHS, target)
    if not years:
        return straight, None, Said(None, None, 0.5), None, None
    share = sum(years[-1][:month]) / sum(years[-1])
    last = Said.point(done / share if share else done, target)
    smooth = _smoothed([m for y in years for m in y], known.now, target) if len(years) > 1 else None
    return straight, last, Said(None, None, 0.5), smooth, _ten_lines(years, month, done, target)


def _ten_lines(
    years: Sequence[Sequence[float]], month: int, done: float, target: float
) -> Said | None:
    times = [sum(y) / sum(y[:month]) for y in years if sum(y[:month]) > 0]
    if len(times) < 2:
        return None
    middle = done * fmean(times)
    spread = done * stdev(times) * math.sqrt(1 + 1 / len(times))
    free = float(len(times) - 1)
    return _about(middle, spread, free, done, target)


def _about(middle: float, spread: float, free: float, done: float, target: float) -> Said:
    if spread <= 0:
        return Said.point(middle, target)
    reach = student_point(_TENTH, free) * spread
    chance = 1.0 if done >= target else 1 - student_below((target - middle) / spread, free)
    return Said(max(middle - reach, done), max(middle + reach, done), chance)


def _smoothed(before: Sequence[float], now: Sequence[float], target: float) -> Said:
    """Holt-Winters without trend, errors normal: the best of a grid by its one-step errors."""
    every = [*before, *now]
    found = min(
        (_run(every, level, season) for level in _LEVELS for season in _SEASONS),
        key=lambda run: run[0],
    )
    variance, level, seasons, alpha = found
    left, at = MONTHS - len(now), len(every)
    total = sum(now) + sum(max(level + seasons[(at + h) % MONTHS], 0.0) for h in range(left))
    # An error of the h-th month to come moves every later month by alpha, itself by one.
    weights = [1 + alpha * (left - 1 - h) for h in range(left)]
    spread = math.sqrt(variance * sum(w * w for w in weights))
    return _about(total, spread, 1e6, sum(now), target)


def _run(
    every: Sequence[float], alpha: float, gamma: float
) -> tuple[float, float, list[float], float]:
    first = fmean(every[:MONTHS])
    level, seasons, squares = first, [m - first for m in every[:MONTHS]], 0.0
    for n, value in enumerate(every[MONTHS:], MONTHS):
        error = value - level - seasons[n % MONTHS]
        squares += error * error
        level += alpha * error
        seasons[n % MONTHS] += gamma * (1 - alpha) * error
    return squares / max(len(every) - MONTHS - 2, 1), level, seasons, alpha
