"""Made-up years of many shapes, day by day, by a process that is nothing like the forecast's model.

Effort varies week by week (a random walk with breaks), work comes in batches, units stop and go, quotas
end where they were set. No gamma, Dirichlet or negative binomial is drawn from anywhere here.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

DAYS = 365
MONTH_ENDS = (31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
Effort = list[float]


@dataclass(frozen=True)
class CountYear:
    """A cumulative count: its shape, target, months of work, and the months of earlier years."""

    shape: str
    target: float
    months: tuple[int, ...]
    earlier: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class RatioYear:
    """A ratio: (numerator, denominator) as they were known to grow month by month."""

    shape: str
    target: float
    months: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class MoneyYear:
    """Payments by month in shares of the budget; ``target`` is the execution asked for."""

    shape: str
    target: float
    months: tuple[float, ...]
    earlier: tuple[tuple[float, ...], ...]


# -- effort, day by day ---------------------------------------------------------------------------


def _weekly(rng: random.Random, roughness: float) -> Effort:
    level, made = 0.0, []
    for day in range(DAYS):
        if day % 7 == 0:
            level = 0.75 * level + rng.gauss(0, roughness)
        quiet = 0.25 if 15 <= day <= 45 and rng.random() < 0.8 else 1.0
        made.append(math.exp(level) * quiet * (day % 7 < 5))
    return made


def _steady(rng: random.Random) -> Effort:
    return _weekly(rng, 0.15)


def _seasonal(rng: random.Random) -> Effort:
    peak, depth = rng.choice((110, 160, 260, 300)), rng.uniform(0.4, 0.95)
    wave = [1 + depth * math.cos(2 * math.pi * (d - peak) / DAYS) for d in range(DAYS)]
    return [a * b for a, b in zip(_weekly(rng, 0.2), wave, strict=True)]


def _late(rng: random.Random) -> Effort:
    start, ramp = rng.randint(55, 215), rng.randint(5, 60)
    return [e * min(1.0, max(0.0, (d - start) / ramp)) for d, e in enumerate(_weekly(rng, 0.25))]


def _rush(rng: random.Random) -> Effort:
    power = rng.uniform(1.0, 3.0)
    return [e * ((d + 20) / DAYS) ** power for d, e in enumerate(_weekly(rng, 0.25))]


def _fading(rng: random.Random) -> Effort:
    half = rng.uniform(120, 320)
    return [e * 0.5 ** (d / half) for d, e in enumerate(_weekly(rng, 0.2))]


def _stop_and_go(rng: random.Random) -> Effort:
    on, left, made = rng.random() < 0.5, 0, []
    for effort in _weekly(rng, 0.3):
        if left == 0:
            on, left = not on, rng.randint(14, 75)
        left -= 1
        made.append(effort if on else 0.0)
    return made


def _one_off(rng: random.Random) -> Effort:
    made = [0.02 * e * rng.random() for e in _weekly(rng, 0.2)]
    for _ in range(rng.choice((1, 1, 2, 3))):
        day = rng.randint(40, 350)
        for d in range(day, min(DAYS, day + rng.randint(2, 20))):
            made[d] += rng.uniform(3, 12)
    return made


SHAPES: dict[str, Callable[[random.Random], Effort]] = {
    "均衡": _steady,
    "有淡旺季": _seasonal,
    "年中才开始": _late,
    "年底集中": _rush,
    "前高后低": _fading,
    "停停走走": _stop_and_go,
    "一次性跳升": _one_off,
}


# -- counts ---------------------------------------------------------------------------------------


def _worked(rng: random.Random, effort: Effort, total: float) -> tuple[int, ...]:
    """Work by month: batches land on days by effort until about ``total`` is done."""
    scale, batch = total / max(sum(effort), 1e-9), rng.choice((1, 1, 1, 2, 3, 5))
    batch = 1 if total < 20 else batch
    months, carried, month = [0] * 12, rng.random(), 0
    for day, e in enumerate(effort):
        while day >= MONTH_ENDS[month]:
            month += 1
        carried += e * scale / batch * rng.uniform(0.3, 1.7)
        whole = int(carried)
        carried -= whole
        months[month] += whole * batch
    return tuple(months)


def _ambition(rng: random.Random) -> float:
    """The year's total over its target: usually a little above, sometimes far below or above."""
    kind = rng.random()
    if kind < 0.62:
        return rng.triangular(0.92, 1.4, 1.04)
    return rng.uniform(0.35, 0.95) if kind < 0.87 else rng.uniform(1.3, 2.2)


