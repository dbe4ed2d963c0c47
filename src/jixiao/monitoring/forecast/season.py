"""How the work of a year is spread over its months, and how regular that is.

A season is twelve shares. How far a year keeps to it is one number, the concentration: a large one is
a steady trickle, a small one is stop-and-go, below one everything may come in a single month. Months
given season and concentration follow Dirichlet's distribution, so the likelihood of what was seen so
far is a few ``lgamma``, and the share of the year done by a day is a mixture of betas.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Mapping, Sequence
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
CONCENTRATIONS = (0.8, 2.5, 7.0, 18.0, 50.0, 150.0)
#: Before anything is seen: how likely each concentration is. Tuned in bench/forecast.py.
REGULARITY = (0.07, 0.14, 0.24, 0.27, 0.19, 0.09)
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
RUSH = season_of("年底集中", [1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 8, 10])
LATE = season_of("年中开始", [0, 0, 0, 1, 2, 4, 5, 5, 5, 5, 5, 4])
EARLY = season_of("上半年集中", [3, 3, 6, 6, 5, 4, 3, 2, 2, 2, 2, 1])
#: How likely each is before anything is seen: of work, and of payments, which wait for the year's end.
COMMON: Mapping[Season, float] = {EVEN: 0.27, LATER: 0.2, RUSH: 0.22, LATE: 0.2, EARLY: 0.11}
PAYING: Mapping[Season, float] = {EVEN: 0.25, LATER: 0.15, RUSH: 0.38, LATE: 0.14, EARLY: 0.08}


def months_passed(on: date) -> float:
    """How many months of its year have passed at the end of a day."""
    return on.month - 1 + on.day / monthrange(on.year, on.month)[1]


Regularity = Mapping[tuple[Season, float], float]


def unseen(
    own: Season | None = None, years: int = 0, common: Mapping[Season, float] = COMMON
) -> Regularity:
    """Before the year begins: the common seasons, and one's own where there were earlier years."""
    trust = min(0.9, 0.45 + 0.15 * years) if own else 0.0
    seasons = {season: share * (1 - trust) for season, share in common.items()}
    if own:
        seasons[own] = trust
    return {
        (season, c): share * regular
        for season, share in seasons.items()
        for c, regular in zip(CONCENTRATIONS, REGULARITY, strict=True)
    }


def seen(before: Regularity, months: Sequence[float]) -> Regularity:
    """After some months (work done in each): seasons and concentrations by how well they fit."""
    if sum(months) <= 0 or len(months) < 2:
        return before
    logs = {kind: math.log(p) + _fit(*kind, months) for kind, p in before.items() if p > 0}
    most = max(logs.values())
    weights = {kind: math.exp(log - most) for kind, log in logs.items()}
    whole = sum(weights.values())
    return {kind: w / whole for kind, w in weights.items() if w / whole > 1e-4}


def _fit(season: Season, concentration: float, months: Sequence[float]) -> float:
    """Log likelihood of how the work so far is spread over its months (Dirichlet-multinomial)."""
    alphas = [concentration * share for share in season.months[: len(months)]]
    done = sum(months)
    each = sum(
        math.lgamma(a + x) - math.lgamma(a) for a, x in zip(alphas, months, strict=True) if x
    )
    return math.lgamma(sum(alphas)) - math.lgamma(sum(alphas) + done) + each


def pooled(each: Sequence[Regularity], weight: float = 6.0) -> Regularity:
    """What like indicators have shown, as the starting point of one more; ``weight`` of the common."""
    start = unseen()
    common = {kind: p * weight for kind, p in start.items()}
    for one in each:
        for kind, p in one.items():
            common[kind] = common.get(kind, 0.0) + p
    whole = sum(common.values())
    return {kind: p / whole for kind, p in common.items() if kind in start}


def done_so_far(regularity: Regularity, months: float) -> list[float]:
    """The probability of each cell of :data:`BOUNDS` for the share of the year done by now."""
    cells = [0.0] * len(CELLS)
    for (season, c), p in regularity.items():
        done = min(max(season.done(months), 1e-6), 1 - 1e-6)
        below = [beta_below(x, c * done, c * (1 - done)) for x in BOUNDS]
        for n, (low, high) in enumerate(pairwise(below)):
            cells[n] += p * (high - low)
    return cells


def expected_done(regularity: Regularity, months: float) -> float:
    """The share of the year's work usually done by now."""
    return sum(p * season.done(months) for (season, _), p in regularity.items())
