"""Closed forms of the distributions a forecast is made of, with nothing but ``math.lgamma``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

_TINY = 1e-300
_STEPS = 300
#: Up to so many things their chances are summed one by one.
_FEW = 12


def log_beta(a: float, b: float) -> float:
    """Logarithm of the beta function."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


@lru_cache(maxsize=200_000)
def beta_below(x: float, a: float, b: float) -> float:
    """P(S ≤ x) of a beta distribution: the regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if a <= 0 or b <= 0:
        return 1.0 if a <= 0 else 0.0
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return value


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def counts(size: float, share: float) -> Iterator[float]:
    """P(0), P(1), P(2) … of the gamma-Poisson (negative binomial) distribution."""
    probability = math.exp(size * math.log(share))
    n = 0
    while True:
        yield probability
        probability *= (size + n) / (n + 1) * (1 - share)
        n += 1


def shares(trials: int, a: float, b: float) -> Iterator[float]:
    """P(0) … P(trials) of the beta-binomial distribution."""
    probability = math.exp(log_beta(a, trials + b) - log_beta(a, b))
    for x in range(trials + 1):
        yield probability
        if x < trials:
            probability *= (trials - x) / (x + 1) * (a + x) / (trials - x - 1 + b)


def gamma_below(x: float, mean: float, variance: float) -> float:
    """P(X ≤ x) of a gamma distribution by its cube root (Wilson and Hilferty)."""
    if x <= 0 or mean <= 0:
        return 1.0 if mean <= 0 <= x else 0.0
    ninth = variance / (9 * mean * mean)
    z = ((x / mean) ** (1 / 3) - (1 - ninth)) / math.sqrt(ninth)
    return 0.5 * math.erfc(-z / math.sqrt(2))


def student_below(t: float, freedom: float) -> float:
    """P(T ≤ t) of Student's distribution, by the incomplete beta function."""
    tail = beta_below(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
    return tail if t < 0 else 1 - tail


@lru_cache(maxsize=4096)
def student_point(share: float, freedom: float) -> float:
    """The t with ``share`` of Student's distribution at or below it."""
    low, high = -1e4, 1e4
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if student_below(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def poisson_at_least(number: float, mean: float) -> float:
    """P(N ≥ number) of things that fall by chance, ``mean`` of them expected.

    It is the gamma distribution of the time until so many have come: exact for few, for more by its cube
    root (Wilson and Hilferty). Never falls as ``mean`` grows.
    """
    if number <= 0:
        return 1.0
    if number > _FEW:
        return gamma_below(mean, number, number)
    term = total = math.exp(-mean)
    for n in range(1, math.ceil(number)):
        term *= mean / n
        total += term
    return max(0.0, 1.0 - total)
