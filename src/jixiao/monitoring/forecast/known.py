"""What is known of a year that is not over: the work of its months, earlier years, what is aimed at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

MONTHS = 12
#: More earlier years than so many tell of another time.
MOST_YEARS = 9
_PLACES = 6


@dataclass(frozen=True)
class Known:
    """A value that grows through the year, by month.

    ``counted``: whether things are counted, which fall by chance even where nothing changes; money is not.
    ``months``: how many have passed; the last of ``now`` may be a part of one. ``earlier``: whole years,
    oldest first. ``aim``: what is asked for by the year's end.
    """

    counted: bool
    months: float
    now: tuple[float, ...]
    earlier: tuple[tuple[float, ...], ...] = ()
    aim: float | None = None

    @property
    def done(self) -> float:
        """All of this year so far."""
        return sum(self.now)

    @property
    def left(self) -> float:
        """Months still to come."""
        return MONTHS - self.months

    @property
    def lately(self) -> float:
        """How many months the latest pace is taken from."""
        return min(3.0, self.months)

    @cached_property
    def years(self) -> tuple[tuple[float, ...], ...]:
        """The earlier years that tell something: the latest ones. A year without any payment tells nothing."""
        return tuple(y for y in self.earlier if self.counted or sum(y) > 0)[-MOST_YEARS:]

    @cached_property
    def trifle(self) -> float:
        """What a rest of nothing counts as, so that it has a logarithm: half a thing, or hardly any money."""
        if self.counted:
            return 0.5
        months = [month for year in self.years for month in year]
        usual = sum(months) / len(months) if months else (self.aim or 0.0) / MONTHS
        return max(0.05 * usual, 1e-9)

    def in_things(self) -> tuple[Known, float]:
        """The same in single things, and how many make one of the unit: 1.25万件 is counted in 百件."""
        if not self.counted:
            return self, 1.0
        every = (*self.now, *(m for y in self.earlier for m in y), self.aim or 0.0)
        many = things_in(every)
        return (self if many == 1 else self._times(many)), many

    def _times(self, many: float) -> Known:
        return replace(
            self,
            now=tuple(round(m * many, 3) for m in self.now),
            earlier=tuple(tuple(round(m * many, 3) for m in year) for year in self.earlier),
            aim=None if self.aim is None else round(self.aim * many, 3),
        )


def things_in(numbers: Iterable[float]) -> float:
    """How many single things one of the unit is, so that all of these are whole."""
    return float(10.0 ** max(map(_decimals, numbers), default=0))


def _decimals(value: float) -> int:
    text = f"{value:.{_PLACES}f}".rstrip("0")
    return len(text) - text.index(".") - 1


def done_by(year: Sequence[float], months: float) -> float:
    """How much of a year's work was done after so many months; inside a month in proportion."""
    whole = min(max(int(months), 0), len(year))
    part = months - whole
    inside = year[whole] * part if 0 < part < 1 and whole < len(year) else 0.0
    return sum(year[:whole]) + inside


def lately_by(year: Sequence[float], months: float, lately: float) -> float:
    """How much of it was done in the latest months."""
    return done_by(year, months) - done_by(year, months - lately)
