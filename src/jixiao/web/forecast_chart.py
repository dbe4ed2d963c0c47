"""An indicator's fan chart: what was observed, what the year's end may bring, the target as a line.

Only the year's end is forecast; the lines from today to it are drawn straight and say nothing of the
months between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.monitoring.forecast.indicator import predictive_of
from jixiao.monitoring.progress import Nature, bounds
from jixiao.monitoring.series import Reading
from jixiao.monitoring.sheet import Line
from jixiao.plan.money import half_up, plain, shortest
from jixiao.terms.targets import Dimension
from jixiao.web.monitoring_scale import Scale

_DRAWN = (Nature.GROWING, Nature.SHARE, Nature.CHANGE, Nature.STANDING)


@dataclass(frozen=True)
class Fan:
    """The year's end: the median, and the interval that holds 80 %."""

    low: Decimal
    median: Decimal
    high: Decimal


@dataclass(frozen=True)
class Dot:
    """A value as observed, for the drawing and for the table beside it."""

    on: date
    text: str
    x: str
    y: str


@dataclass(frozen=True)
class Bound:
    """A bound of the target, as a line across."""

    y: str
    text: str


@dataclass(frozen=True)
class ForecastChart:
    """All that the drawing's template is given."""

    scale: Scale
    unit: str
    dots: list[Dot]
    line: str
    fan: Fan | None
    band: str
    middle: str
    bounds: list[Bound]


def chart_of(line: Line, year: int) -> ForecastChart | None:
    """The drawing of an indicator; ``None`` where no value of the year is a number."""
    seen = [r for r in _readings(line) if r.on.year == year]
    points = [(r.on, r.value) for r in seen if r.value is not None]
    if not points:
        return None
    fan = fan_of(line)
    low, high = bounds(line.indicator.target)
    asked = list(dict.fromkeys(b for b in (low, high) if b is not None))
    ends = [float(v) for v in (fan.low, fan.high)] if fan else []
    growing = line.progress.nature is Nature.GROWING
    every = [*(v for _, v in points), *ends, *map(float, asked)]
    scale = Scale.over(year, every, zero=growing)
    now, last = points[-1], date(year, 12, 31)
    dots = [Dot(d, _text(v), f"{scale.x(d):.1f}", f"{scale.y(v):.1f}") for d, v in points]
    return ForecastChart(
        scale=scale,
        unit=line.observation.unit or line.indicator.target.unit or "",
        dots=dots,
        line=scale.line(points),
        fan=fan,
        band=scale.line([now, (last, float(fan.high)), (last, float(fan.low))]) if fan else "",
        middle=scale.line([now, (last, float(fan.median))]) if fan else "",
        bounds=[Bound(f"{scale.y(float(b)):.1f}", shortest(b)) for b in asked],
    )


def fan_of(line: Line) -> Fan | None:
    """The forecast's interval with its median; ``None`` without a forecast, or when the year is over."""
    forecast, matter = line.forecast, line.matter
    if matter is None or forecast.low80 is None or forecast.high80 is None:
        return None
    made = predictive_of(matter)
    if isinstance(made, str) or line.observation.as_of >= date(matter.year, 12, 31):
        return None
    places = 0 if line.indicator.target.dimension is Dimension.COUNT else 2
    median = half_up(Decimal(repr(made.quantile(0.5))), places)
    return Fan(forecast.low80, min(max(median, forecast.low80), forecast.high80), forecast.high80)


def _readings(line: Line) -> Iterator[Reading]:
    if line.matter is not None and line.progress.nature in _DRAWN:
        yield from line.matter.series.readings


def _text(value: float) -> str:
    return plain(half_up(Decimal(repr(value)))) if value != int(value) else str(int(value))
