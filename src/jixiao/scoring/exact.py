"""Products and quotients rounded once, exactly: no precision is lost before the rounding."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def quotient(
    factors: Iterable[Decimal], divisors: Iterable[Decimal] = (), places: int = 2
) -> Decimal:
    """The product of the factors over that of the divisors, signs aside, rounded half up once.

    The same rounding as :func:`jixiao.plan.money.half_up`, made on integers so that nothing is
    rounded twice; the SQL of :mod:`jixiao.scoring.scale` does the same on its integers.
    """
    numerator, denominator = 10**places, 1
    for factor in factors:
        over, under = factor.as_integer_ratio()
        numerator, denominator = numerator * abs(over), denominator * under
    for divisor in divisors:
        over, under = divisor.as_integer_ratio()
        numerator, denominator = numerator * under, denominator * abs(over)
    cents = (2 * numerator + denominator) // (2 * denominator)
    return Decimal((0, tuple(map(int, str(cents))), -places))


def is_rounded(printed: Decimal, exact: Decimal) -> bool:
    """Whether a number with decimals is the exact one rounded to the places printed."""
    exponent = printed.as_tuple().exponent
    near = isinstance(exponent, int) and exponent < 0
    return near and abs(printed - exact) <= Decimal(5).scaleb(int(exponent) - 1)
