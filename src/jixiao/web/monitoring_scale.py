"""Where a day and a value stand in a chart of a year: months across, few round numbers upwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 46, 350, 12, 164
_STEPS = (1, 2, 2.5, 5, 10)
#: About so many lines are drawn across.
_LINES = 4


@dataclass(frozen=True)
class Tick:
    """A line across or a month below: where, and what stands beside it."""

    at: str
    text: str


@dataclass(frozen=True)
class Scale:
    """A year from left to right, values from ``low`` at the bottom to ``high`` at the top."""

    year: int
    low: float
    high: float
    step: float

    @classmethod
    def over(cls, year: int, values: Iterable[float], *, zero: bool) -> Scale:
        """A scale that holds all values, and zero where it belongs there; its ends are round."""
        every = [*values, *([0.0] if zero else [])]
        low, high = min(every), max(every)
        if high - low < 1e-9:
            low, high = (0.0, high * 1.25 or 1.0) if high >= 0 else (low * 1.25, 0.0)
        step = _round_step((high - low) / _LINES)
        return cls(year, math.floor(low / step) * step, math.ceil(high / step) * step, step)

    def x(self, day: date) -> float:
        """The end of a day: a year's last day is the right edge."""
        begin = date(self.year, 1, 1)
        share = ((day - begin).days + 1) / ((date(self.year, 12, 31) - begin).days + 1)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)

    def y(self, value: float) -> float:
        """A value's height, downwards as drawings count."""
        return BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low)

    def line(self, points: Sequence[tuple[date, float]]) -> str:
        """Points as a drawing's ``points``."""
        return " ".join(f"{self.x(day):.1f},{self.y(value):.1f}" for day, value in points)

    @property
    def ticks(self) -> list[Tick]:
        """The lines across with their values."""
        count = round((self.high - self.low) / self.step)
        values = (self.low + n * self.step for n in range(count + 1))
        return [Tick(f"{self.y(v):.1f}", f"{round(v, 6):g}") for v in values]

    @property
    def months(self) -> list[Tick]:
        """Every third month's end."""
        ends = [date(self.year, 3, 31), date(self.year, 6, 30), date(self.year, 9, 30)]
        return [Tick(f"{self.x(e):.1f}", f"{e:%m-%d}") for e in (*ends, date(self.year, 12, 31))]

    @property
    def box(self) -> dict[str, int]:
        """The drawing's size and the edges of its plot."""
        return {
            "width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT, "top": TOP,
            "bottom": BOTTOM, "below": BOTTOM + 17, "beside": LEFT - 5,
        }  # fmt: skip


def _round_step(rough: float) -> float:
    """The least round number that is not smaller: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return float(next(s * power for s in _STEPS if s * power >= rough * (1 - 1e-9)))
