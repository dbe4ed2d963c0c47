"""All that a forecast of one indicator stands on: its readings, its measure, its season."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.measures.kinds import MeasureKind
from jixiao.measures.measure import Measure
from jixiao.measures.observation import Observation
from jixiao.measures.predicates.tree import columns_of
from jixiao.monitoring.forecast.known import MONTHS, Known, done_by
from jixiao.monitoring.forecast.parts import Part
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import months_passed
from jixiao.monitoring.progress import Nature, bounds, meets, nature_of
from jixiao.monitoring.series import Series, is_whole_year
from jixiao.plan.model import Indicator
from jixiao.plan.target import Target
from jixiao.terms.targets import Dimension

#: What ratios usually reach, where no like indicator has shown another.
USUAL_RATIO = 0.955


@dataclass(frozen=True)
class Matter:
    """All a forecast of one indicator stands on. ``paid``: the year-end payments, for a cost."""

    indicator: Indicator
    now: Observation
    series: Series
    earlier: tuple[Series, ...]
    as_of: date
    year: int
    measure: Measure | None = None
    paid: Predictive | None = None
    usual: float = USUAL_RATIO

    @property
    def target(self) -> Target:
        """The indicator's target."""
        return self.indicator.target

    @property
    def months(self) -> float:
        """Months of the year that have passed."""
        return months_passed(self.as_of) if self.as_of.year <= self.year else float(MONTHS)

    @property
    def nature(self) -> Nature:
        """How the value moves: the measure knows, else the target tells."""
        return _nature(self.measure) or nature_of(self.target)

    def meets(self, value: float) -> bool:
        """Whether a year-end value would meet the target; one a hair off a bound is at it."""
        low, high = bounds(self.target)
        near = [float(b) for b in (low, high) if b is not None and abs(value - float(b)) < 1e-9]
        return meets(self.target, Decimal(repr(near[0] if near else value))) is True

    @property
    def whole_years(self) -> tuple[Series, ...]:
        """The earlier years the forecast stands on, latest first."""
        return tuple(s for s in self.earlier if is_whole_year(self._work(s)))

    def known(self) -> Known:
        """What grows through the year, as the forecast takes it: month by month, oldest year first."""
        low, high = bounds(self.target)
        bound = low if low is not None else high
        return Known(
            counted=not self._is_money,
            months=self.months,
            now=self.series.growth(),
            earlier=tuple(s.growth() for s in reversed(self.whole_years)),
            aim=None if bound is None else float(bound),
        )

    def parts(self) -> tuple[tuple[Part, ...], ...]:
        """Numerators and denominators of the earlier years, oldest first."""
        return tuple(s.parts() for s in reversed(self.whole_years))

    def usual_share(self) -> float | None:
        """How much of the year's work was done by now in the earlier years together."""
        years = [self._work(s) for s in self.whole_years]
        whole = sum(map(sum, years))
        return sum(done_by(year, self.months) for year in years) / whole if whole else None

    def _work(self, series: Series) -> tuple[float, ...]:
        return series.arrivals() if self.nature is Nature.SHARE else series.growth()

    @property
    def _is_money(self) -> bool:
        """Money is no number of things."""
        return self.target.dimension is Dimension.MONEY or _is_sum(self.measure)


def _is_sum(measure: Measure | None) -> bool:
    return measure is not None and measure.kind is MeasureKind.SUM and measure.unit.endswith("元")


def _nature(measure: Measure | None) -> Nature | None:
    if measure is None:
        return None
    if measure.kind is MeasureKind.CHANGE:
        return Nature.CHANGE
    if measure.kind is MeasureKind.LATEST:
        return Nature.DATE
    if measure.kind.is_share:
        return Nature.SHARE
    return Nature.STANDING if measure.stock else Nature.GROWING


def settled_later(measure: Measure | None) -> bool:
    """Whether the numerator waits for a later day than the row's own: cases filed, not yet closed."""
    if measure is None or measure.kind is not MeasureKind.RATIO:
        return False
    return bool(columns_of(measure.numerator) & measure.hidden)
