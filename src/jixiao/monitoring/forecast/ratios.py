"""Ratios: what is already counted, and a beta-binomial for what is still to come.

How much is still to come is forecast like any count. What the months to come reach is drawn from this year
so far, from the last three months, and from the same months of earlier years, else from what like indicators
reach. Months differ by more than chance: by how much is told from earlier years, so that this year's own
months only move the forecast and never widen it (:mod:`~jixiao.monitoring.forecast.shares`).

Matters filed may be settled later: :mod:`~jixiao.monitoring.forecast.lagging`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import fmean

from jixiao.monitoring.forecast.growing import forecast_growing
from jixiao.monitoring.forecast.known import MONTHS, Known, things_in
from jixiao.monitoring.forecast.lagging import settled
from jixiao.monitoring.forecast.parts import Part, Year, between_years, came, cut, good, odds
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.shares import of_rest

#: Tuned on the real series developed on (bench/series): how many times chance months usually differ by, and
#: for how many months that is known; how many observations the usual ratio is worth without earlier years;
#: how far the months to come may drift (variance of the share, over the usual one), more when few are left.
_USUAL, _TRUST, _BEFORE = 1.6, 6.0, 1.0
_DRIFT, _SHAKEN = 0.004, 0.004
#: Both ways may always turn out, whatever was seen: so much of a case each.
_HALF = 0.25
#: All of the year so far, and the last three months.
_WINDOWS = ((12, 0.7), (3, 0.3))
_SLICED = 9


def forecast_ratio(
    parts: Year,
    months: float,
    usual: float,
    earlier: Sequence[Year] = (),
    *,
    settled_later: bool = False,
) -> Predictive | None:
    """The year's ratio in percent, or ``None`` where there is no denominator yet.

    ``usual`` is the ratio like indicators reach (0–1), towards which a few cases are drawn where no
    ``earlier`` year (twelve parts, oldest first) is known. ``settled_later``: what counts now as missing
    may still be made good (cases filed, not yet closed).
    """
    now, years = _in_things(parts, [year for year in earlier if came(year) > 0])
    x, d = good(now), came(now)
    if d <= 0:
        return None
    if months >= MONTHS:
        return Predictive.certain(100 * x / d)
    rests = _rests(now, months, years)
    ends = settled if settled_later else partial(_closed, usual)
    return Predictive.of(
        (100 * min((x + more) / (d + rest), 1.0) if x <= d else 100 * (x + more) / (d + rest), p)
        for rest in rests
        for more, p in ends(now, months, years, rest, rests[len(rests) // 2])
    )


def _in_things(parts: Year, years: Sequence[Year]) -> tuple[Year, Sequence[Year]]:
    """In single things, however they were written: 0.0012万件 are twelve."""
    many = things_in(
        n for year in (parts, *years) for p in year for n in (p.numerator, p.denominator)
    )
    if many == 1:
        return parts, years

    def one(year: Year) -> list[Part]:
        return [Part(round(p.numerator * many, 3), round(p.denominator * many, 3)) for p in year]

    return one(parts), [one(year) for year in years]


def _rests(parts: Year, months: float, years: Sequence[Year]) -> list[float]:
    """How many are still to come, by equally likely slices."""
    now = tuple(p.denominator for p in parts)
    before = tuple(tuple(p.denominator for p in year) for year in years)
    total = forecast_growing(Known(True, months, now, before))
    points = (total.quantile((n + 0.5) / _SLICED) - sum(now) for n in range(_SLICED))
    return [float(max(round(rest), 0)) for rest in points]


def _closed(
    usual: float, parts: Year, months: float, years: Sequence[Year], rest: float, typical: float
) -> Iterator[tuple[float, float]]:
    """What is counted stands; the rest as all of the year so far, or as lately."""
    thin = dispersion(years)
    mean, worth = _expected(years, months, usual)
    drift = _DRIFT + _SHAKEN / max(MONTHS - months, 0.5)
    for window, weight in _WINDOWS:
        some = parts[-window:]
        d = came(some) / thin
        x = min(max(good(some) / thin, 0.0), d)
        firm = 1 / (1 / (worth + d + 2 * _HALF + 1) + drift) - 1
        known = (worth * mean + x + _HALF) / (worth + d + 2 * _HALF)
        for more, p in of_rest(rest, known, firm, typical):
            yield more, weight * p


def _expected(years: Sequence[Year], months: float, usual: float) -> tuple[float, float]:
    """The share the months to come are expected at, and how many observations that is worth."""
    if not years:
        return usual, _BEFORE
    after = [odds(*cut(year, months)[1]) for year in years]
    mean = 1 / (1 + math.exp(-fmean(after)))
    return mean, max(1 / (between_years(after) * mean * (1 - mean)) - 1, _BEFORE)


def dispersion(years: Sequence[Year]) -> float:
    """How many times chance the months of these years differ by (Pearson), drawn towards the usual."""
    excess = freedom = 0.0
    for year in years:
        q = min(max(good(year) / came(year), 0.02), 0.98)
        months = [p for p in year if p.denominator > 0]
        chance = (
            (p.numerator - p.denominator * q) ** 2 / (p.denominator * q * (1 - q)) for p in months
        )
        excess, freedom = excess + sum(chance), freedom + max(len(months) - 1, 0)
    return max(1.0, (excess + _TRUST * _USUAL) / (freedom + _TRUST))
