"""One project as monitoring sees it: money and indicators on a day, ready for the warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.law.monitoring import PossibilityBounds
from jixiao.law.packs import Pack
from jixiao.measures.observation import Observation
from jixiao.monitoring.forecast.indicator import Forecast
from jixiao.monitoring.forecast.matter import Matter
from jixiao.monitoring.money import Account, Point
from jixiao.monitoring.progress import Nature, Progress, bounds
from jixiao.plan.model import Indicator, Project
from jixiao.plan.money import half_up
from jixiao.terms.indicators import Level2


@dataclass(frozen=True)
class Line:
    """One indicator on a day. ``fresh`` is the last day its evidence speaks for.

    ``matter`` is what the forecast stands on, its month ends among it.
    """

    indicator: Indicator
    observation: Observation
    progress: Progress
    forecast: Forecast
    fresh: date | None = None
    matter: Matter | None = None

    @property
    def is_output(self) -> bool:
        """Whether it grows towards a floor: what can be set against the time line."""
        low, _ = bounds(self.indicator.target)
        return self.progress.nature is Nature.GROWING and low is not None and low > 0


@dataclass(frozen=True)
class Sheet:
    """One project on a day."""

    project: Project
    account: Account
    point: Point
    lines: tuple[Line, ...]
    as_of: date
    year: int
    pack: Pack
    possibility: PossibilityBounds

    @property
    def made_up(self) -> bool:
        """Whether its money or any of its values rests on made-up rows (模拟数据)."""
        return self.account.made_up or any(line.observation.made_up for line in self.lines)

    @property
    def output(self) -> Decimal | None:
        """Output progress in percent: the mean of the quantity indicators that have one."""
        grown = [line for line in self.lines if line.is_output]
        quantities = [g for g in grown if g.indicator.type2 is Level2.QUANTITY] or grown
        return _mean([g.progress.percent for g in quantities if g.progress.percent is not None])


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return half_up(sum(values, Decimal(0)) / len(values)) if values else None
