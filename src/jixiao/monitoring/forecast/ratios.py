"""Ratios: beta-binomial for what is still to come, on top of what is already counted.

The months of a ratio differ by more than chance; by how much is measured, and the evidence counts for
so much less. Matters still open may yet be settled: how many is learned from months that settled more
than came in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.monitoring.forecast.distributions import shares
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import CELLS, MONTHS, Regularity, done_so_far

#: Tuned in bench/forecast.py: usual over-dispersion and its weight in months; how far ratios differ from
#: the usual one, and the months to come from those gone by, on the scale of log odds.
_USUAL, _TRUST = 1.1, 3.0
_APART, _DRIFT, _SHAKEN = 1.2, 0.0, 0.05
#: Where matters are settled later: how many of them are good in the end, and how sure that is.
_GOOD, _SURE = (0.88, 0.95, 0.99), 60.0
_FIRM = 400.0
_TRIALS = 60
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


def forecast_ratio(
    parts: Sequence[Part],
    months: float,
    regularity: Regularity,
    usual: float,
    *,
    settled_later: bool = False,
) -> Predictive | None:
    """The year's ratio in percent, or ``None`` where there is no denominator yet.

    ``usual`` is the ratio like indicators reach (0–1), towards which a few cases are drawn.
    ``settled_later``: what counts now as missing may still be made good (cases filed, not yet closed).
    """
    x, d = sum(p.numerator for p in parts), sum(p.denominator for p in parts)
    if d <= 0:
        return None
    if months >= MONTHS:
        return Predictive.certain(100 * x / d)
    rests = _rests(d, done_so_far(regularity, months))
    ways = _open_ways if settled_later else _closed_ways
    return Predictive.of(
        (value, way.weight * share * p)
        for rest, share in rests
        for way in ways(parts, rest, months, usual)
        for value, p in _mixed(way, x, d + rest)
    )


def _closed_ways(parts: Sequence[Part], rest: float, months: float, usual: float) -> Iterator[_Way]:
    """The rest of the year as all of it so far, or as lately: log odds, normal around what was seen."""
    thin, left = dispersion(parts), MONTHS - months
    for some, weight in ((parts, 0.55), (parts[-3:], 0.45)):
        x, d = sum(p.numerator for p in some), sum(p.denominator for p in some)
        if d > 0:
            middle, variance = _log_odds(min(max(x, 0.0), d), d, thin, usual)
            spread = math.sqrt(variance + _DRIFT + _SHAKEN / max(left, 0.5))
            middle *= math.sqrt(1 + math.pi * spread**2 / 8)  # the mean is kept, not the median
            for z in _SLICES:
                q = 1 / (1 + math.exp(-(middle + spread * z)))
                yield _Way(rest, q * _FIRM, (1 - q) * _FIRM, weight / len(_SLICES))


def _log_odds(x: float, d: float, thin: float, usual: float) -> tuple[float, float]:
    """Mean and variance of the log odds: what was seen, weighed with the usual ratio."""
    here = math.log((x + 0.5) / (d - x + 0.5))
    chance = thin * (1 / (x + 0.5) + 1 / (d - x + 0.5))
    before = math.log(usual / (1 - usual))
    variance = 1 / (1 / chance + 1 / _APART**2)
    return variance * (here / chance + before / _APART**2), variance


def _open_ways(parts: Sequence[Part], rest: float, months: float, _: float) -> Iterator[_Way]:
    """Open cases are settled at the pace seen so far, or so many months after they came in."""
    waiting = max(sum(p.denominator - p.numerator for p in parts), 0.0)
    whole = waiting + rest
    for old, new in (_by_pace(_pace(parts), MONTHS - months), _by_lag(lag(parts), MONTHS - months)):
        share = (waiting * old + rest * new) / whole if whole else 0.0
        for good in _GOOD:
            q = min(max(good * share, 0.01), 0.995)
            yield _Way(whole, q * _SURE, (1 - q) * _SURE, 0.5 / len(_GOOD))


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


def _rests(d: float, cells: Sequence[float]) -> list[tuple[float, float]]:
    """How many are still to come, over the cells of the season; at most twenty times what came."""
    found: dict[float, float] = {}
    for s, p in zip(CELLS, cells, strict=True):
        if p > 0.01:
            rest = float(round(min(d * (1 - s) / s, 20 * d)))
            found[rest] = found.get(rest, 0.0) + p
    return list(found.items())


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
