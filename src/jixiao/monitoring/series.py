"""What an indicator's value was at the end of every month, this year and in earlier ones."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jixiao.measures.observation import Observation
from jixiao.monitoring.forecast.parts import Part
from jixiao.plan.money import decimal_of

#: An earlier year tells of the season only when work was done in so many of its months, from its
#: first half on: the tail of a year that was carried over is no year.
_LEAST_MONTHS = 4


@dataclass(frozen=True)
class Reading:
    """A value on a day, as numbers for the forecast; ``None`` where there was none yet."""

    on: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Series:
    """Readings of one indicator in one year at the ends of its months; the last is the day asked for."""

    year: int
    readings: tuple[Reading, ...]

    def growth(self) -> tuple[float, ...]:
        """What each month added; a month without a value adds nothing, a fall is no negative work."""
        values = [r.value or 0.0 for r in self.readings]
        return tuple(max(b - a, 0.0) for a, b in zip([0.0, *values], values, strict=False))

    def parts(self) -> tuple[Part, ...]:
        """Numerator and denominator that each month added."""
        pairs = [(r.numerator or 0.0, r.denominator or 0.0) for r in self.readings]
        before = [(0.0, 0.0), *pairs]
        return tuple(
            Part(b[0] - a[0], max(b[1] - a[1], 0.0)) for a, b in zip(before, pairs, strict=False)
        )

    def arrivals(self) -> tuple[float, ...]:
        """What each month added to the denominator."""
        return tuple(p.denominator for p in self.parts())

    @property
    def total(self) -> float:
        """The last value; nothing read is nothing done."""
        return (self.readings[-1].value or 0.0) if self.readings else 0.0


def is_whole_year(months: Sequence[float]) -> bool:
    """Whether a year's work tells of the season."""
    return sum(m > 0 for m in months) >= _LEAST_MONTHS and any(m > 0 for m in months[:6])


def with_now(series: Series, now: Observation) -> Series:
    """The series with the observation of the day asked for as its last reading."""
    value, above, below = (
        _number(now.value), _number(now.numerator), _number(now.denominator)
    )  # fmt: skip
    last = Reading(now.as_of, value, above, below)
    earlier = tuple(r for r in series.readings if r.on < now.as_of)
    return Series(series.year, (*earlier, last))


def _number(text: str | None) -> float | None:
    found = decimal_of(text)
    return None if found is None else float(found)


@dataclass(frozen=True)
class Evidence:
    """Of every indicator: the observation on the day, this year's series, earlier years', latest first."""

    as_of: date
    observations: Mapping[str, Observation]
    series: Mapping[str, Series]
    earlier: Mapping[str, tuple[Series, ...]]

    @classmethod
    def of(
        cls,
        as_of: date,
        observations: Mapping[str, Observation],
        series: Mapping[str, Series],
        earlier: Sequence[Mapping[str, Series]] = (),
    ) -> Evidence:
        """From what was read: the day's observation is put at the end of each series."""
        year = as_of.year
        whole = {
            one: with_now(series.get(one, Series(year, ())), now)
            for one, now in observations.items()
        }
        before = {one: tuple(_told(one, earlier)) for one in observations}
        return cls(as_of, observations, whole, before)


def _told(one: str, earlier: Sequence[Mapping[str, Series]]) -> Iterator[Series]:
    found = (year.get(one) for year in earlier)
    return (s for s in found if s is not None and s.readings)


def month_ends(year: int, as_of: date) -> tuple[date, ...]:
    """The ends of the months of a year that have passed by a day."""
    ends = (date(year, m, monthrange(year, m)[1]) for m in range(1, 13))
    return tuple(day for day in ends if day <= as_of)
