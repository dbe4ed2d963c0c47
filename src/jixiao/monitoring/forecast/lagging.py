"""Matters that are settled later than they come in: how many of the year's own are by its end.

With earlier years the share settled by the year's end is theirs, moved by how far this year is ahead of them
or behind. Without, it is learned how long matters wait: those open are settled at the pace seen, or so many
months after they came in. How far each is believed was chosen on real waits and made-up years
(``bench/series``); those gave nothing to a clearing at the year's end whatever the pace was, so there is none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import fmean

from jixiao.monitoring.forecast.known import MONTHS
from jixiao.monitoring.forecast.parts import Part, Year, between_years, came, cut, good, odds
from jixiao.monitoring.forecast.shares import SLICES, loosened, share_at, whole

#: How far the pace is believed, and the lag.
_PACED, _LAGGED = 0.85, 0.15
#: How many of them are good in the end, and how sure that is.
_GOOD, _SURE = (0.88, 0.95, 0.99), 30.0
#: How much of a lead or lag at this month is kept to the year's end (log odds).
_AHEAD = 0.5
_LEAST = 0.0005


def settled(
    parts: Year, months: float, years: Sequence[Year], rest: float, typical: float
) -> Iterator[tuple[float, float]]:
    """How many more of the year's matters are settled by its end, and how likely."""
    open_ = max(came(parts) - good(parts), 0.0)
    yield 0.0, _LEAST
    yield open_ + rest, _LEAST
    many = came(parts) + typical
    yield from (
        _like_the_years(parts, months, years, rest, many)
        if years
        else _waiting(parts, months, open_, rest, many)
    )


def _like_the_years(
    parts: Year, months: float, years: Sequence[Year], rest: float, many: float
) -> Iterator[tuple[float, float]]:
    """All of the year's matters settled as in earlier years, moved by how far this one is ahead."""
    x, d = good(parts), came(parts)
    ends = [odds(good(year), came(year)) for year in years]
    ahead = odds(x, d) - fmean(odds(*cut(year, months)[0]) for year in years)
    usual = _chance(fmean(ends))
    firm = max(1 / (between_years(ends) * usual * (1 - usual)) - 1, 2.0)
    mean, loose = _chance(fmean(ends) + _AHEAD * ahead), loosened(firm, many)
    for point, weight in SLICES:
        end = whole(share_at(point, mean, loose) * (d + rest))
        yield min(max(end - x, 0.0), max(d - x, 0.0) + rest), weight


def _waiting(
    parts: Year, months: float, open_: float, rest: float, many: float
) -> Iterator[tuple[float, float]]:
    """At the pace seen so far, or so many months after they came in."""
    left = MONTHS - months
    loose = loosened(_SURE, many)
    for (old, new), weight in (
        (_by_pace(pace(parts), left), _PACED),
        (_by_lag(lag(parts), left), _LAGGED),
    ):
        for good_ in _GOOD:
            for point, slice_ in SLICES:
                shares = (share_at(point, good_ * share, loose) for share in (old, new))
                more = sum(a * b for a, b in zip(shares, (open_, rest), strict=True))
                yield whole(more), weight * slice_ / len(_GOOD)


def _by_pace(each: float, left: float) -> tuple[float, float]:
    """The share settled by the year's end of those open now, and of those still to come."""
    new = sum(1 - (1 - each) ** (left * (n + 0.5) / 6) for n in range(6)) / 6
    return 1 - (1 - each) ** left, new


def _by_lag(months: float, left: float) -> tuple[float, float]:
    if months <= 0:
        return 1.0, 1.0
    return min(1.0, left / months), max(0.0, (left - months) / left) if left > 0 else 0.0


def lag(parts: Sequence[Part]) -> float:
    """How many months ago as many had come in as are settled now."""
    done, arrived = good(parts), 0.0
    for month, part in enumerate(parts):
        if arrived + part.denominator >= done > 0:
            within = (done - arrived) / part.denominator if part.denominator else 1.0
            return max(len(parts) - month - within, 0.0)
        arrived += part.denominator
    return float(len(parts)) if done <= 0 else 0.0


def pace(parts: Sequence[Part]) -> float:
    """The share of the cases open in a month that was settled in it."""
    waiting, at_risk, done = 0.0, 1.0, 0.5
    for p in parts:
        at_risk += max(waiting, 0.0) + p.denominator
        done += p.numerator
        waiting += p.denominator - p.numerator
    return min(done / at_risk, 0.98)


def _chance(value: float) -> float:
    return 1 / (1 + math.exp(-min(max(value, -30.0), 30.0)))
