"""Against last year: what this year adds to itself, given how it has gone against last year so far."""

from __future__ import annotations

import math
from itertools import islice

from jixiao.monitoring.forecast.distributions import counts
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import MONTHS, Regularity, expected_done

#: Comparisons of two years are rougher than chance: so many events speak as one.
_THIN = 2.0
_MOST = 60.0


def forecast_change(
    this: float, last: float, months: float, regularity: Regularity, *, rising: bool
) -> Predictive | None:
    """The year's change in percent in the wanted direction; ``None`` where last year has nothing."""
    if last <= 0:
        return None
    if months >= MONTHS:
        return Predictive.certain(_change(this, last, rising))
    done = min(max(expected_done(regularity, months), 0.02), 1.0)
    rest = last * (1 - done) / done
    unit = max(_THIN, (last + rest) / _MOST)  # one event of the comparison, in units of the value
    size, share = this / unit + 1, (last / unit + 1) / ((last + rest) / unit + 1)
    mean = size * (1 - share) / share
    reach = int(mean + 6 * math.sqrt(mean / share)) + 10
    rests = enumerate(islice(counts(size, share), reach))
    return Predictive.of((_change(this + n * unit, last + rest, rising), p) for n, p in rests)


def _change(this: float, last: float, rising: bool) -> float:
    part = (this - last) / last * 100
    return round(part if rising else -part, 2)
