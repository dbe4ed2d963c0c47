"""All that a forecast of one indicator stands on: its readings, its measure, its season."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jixiao.measures.kinds import MeasureKind
from jixiao.measures.measure import Measure
from jixiao.measures.observation import Observation
from jixiao.measures.predicates.tree import columns_of
from jixiao.monitoring.forecast.payments import UNITS
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import (
    MONTHS,
    Regularity,
    Season,
    months_passed,
    remembered,
    season_of,
    seen,
    unseen,
)
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
    pool: Regularity = field(default_factory=unseen)
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

    def season(self) -> Season | None:
        """The mean of the earlier years' months."""
        years = [months for s in self.earlier if is_whole_year(months := self._work(s))]
        if not years:
            return None
        mean = [sum(y[m] / sum(y) for y in years) / len(years) for m in range(MONTHS)]
        return season_of(f"近{len(years)}年", mean)

    def regularity(self) -> Regularity:
        """Seasons and steadiness: of like indicators, then of earlier years, then of what was seen."""
        years = [[x * self.units for x in self._work(s)] for s in self.whole_years]
        done = self._work(self.series)[: int(self.months)]
        return seen(remembered(self.pool, years), [x * self.units for x in done])

    @property
    def whole_years(self) -> tuple[Series, ...]:
        """The earlier years that tell of the season."""
        return tuple(s for s in self.earlier if is_whole_year(self._work(s)))

    def _work(self, series: Series) -> tuple[float, ...]:
        return series.arrivals() if self.nature is Nature.SHARE else series.growth()

    @property
    def units(self) -> float:
        """Money is no number of things: for the fit its target counts as a few dozen."""
        bound = self.target.value
        continuous = self.target.dimension is Dimension.MONEY or _is_sum(self.measure)
        return UNITS / float(bound) if continuous and bound and bound > 0 else 1.0


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
