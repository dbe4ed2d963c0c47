"""Money and shares: decimals, and the one rounding with the rule that orders it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
#: An amount of money with more places than people read.
_FINE = re.compile(r"(?<![\d.])(?P<value>\d+\.\d{3,})(?P<unit>[百千万亿]*元)")
#: Longest number a form can mean; beyond it a cell is refused rather than computed with.
MAX_DIGITS = 40


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round half away from zero, the everyday 四舍五入 of financial tables.

    Source: GB/T 8170-2008 allows 全数值比较 only before rounding; budget forms print two places.
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def decimal_of(text: str | None) -> Decimal | None:
    """The decimal a cell prints (``3.00``, ``1,234.5``), or ``None`` where it prints none."""
    bare = (text or "").strip()
    if len(bare) > MAX_DIGITS or not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        return None
    try:
        return Decimal(bare.replace(",", "").replace("，", ""))
    except InvalidOperation:  # digits of other scripts that \d lets through
        return None


def amount_text(value: Decimal) -> str:
    """An amount as people read it: to two places by the named rounding, as it is where it has no more."""
    exponent = value.as_tuple().exponent
    return plain(half_up(value) if isinstance(exponent, int) and exponent < -2 else value)


def money_words(text: str, *, exact: bool = False) -> str:
    """A value as written, its amounts of money to two places: ``2.86795万元`` → ``2.87万元``.

    ``exact``: 万元 that were rounded have their 元 behind them, ``2.87万元（28679.5元）``.
    """
    return _FINE.sub(lambda found: _to_two_places(found, exact=exact), text)


def _to_two_places(found: re.Match[str], *, exact: bool) -> str:
    value, unit = Decimal(found["value"]), found["unit"]
    said = f"{amount_text(value)}{unit}"
    return f"{said}（{shortest(value * 10000)}元）" if exact and unit == "万元" else said


def plain(value: Decimal) -> str:
    """The decimal without exponent, trailing zeros kept: ``3.00``."""
    return format(value, "f")


def shortest(value: Decimal) -> str:
    """The decimal without exponent and without trailing zeros: ``3``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
