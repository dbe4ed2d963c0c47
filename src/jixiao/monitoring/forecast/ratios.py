"""Ratios: beta-binomial for what is still to come, on top of what is already counted.

The months of a ratio differ by more than chance; by how much is measured, and the evidence counts for
so much less. How much is still to come is forecast like any count. What the months to come reach is drawn
towards the same months of earlier years, else towards what like indicators reach.

Matters filed may be settled later (cases, complaints). With earlier years the share settled by the year's
end is theirs, moved by how far this year is ahead of them or behind. Without, it is learned how long
matters wait: a cohort that came in a month is settled at the pace seen, or so many months later.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from jixiao.monitoring.forecast.distributions import shares
from jixiao.monitoring.forecast.growing import forecast_growing
from jixiao.monitoring.forecast.known import MONTHS, Known, done_by
from jixiao.monitoring.forecast.predictive import Predictive

#: Tuned on the real series developed on (bench/series): usual over-dispersion and its weight in months; how
#: far ratios differ from the usual one, and the months to come from those gone by, in log odds.
_USUAL, _TRUST = 1.1, 3.0
_APART, _DRIFT, _SHAKEN = 2.0, 0.04, 0.12
#: Where matters are settled later: how many of them are good in the end, and how sure that is.
_GOOD, _SURE = (0.88, 0.95, 0.99), 30.0
#: How often all that is open is cleared before the year's end, whatever the pace was.
_CLEARED = 0.2
_FIRM = 400.0
_TRIALS = 60
#: How far two years of one unit usually lie apart (log odds), and for how many years that is known; how much
#: of a lead or lag at this month is kept to the year's end; slices of what is still to come.
_YEARLY, _FEW, _AHEAD, _SLICED = 0.45, 2.0, 0.5, 9
#: Middles of nine equally likely slices of the normal distribution.
_SLICES = (-1.593, -0.967, -0.589, -0.282, 0.0, 0.282, 0.589, 0.967, 1.593)


@dataclass(frozen=True)
class Part:
    """Numerator and denominator of one month."""

    numerator: float
    denominator: float


@dataclass(frozen=True)
class _Way:
    """One way the rest may go: so many cases open, a beta for how many of them will count."""

    open: float
    a: float
    b: float
    weight: float


Year = Sequence[Part]


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
    x, d = sum(p.numerator for p in parts), sum(p.denominator for p in parts)
    if d <= 0:
        return None
    if months >= MONTHS:
        return Predictive.certain(100 * x / d)
    years = [year for year in earlier if sum(p.denominator for p in year) > 0]
    ways = partial(_ways, parts, months, usual, years, settled_later)
    return Predictive.of(
        (value, way.weight * share * p)
        for rest, share in _rests(parts, months, years)
        for way in ways(rest)
        for value, p in _mixed(way, x, d + rest)
    )


def _ways(
    parts: Year, months: float, usual: float, years: Sequence[Year], later: bool, rest: float
) -> Iterator[_Way]:
    if not later:
        return _closed_ways(parts, rest, months, usual, years)
    return _like_the_years(parts, rest, months, years) if years else _open_ways(parts, rest, months)


def _closed_ways(
    parts: Year, rest: float, months: float, usual: float, years: Sequence[Year]
) -> Iterator[_Way]:
    """The rest of the year as all of it so far, or as lately: log odds, normal around what was seen."""
    thin, left = dispersion(parts), MONTHS - months
    before, apart = _expected(years, months, usual)
    for some, weight in ((parts, 0.55), (parts[-3:], 0.45)):
        x, d = sum(p.numerator for p in some), sum(p.denominator for p in some)
        if d > 0:
            middle, variance = _log_odds(min(max(x, 0.0), d), d, thin, before, apart)
            spread = math.sqrt(variance + _DRIFT + _SHAKEN / max(left, 0.5))
            middle *= math.sqrt(1 + math.pi * spread**2 / 8)  # the mean is kept, not the median
            for z in _SLICES:
                yield _Way(rest, *_beta(_chance(middle + spread * z), _FIRM), weight / len(_SLICES))


def _expected(years: Sequence[Year], months: float, usual: float) -> tuple[float, float]:
    """Log odds the months to come are expected at, and their variance from one year to another."""
    if not years:
        return math.log(usual / (1 - usual)), _APART**2
    odds = [_odds(*_cut(year, months)[1]) for year in years]
    return fmean(odds), _between_years(odds)


def _between_years(odds: Sequence[float]) -> float:
    """How far one more year may lie from the mean of these (variance), a few usual years among them."""
    middle, n = fmean(odds), len(odds)
    apart = sum((o - middle) ** 2 for o in odds)
    return (_FEW * _YEARLY**2 + apart) / (_FEW + n - 1) * (1 + 1 / n)


def _cut(year: Year, months: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Numerator and denominator before this month, and after it."""
    above, below = [p.numerator for p in year], [p.denominator for p in year]
    x, d = done_by(above, months), done_by(below, months)
    return (x, d), (sum(above) - x, sum(below) - d)


def _odds(x: float, d: float) -> float:
    """Log odds of a share; what was made good of earlier months may count for more than all."""
    inside = min(max(x, 0.0), d)
    return math.log((inside + 0.5) / (d - inside + 0.5))


