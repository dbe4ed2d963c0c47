"""A ratio month by month: numerators and denominators."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from jixiao.monitoring.forecast.known import done_by

#: How far two years of one unit usually lie apart (log odds), and for how many years that is known.
_YEARLY, _FEW = 0.45, 2.0


@dataclass(frozen=True)
class Part:
    """Numerator and denominator of one month."""

    numerator: float
    denominator: float


Year = Sequence[Part]


def good(parts: Year) -> float:
    """All numerators."""
    return sum(p.numerator for p in parts)


def came(parts: Year) -> float:
    """All denominators."""
    return sum(p.denominator for p in parts)


def cut(year: Year, months: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Numerator and denominator before this month, and after it."""
    above, below = [p.numerator for p in year], [p.denominator for p in year]
    x, d = done_by(above, months), done_by(below, months)
    return (x, d), (sum(above) - x, sum(below) - d)


def odds(x: float, d: float) -> float:
    """Log odds of a share; what was made good of earlier months may count for more than all."""
    inside = min(max(x, 0.0), d)
    return math.log((inside + 0.5) / (d - inside + 0.5))


def between_years(ends: Sequence[float]) -> float:
    """How far one more year may lie from the mean of these (variance), a few usual years among them."""
    middle, n = fmean(ends), len(ends)
    apart = sum((o - middle) ** 2 for o in ends)
    return (_FEW * _YEARLY**2 + apart) / (_FEW + n - 1) * (1 + 1 / n)
