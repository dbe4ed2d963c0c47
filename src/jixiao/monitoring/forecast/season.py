"""How the work of a year is spread over its months, and how regular that is.

A season is twelve shares. How far a year keeps to it is one number, the concentration: a large one is
a steady trickle, a small one is stop-and-go, below one everything may come in a single month. Months
given season and concentration follow Dirichlet's distribution, so the likelihood of what was seen so
far is a few ``lgamma``, and the share of the year done by a day is a mixture of betas.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from jixiao.monitoring.forecast.distributions import beta_below

MONTHS = 12
#: Bounds of the cells in which the share of the year done so far is held.
BOUNDS = (
    0.0, 0.002, 0.01, 0.025, *(0.05 * n for n in range(1, 20)), 0.975, 0.99, 0.998, 1.0,
)  # fmt: skip
CELLS = tuple((low + high) / 2 for low, high in pairwise(BOUNDS))
CONCENTRATIONS = (0.3, 1.0, 3.0, 8.0, 20.0, 60.0, 200.0)
#: Before anything is seen: how likely each concentration is, of work and of payments, which
#: either come in a few large sums or are steady.
REGULARITY = (0.07, 0.07, 0.14, 0.24, 0.20, 0.19, 0.09)
LUMPINESS = (0.25, 0.15, 0.1, 0.1, 0.1, 0.15, 0.15)
#: How far a spending plan is believed to tell the season.
_PLANNED = 0.45
#: However smooth the months are, the rest of a year may go otherwise: no share is surer than so.
_SWAY = 80.0
_FLOOR = 0.002


@dataclass(frozen=True)
class Season:
    """Twelve shares of a year's work, and whose they are, in words."""

    words: str
    months: tuple[float, ...]

    def done(self, months: float) -> float:
        """The share done after so many months; inside a month in proportion."""
        whole = min(int(months), MONTHS)
        part = self.months[whole] * (months - whole) if whole < MONTHS else 0.0
        return min(1.0, sum(self.months[:whole]) + part)


def season_of(words: str, weights: Sequence[float]) -> Season:
    """A season from twelve weights of any size; no month is quite impossible."""
    whole = sum(weights)
    return Season(words, tuple((w / whole + _FLOOR) / (1 + MONTHS * _FLOOR) for w in weights))


#: The months of the Spring Festival are quiet in all of them.
EVEN = season_of("按月均衡", [7, 6, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10])
LATER = season_of("后半年略多", [2, 2, 4, 4, 4, 5, 5, 5, 6, 6, 7, 7])
RUSH = season_of("下半年集中", [2, 4, 8, 11, 15, 18, 22, 26, 30, 34, 38, 42])
LAST = season_of("年底集中", [1, 2, 5, 8, 13, 21, 32, 46, 65, 90, 120, 160])
SETTLING = season_of("四季度结算", [1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 8, 10])
SOON = season_of("二季度开始", [0, 0, 1, 5, 9, 10, 10, 10, 10, 10, 10, 10])
MIDDLE = season_of("年中开始", [0, 0, 0, 0, 1, 5, 9, 10, 10, 10, 10, 10])
LATE = season_of("下半年开始", [0, 0, 0, 0, 0, 0, 1, 5, 9, 10, 10, 10])
EARLY = season_of("上半年集中", [3, 3, 6, 6, 5, 4, 3, 2, 2, 2, 2, 1])
SPRING = season_of("春夏集中", [1, 1, 4, 7, 9, 9, 7, 4, 2, 1, 1, 1])
AUTUMN = season_of("秋季集中", [1, 1, 1, 2, 3, 4, 7, 9, 9, 7, 4, 2])
#: Before anything is seen no manner of year is likelier than another: even, growing, beginning late,
#: slackening, or with a peak; within a manner neither.
COMMON: Mapping[Season, float] = {
    EVEN: 1 / 5, LATER: 1 / 15, RUSH: 1 / 15, LAST: 1 / 15, SOON: 1 / 15, MIDDLE: 1 / 15,
    LATE: 1 / 15, EARLY: 1 / 5, SPRING: 1 / 10, AUTUMN: 1 / 10,
}  # fmt: skip
#: Payments go on evenly, or wait for contracts and for the last quarter; they seldom slacken.
PAYING: Mapping[Season, float] = {
    EVEN: 0.25, LATER: 0.12, RUSH: 0.1, SETTLING: 0.25, LAST: 0.05, SOON: 0.06, MIDDLE: 0.06,
    LATE: 0.05, EARLY: 0.06,
}  # fmt: skip


def months_passed(on: date) -> float:
    """How many months of its year have passed at the end of a day."""
    return on.month - 1 + on.day / monthrange(on.year, on.month)[1]


Regularity = Mapping[tuple[Season, float], float]


def unseen(
    common: Mapping[Season, float] = COMMON,
    steadiness: Sequence[float] = REGULARITY,
    planned: Season | None = None,
) -> Regularity:
    """Before anything is seen: the common seasons, or what is planned, and how regular years are."""
    trust = _PLANNED if planned else 0.0
    seasons = {season: share * (1 - trust) for season, share in common.items()}
    if planned:
        seasons[planned] = trust
    return {
        (season, c): share * regular
        for season, share in seasons.items()
        for c, regular in zip(CONCENTRATIONS, steadiness, strict=True)
    }


def _log_sum(logs: Iterable[float]) -> float:
    these = list(logs)
    most = max(these)
    return most + math.log(sum(math.exp(log - most) for log in these))


def _shared(logs: Mapping[tuple[Season, float], float]) -> Regularity:
    """From log weights to shares of one; what hardly counts is left out."""
    whole = _log_sum(logs.values())
    shares = {kind: math.exp(log - whole) for kind, log in logs.items()}
    kept = {kind: share for kind, share in shares.items() if share > 1e-4}
    return {kind: share / sum(kept.values()) for kind, share in kept.items()}


def seen(before: Regularity, months: Sequence[float]) -> Regularity:
    """After some months (work done in each): seasons and concentrations by how well they fit."""
    if sum(months) <= 0 or len(months) < 2:
        return before
    return _shared({kind: math.log(p) + fit(*kind, months) for kind, p in before.items()})


def fit(season: Season, concentration: float, months: Sequence[float]) -> float:
    """Log likelihood of how the work so far is spread over its months (Dirichlet-multinomial)."""
    alphas = [concentration * share for share in season.months[: len(months)]]
    done = sum(months)
    each = sum(
        math.lgamma(a + x) - math.lgamma(a) for a, x in zip(alphas, months, strict=True) if x
    )
    return math.lgamma(sum(alphas)) - math.lgamma(sum(alphas) + done) + each


def done_so_far(regularity: Regularity, months: float) -> list[float]:
    """The probability of each cell of :data:`BOUNDS` for the share of the year done by now."""
    cells = [0.0] * len(CELLS)
    for (season, c), p in regularity.items():
        done = min(max(season.done(months), 1e-6), 1 - 1e-6)
        sure = 1 / (1 / (c + 1) + 1 / (_SWAY + 1)) - 1
        below = [beta_below(x, sure * done, sure * (1 - done)) for x in BOUNDS]
        for n, (low, high) in enumerate(pairwise(below)):
            cells[n] += p * (high - low)
    return cells


def expected_done(regularity: Regularity, months: float) -> float:
    """The share of the year's work usually done by now."""
    return sum(p * season.done(months) for (season, _), p in regularity.items())
