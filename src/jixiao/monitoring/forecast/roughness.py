"""How unlike each other a unit's earlier years are: it decides how wide a forecast has to be.

Told from earlier years alone. This year's own months must not move it: else a good month could make the
year look rougher, and so make a target less likely.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, variance

from jixiao.monitoring.forecast.experts import Past
from jixiao.monitoring.forecast.known import MONTHS, Known

_LEAST = 2e-4


def roughness(known: Known) -> tuple[float, ...]:
    """None without an earlier year, one with one, else three: logarithms of variances, centred.

    They are: of what came after this month for each one done before it, of the totals from year to year,
    and of single months against the same ones a year before (with one year: against their neighbours).
    """
    years = [[math.log(m + known.trifle) for m in year] for year in known.years]
    if not years:
        return ()
    if len(years) == 1:
        return (_scaled(_of_neighbours(years[0])),)
    past, trifle = Past(known), known.trifle
    after = [
        math.log((a + trifle) / (b + trifle)) for a, b in zip(past.after, past.before, strict=True)
    ]
    totals = [math.log(sum(year) + trifle) for year in known.years]
    moved = fmean((b - a) ** 2 for a, b in pairwise(totals))
    return _scaled(variance(after)), _scaled(moved), _scaled(_of_months(years))


def _scaled(value: float) -> float:
    return (math.log(value + _LEAST) + 4) / 2


def _of_neighbours(months: Sequence[float]) -> float:
    bends = [a - 2 * b + c for a, b, c in zip(months, months[1:], months[2:], strict=False)]
    return fmean(b * b for b in bends) / 6


def _of_months(years: Sequence[Sequence[float]]) -> float:
    apart = 0.0
    for one, next_ in pairwise(years):
        steps = [b - a for a, b in zip(one, next_, strict=True)]
        mean = fmean(steps)
        apart += sum((s - mean) ** 2 for s in steps)
    return apart / ((MONTHS - 1) * (len(years) - 1)) / 2