def _stopped(months: Sequence[int], quota: int) -> tuple[int, ...]:
    made, left = [], quota
    for done in months:
        made.append(min(done, left))
        left -= made[-1]
    return tuple(made)


def count_year(rng: random.Random) -> CountYear:
    """One count of any shape; with none to three earlier years of the same shape."""
    shape = rng.choice(list(SHAPES))
    target = float(round(math.exp(rng.uniform(math.log(5), math.log(2000)))))
    size = target * _ambition(rng)
    months = _worked(rng, SHAPES[shape](rng), size)
    if rng.random() < 0.2:
        months = _stopped(months, int(target))
    years = rng.choice((0, 0, 1, 2, 3))
    earlier = tuple(
        _worked(rng, SHAPES[shape](rng), size * rng.uniform(0.6, 1.35)) for _ in range(years)
    )
    return CountYear(shape, target, months, earlier)


# -- ratios ---------------------------------------------------------------------------------------


def ratio_year(rng: random.Random) -> RatioYear:
    """One ratio: steady, drifting, shaken month by month, or settled with a lag."""
    shape = rng.choice(("稳定", "渐变", "各月起伏", "滞后办结"))
    arrivals = _worked(
        rng,
        SHAPES[rng.choice(list(SHAPES))](rng),
        math.exp(rng.uniform(math.log(15), math.log(1500))),
    )
    good = 1 - math.exp(rng.uniform(math.log(0.004), math.log(0.3)))
    logit = math.log(good / (1 - good))
    drift = rng.gauss(0, 1.2) if shape == "渐变" else 0.0
    shake = {"各月起伏": 0.8, "稳定": 0.1}.get(shape, 0.3)
    months, waiting = [], 0
    lag = rng.uniform(0.25, 0.7)
    for n, came in enumerate(arrivals):
        q = 1 / (1 + math.exp(-(logit + drift * (n - 5.5) / 11 + rng.gauss(0, shake))))
        fit = sum(rng.random() < q for _ in range(came))
        if shape == "滞后办结":
            waiting += fit
            fit = sum(rng.random() > lag for _ in range(waiting))
            waiting -= fit
        months.append((fit, came))
    return RatioYear(shape, rng.choice((85.0, 90.0, 90.0, 95.0, 95.0, 98.0)), tuple(months))


# -- money ----------------------------------------------------------------------------------------


def money_year(rng: random.Random) -> MoneyYear:
    """One project's payments: even fees, contract instalments, year-end settling, with savings."""
    shape = rng.choice(("按月支付", "合同分期", "年底结算", "验收后一次支付", "零星报销"))
    final = _final_share(rng)
    made = _paid(rng, shape, final)
    earlier = tuple(
        _paid(rng, shape, _final_share(rng)) for _ in range(rng.choice((0, 0, 1, 2, 3)))
    )
    return MoneyYear(shape, rng.choice((0.8, 0.9, 0.9, 0.95)), made, earlier)


def _final_share(rng: random.Random) -> float:
    kind = rng.random()
    if kind < 0.35:
        return 1.0
    return rng.triangular(0.8, 1.0, 0.97) if kind < 0.85 else rng.uniform(0.15, 0.9)


def _paid(rng: random.Random, shape: str, final: float) -> tuple[float, ...]:
    weights = _MONEY[shape](rng)
    whole = sum(weights)
    return tuple(final * w / whole for w in weights)


def _even(rng: random.Random) -> list[float]:
    return [rng.uniform(0.7, 1.3) for _ in range(12)]


def _instalments(rng: random.Random) -> list[float]:
    made, month = [0.0] * 12, rng.randint(1, 5)
    for part in rng.choice(((0.3, 0.6, 0.1), (0.5, 0.5), (0.3, 0.4, 0.3))):
        made[min(month, 11)] += part
        month += rng.randint(2, 5)
    return made


def _settling(rng: random.Random) -> list[float]:
    return [rng.uniform(0.2, 1.0) * (1 + 6 * (m >= 9)) for m in range(12)]


def _once(rng: random.Random) -> list[float]:
    made = [0.0] * 12
    made[rng.randint(3, 11)] = 1.0
    return made


def _sporadic(rng: random.Random) -> list[float]:
    return [rng.uniform(0.3, 2.5) * (rng.random() < 0.6) + 0.01 for _ in range(12)]


_MONEY: dict[str, Callable[[random.Random], list[float]]] = {
    "按月支付": _even,
    "合同分期": _instalments,
    "年底结算": _settling,
    "验收后一次支付": _once,
    "零星报销": _sporadic,
}
