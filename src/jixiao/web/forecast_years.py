"""The earlier years a forecast stands on, year by year, each with the days on which its rows can be traced."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.monitoring.forecast.indicator import years_of
from jixiao.monitoring.forecast.matter import Matter
from jixiao.monitoring.series import Reading, Series
from jixiao.monitoring.sheet import Line
from jixiao.plan.money import half_up, plain


@dataclass(frozen=True)
class Past:
    """What stood on a day of an earlier year."""

    on: date
    text: str
    parts: str


@dataclass(frozen=True)
class PastYear:
    """One earlier year: by the same time, and at its end."""

    year: int
    by_now: Past
    whole: Past


def years_behind(line: Line) -> list[PastYear]:
    """Latest first; none where the forecast stands on none."""
    matter = line.matter
    if matter is None or not years_of(matter):
        return []
    return [_past(series, matter) for series in matter.whole_years]


def _past(series: Series, matter: Matter) -> PastYear:
    months = tuple(map(_said, series.readings))
    month = matter.as_of.month
    last = date(series.year, month, monthrange(series.year, month)[1])
    by_now = next((one for one in months if one.on == last), months[-1])
    return PastYear(series.year, by_now, months[-1])


def _said(reading: Reading) -> Past:
    text = "—" if reading.value is None else _number(reading.value)
    above, below = reading.numerator, reading.denominator
    parts = "" if above is None or below is None else f"{_number(above)} ÷ {_number(below)}"
    return Past(reading.on, text, parts)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else plain(half_up(Decimal(repr(value))))