def _log_odds(x: float, d: float, thin: float, before: float, apart: float) -> tuple[float, float]:
    """Mean and variance of the log odds: what was seen, weighed with what was expected."""
    chance = thin * (1 / (x + 0.5) + 1 / (d - x + 0.5))
    variance = 1 / (1 / chance + 1 / apart)
    return variance * (_odds(x, d) / chance + before / apart), variance


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


def _beta(q: float, firm: float) -> tuple[float, float]:
    inside = min(max(q, 0.002), 0.998)
    return inside * firm, (1 - inside) * firm


def _like_the_years(
    parts: Year, rest: float, months: float, years: Sequence[Year]
) -> Iterator[_Way]:
    """All of the year's matters settled as in earlier years, moved by how far this one is ahead."""
    x, d = sum(p.numerator for p in parts), sum(p.denominator for p in parts)
    ends = [_odds(sum(p.numerator for p in y), sum(p.denominator for p in y)) for y in years]
    ahead = _odds(x, d) - fmean(_odds(*_cut(year, months)[0]) for year in years)
    spread = math.sqrt(_between_years(ends))
    for z in _SLICES:
        settled = _chance(fmean(ends) + _AHEAD * ahead + spread * z) * (d + rest) - x
        open_ = max(d - x, 0.0) + rest
        yield _Way(open_, *_beta(settled / open_ if open_ else 1.0, _FIRM), 1 / len(_SLICES))


def _open_ways(parts: Sequence[Part], rest: float, months: float) -> Iterator[_Way]:
    """Settled at the pace seen so far, so many months after they came in, or cleared by the year's end."""
    waiting = max(sum(p.denominator - p.numerator for p in parts), 0.0)
    whole, left = waiting + rest, MONTHS - months
    paced, lagged = _by_pace(_pace(parts), left), _by_lag(lag(parts), left)
    share_of = ((paced, 0.4), (lagged, 0.4), ((1.0, 1.0), _CLEARED))
    for (old, new), weight in share_of:
        share = (waiting * old + rest * new) / whole if whole else 0.0
        for good in _GOOD:
            q = min(max(good * share, 0.01), 0.995)
            yield _Way(whole, q * _SURE, (1 - q) * _SURE, weight / len(_GOOD))


def _by_pace(pace: float, left: float) -> tuple[float, float]:
    """The share settled by the year's end of those open now, and of those still to come."""
    new = sum(1 - (1 - pace) ** (left * (n + 0.5) / 6) for n in range(6)) / 6
    return 1 - (1 - pace) ** left, new


def _by_lag(months: float, left: float) -> tuple[float, float]:
    if months <= 0:
        return 1.0, 1.0
    return min(1.0, left / months), max(0.0, (left - months) / left) if left > 0 else 0.0


def lag(parts: Sequence[Part]) -> float:
    """How many months ago as many had come in as are settled now."""
    settled, came = sum(p.numerator for p in parts), 0.0
    for month, part in enumerate(parts):
        if came + part.denominator >= settled > 0:
            within = (settled - came) / part.denominator if part.denominator else 1.0
            return max(len(parts) - month - within, 0.0)
        came += part.denominator
    return float(len(parts)) if settled <= 0 else 0.0


def _pace(parts: Sequence[Part]) -> float:
    """The share of the cases open in a month that was settled in it."""
    waiting, at_risk, settled = 0.0, 1.0, 0.5
    for p in parts:
        at_risk += max(waiting, 0.0) + p.denominator
        settled += p.numerator
        waiting += p.denominator - p.numerator
    return min(settled / at_risk, 0.98)


def dispersion(parts: Sequence[Part]) -> float:
    """How many times chance the months of a ratio differ by (Pearson), drawn towards the usual."""
    x, d = sum(p.numerator for p in parts), sum(p.denominator for p in parts)
    q = min(max(x / d, 0.02), 0.98)
    months = [p for p in parts if p.denominator > 0]
    excess = sum(
        (p.numerator - p.denominator * q) ** 2 / (p.denominator * q * (1 - q)) for p in months
    )
    return max(1.0, (excess + _TRUST * _USUAL) / (max(len(months) - 1, 0) + _TRUST))


def _rests(parts: Year, months: float, years: Sequence[Year]) -> list[tuple[float, float]]:
    """How many are still to come, by equally likely slices."""
    came = tuple(p.denominator for p in parts)
    known = Known(
        counted=True, months=months, now=came,
        earlier=tuple(tuple(p.denominator for p in year) for year in years),
    )  # fmt: skip
    total = forecast_growing(known)
    points = [total.quantile((n + 0.5) / _SLICED) - sum(came) for n in range(_SLICED)]
    return [(max(rest, 0.0), 1 / _SLICED) for rest in points]


def _mixed(way: _Way, numerator: float, denominator: float) -> Iterator[tuple[float, float]]:
    """The ratio for every way the open cases may turn out; many of them by slices of the normal."""
    if way.open <= _TRIALS:
        for n, p in enumerate(shares(int(way.open), way.a, way.b)):
            yield round(100 * (numerator + n) / denominator, 3), p
        return
    firm = way.a + way.b
    q = way.a / firm
    spread = math.sqrt(q * (1 - q) * (1 / way.open + 1 / firm))
    for z in _SLICES:
        more = min(max(q + spread * z, 0.0), 1.0) * way.open
        yield round(100 * (numerator + more) / denominator, 3), 1 / len(_SLICES)
