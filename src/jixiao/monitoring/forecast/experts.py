"""Simple ways to say what the rest of a year will bring, each in one line.

None is right always: the season tells much where years repeat each other, the pace where they do not, the
target where nothing else is known. :mod:`~jixiao.monitoring.forecast.pooling` weighs them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jixiao.monitoring.forecast.known import MONTHS, Known, done_by, lately_by

#: A year that lies one further back counts for so much less.
_FADING = 0.75
#: However far off a target is, it moves what earlier years say, or this year's pace, by no more than so
#: much (on the logarithm): targets are often set far from what is done.
_PULL, _PULL_ALONE = 0.3, 0.9
_TREND = 0.3
_LEAST_MONTHS = 0.5


@dataclass(frozen=True)
class Past:
    """Earlier years cut at this month: what was done by then, and what came after."""

    known: Known

    @cached_property
    def before(self) -> list[float]:
        """Done by this month."""
        return [done_by(year, self.known.months) for year in self.known.years]

    @cached_property
    def after(self) -> list[float]:
        """Done after it."""
        done = zip(self.known.years, self.before, strict=True)
        return [max(sum(year) - before, 0.0) for year, before in done]

    @cached_property
    def lately(self) -> list[float]:
        """Done in the three months up to it."""
        at, months = self.known.months, self.known.lately
        return [lately_by(year, at, months) for year in self.known.years]

    def times(self, of: list[float]) -> float:
        """How many times as much came after as ``of``: all years together, the later ones count for more."""
        trifle, last = self.known.trifle, len(of) - 1
        fading = [_FADING ** (last - n) for n in range(len(of))]
        above = sum(w * (a + trifle) for w, a in zip(fading, self.after, strict=True))
        return above / sum(w * (b + trifle) for w, b in zip(fading, of, strict=True))


def season(known: Known, past: Past) -> float:
    """This year so far, times what came after in earlier years for each one done by now."""
    return (known.done + known.trifle) * past.times(past.before)


def recent(known: Known, past: Past) -> float:
    """The last three months, times what came after the same three in earlier years."""
    window = lately_by(known.now, known.months, known.lately) + known.trifle
    if not past.after:
        return window * known.left / max(known.lately, _LEAST_MONTHS)
    return window * past.times(past.lately)


def level(known: Known, past: Past) -> float:
    """What came after this month in earlier years, on average."""
    return sum(past.after) / len(past.after) + known.trifle


def last(known: Known, past: Past) -> float:
    """What came after it last year."""
    return past.after[-1] + known.trifle


def trend(known: Known, past: Past) -> float:
    """Last year's, moved on by the yearly growth of the totals."""
    totals = [sum(year) + known.trifle for year in known.years]
    if len(totals) < 2:
        return last(known, past)
    growth = math.log(totals[-1] / totals[0]) / (len(totals) - 1)
    return last(known, past) * math.exp(min(max(growth, -_TREND), _TREND))


def pace(known: Known, _: Past) -> float:
    """The months to come like those gone by."""
    return (known.done + known.trifle) * known.left / max(known.months, _LEAST_MONTHS)


def aimed(known: Known, past: Past) -> float:
    """The target's part of these months; held near to the years, or to the pace where there are none."""
    usual, pull = (level(known, past), _PULL) if past.after else (pace(known, past), _PULL_ALONE)
    if known.aim is None:
        return usual
    asked = max(known.aim, 0.0) * (1 - _share(known, past)) + known.trifle
    return min(max(asked, usual * math.exp(-pull)), usual * math.exp(pull))


def _share(known: Known, past: Past) -> float:
    """The share of a year's work usually done by now."""
    if not past.after:
        return known.months / MONTHS
    whole = sum(past.before) + sum(past.after)
    return (sum(past.before) + known.trifle) / (whole + 2 * known.trifle)


Expert = Callable[[Known, Past], float]
EXPERTS: Mapping[str, Expert] = {
    "season": season, "recent": recent, "level": level, "last": last, "trend": trend, "pace": pace,
    "aimed": aimed,
}  # fmt: skip
#: Those that need an earlier year, and what there is without one.
ALONE = ("recent", "pace", "aimed")


def said(known: Known) -> dict[str, float]:
    """What each expert says of the rest of the year, as a logarithm."""
    past = Past(known)
    asked = EXPERTS if past.after else ALONE
    return {name: math.log(max(EXPERTS[name](known, past), 1e-12)) for name in asked}
