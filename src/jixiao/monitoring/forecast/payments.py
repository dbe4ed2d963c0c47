"""Money: the share of the budget paid at the end of the year, by the payment curve.

Paid so far = final share × share of the year's payments made by now. The second is the season's, the
first is what is asked: most budgets are paid out whole, some leave a remainder, a few stall.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from jixiao.monitoring.forecast.distributions import log_beta
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import BOUNDS, MONTHS, Regularity, done_so_far

#: Final shares before anything is seen: paid whole, nearly whole, stalled. Tuned in bench/forecast.py.
_WHOLE, _NEARLY, _STALLED = 0.3, 0.51, 0.19
_NEARLY_SHAPE, _STALLED_SHAPE = (18.0, 1.8), (1.6, 1.4)
_FINE = 5
#: A payment is not made of units; for the fit of the season the budget counts as so many.
UNITS = 24.0


def forecast_paid(paid: float, months: float, regularity: Regularity) -> Predictive:
    """The share of the budget paid by the end of the year, after ``paid`` of it in ``months``."""
    if months >= MONTHS or paid >= 1:
        return Predictive.certain(paid)
    cells = done_so_far(regularity, months)
    return Predictive.of(_from_nothing(cells) if paid <= 0 else _weighed(paid, cells))


def _from_nothing(cells: list[float]) -> Iterator[tuple[float, float]]:
    """Nothing paid yet: either it has not begun, or it never will."""
    begun = 1 - cells[0] - cells[1]
    yield 0.0, 0.06 * (0.05 + begun)
    yield 1.0, _WHOLE
    for n in range(1, 100):
        yield n / 100, _prior(n / 100) / 100


def _weighed(paid: float, cells: list[float]) -> Iterator[tuple[float, float]]:
    """The final share for every share of the year's payments that may have been made by now."""
    for (low, high), p in zip(pairwise(BOUNDS), cells, strict=True):
        if low < paid <= high:
            yield 1.0, _WHOLE * p / (high - low)
        for n in range(_FINE):
            share = low + (high - low) * (n + 0.5) / _FINE if high < 1 else 1.0
            if paid <= share:
                final = paid / share
                yield (round(final, 4) if share < 1 else paid), p / _FINE * _prior(final) / share


def _prior(final: float) -> float:
    """Density of the final share, the paid-whole budgets aside."""
    x = min(final, 0.9995)
    nearly = _NEARLY * math.exp(_log_density(x, *_NEARLY_SHAPE))
    return nearly + _STALLED * math.exp(_log_density(x, *_STALLED_SHAPE))


def _log_density(x: float, a: float, b: float) -> float:
    return (a - 1) * math.log(x) + (b - 1) * math.log1p(-x) - log_beta(a, b)
