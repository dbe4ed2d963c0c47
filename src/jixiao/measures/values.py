"""Numbers as observations carry them: exact sums, one named rounding for shares."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from jixiao.plan.money import half_up

_EXACT = Context(prec=60)
_YUAN = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}


def percent(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A share in percent, rounded once, half up, to two places (四舍五入，保留两位小数)."""
    return half_up(_EXACT.divide(numerator * 100, denominator))


def in_unit(amount: Decimal, unit: str, wanted: str | None) -> tuple[Decimal, str]:
    """An amount of money in another unit of money, exactly; anything else as it is."""
    if unit in _YUAN and wanted is not None and wanted in _YUAN:
        return _EXACT.divide(amount * _YUAN[unit], Decimal(_YUAN[wanted])), wanted
    return amount, unit


def number(value: object) -> Decimal:
    """What an engine gave, as an exact number; nothing added up is zero."""
    if value is None:
        return Decimal(0)
    if isinstance(value, Decimal | int):
        return Decimal(value)
    raise TypeError(f"not an exact number: {value!r}")


def day(value: object) -> date | None:
    """What an engine gave, as a date."""
    if value is None or isinstance(value, date):
        return value
    raise TypeError(f"not a date: {value!r}")
