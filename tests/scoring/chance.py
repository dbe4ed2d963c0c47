"""Projects by chance, as rows of the scale's tables: every kind, sign, direction, gap and edge."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

KINDS = ["number"] * 8 + ["range", "duration", "baseline", "deadline", "level", "none", "unclear"]
SIGNS = (">=", ">", "=", "<=", "<", None)
DIRECTIONS = ("higher", "lower", "exact", None)
LEVELS = ("output", "output", "benefit", "satisfaction", "cost", "decision", None)
BANDS = {"met": (80, 100), "partly": (60, 79), "unmet": (0, 59)}


def project_row(chance: random.Random, number: int) -> tuple[Any, ...]:
    """A row of ``projects``: money that may be missing, nothing, negative, or too much."""
    money = [_money(chance), _money(chance)]
    if chance.random() < 0.7:
        money = [abs(money[0] or 0) + 1, abs(money[1] or 0)]
    points = Decimal(chance.choice([10, 20])) if chance.random() < 0.1 else None
    return (number, f"p{number}", *money, points)


def indicator_rows(chance: random.Random, number: int, count: int) -> list[tuple[Any, ...]]:
    """Rows of ``indicators``: weights given, partly given or left to the rule."""
    given = chance.choice(("all", "some", "none", "none"))
    weights = _weights(chance, count, given)
    return [(number, n, f"p{number}/{n}", *_row(chance, weights[n])) for n in range(count)]


def _weights(chance: random.Random, count: int, given: str) -> list[Decimal | None]:
    if given == "none":
        return [None] * count
    cuts = sorted(chance.choices(range(9001), k=count - 1))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 9000], strict=True)]
    weights: list[Decimal | None] = [Decimal(p).scaleb(-2) for p in parts]
    if given == "some":
        weights[chance.randrange(count)] = None
    return weights


def _row(chance: random.Random, weight: Decimal | None) -> tuple[Any, ...]:
    kind, level1 = chance.choice(KINDS), chance.choice(LEVELS)
    cost = level1 == "cost" or (level1 == "output" and chance.random() < 0.3)
    own = level1 == "cost" and chance.random() < 0.6
    numeric = kind in ("number", "range", "duration") or (
        kind == "baseline" and chance.random() < 0.6
    )
    low, high, sign = _target(chance, kind, numeric=numeric)
    share = numeric and kind != "baseline" and max(abs(low or 0), abs(high or 0)) <= 100
    share = share and chance.random() < 0.5 and not (sign in ("<=", "<") and high == 100)
    negative = numeric and (
        kind == "baseline" or min(low or 0, high or 0) < 0 or chance.random() < 0.5
    )
    due = date(2023, 1, 1) + timedelta(chance.randrange(365)) if kind == "deadline" else None
    reported = chance.random() < 0.95
    band = chance.choice(list(BANDS)) if not numeric and chance.random() < 0.7 else None
    return (
        level1, cost, own, weight, kind, sign, chance.choice(DIRECTIONS) if numeric else None,
        low, high, due, share, negative, kind == "baseline" and chance.random() < 0.5, reported,
        _actual(chance, low, high) if reported and numeric else None,
        due + timedelta(chance.randint(-90, 90)) if due and reported and chance.random() < 0.9 else None,
        band, Decimal(chance.randint(BANDS[band][0] * 100, BANDS[band][1] * 100)) / 100 if band else None,
        chance.random() < 0.04, chance.random() < 0.3,
    )  # fmt: skip


def _target(
    chance: random.Random, kind: str, *, numeric: bool
) -> tuple[Decimal | None, Decimal | None, str | None]:
    sign = chance.choice(SIGNS)
    if not numeric:
        return None, None, sign
    one, other = sorted((_number(chance), _number(chance)))
    if kind == "range":
        return one, other, None
    if sign in ("<=", "<"):
        return None, other, sign
    return one, None, sign


def _actual(chance: random.Random, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """Near the bound, on it, or anywhere."""
    bound = low if low is not None else high
    draw = chance.random()
    if bound is None or draw < 0.3:
        return _number(chance)
    if draw < 0.4:
        return bound
    return (bound * Decimal(chance.randint(-20, 200)) / 100).quantize(Decimal("0.000001"))


def _number(chance: random.Random) -> Decimal:
    size = 10 ** chance.randint(0, 9)
    value = Decimal(chance.randint(-size // 5, size)).scaleb(-chance.randint(0, 3))
    return Decimal(0) if chance.random() < 0.05 else value


def _money(chance: random.Random) -> Decimal | None:
    if chance.random() < 0.05:
        return None
    return Decimal(chance.randint(-100, 10**6)).scaleb(-2)
