"""How the terms of monitoring are shown."""

from __future__ import annotations

from decimal import Decimal

from django import template

from jixiao.law.monitoring import COLOURS
from jixiao.plan.money import half_up, plain, shortest
from jixiao.terms.findings import Level
from jixiao.web.words import is_chinese

register = template.Library()
_ENGLISH = {Level.RETURN: "Red", Level.IMPROVE: "Yellow", Level.NOTE: "Hint"}


@register.filter
def colour(level: Level) -> str:
    """What a level is called among warnings: 红色预警."""
    return COLOURS[level] if is_chinese() else _ENGLISH[level]


@register.filter
def percent(value: Decimal | None) -> str:
    """``48.00%``; what is not known is a dash, never a zero."""
    return "—" if value is None else f"{plain(value)}%"


@register.filter
def chance(value: Decimal | None) -> str:
    """A probability as a whole percentage."""
    return "—" if value is None else f"{value:.0%}"


@register.filter
def short(value: Decimal) -> str:
    """A number without the zeros behind it."""
    return shortest(value)


@register.filter
def kept(typed: object, name: str) -> str:
    """What stood in a refused form's field."""
    return str(getattr(typed, "values", {}).get(name, ""))


@register.filter
def size(value: Decimal) -> str:
    """A number without its sign and without the zeros behind it."""
    return shortest(abs(value))


@register.filter
def cents(value: Decimal) -> str:
    """A sum of money to two places, for an overview: the exact amounts stand in the list."""
    return f"{half_up(value):,}"


@register.filter
def at_most_100(value: Decimal) -> str:
    """A share in percent as a length of a bar, which ends at its end."""
    return f"{min(max(value, Decimal(0)), Decimal(100)):.1f}"
