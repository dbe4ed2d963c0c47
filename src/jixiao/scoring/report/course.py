"""The course of the year for the report: money and indicators at each checkpoint, and what was forecast.

Made of the monitoring reports of the plan's own checkpoints and of the month ends behind them; every
figure is one that monitoring gave, with the observation it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.law.packs import Packs
from jixiao.measures.observation import Observation
from jixiao.monitoring.decisions import Decisions
from jixiao.monitoring.forecast.indicator import predictive_of
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import MONTHS, months_passed
from jixiao.monitoring.gathering import earlier_years, gather
from jixiao.monitoring.money import Point, checkpoints, point
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.progress import bounds
from jixiao.monitoring.report import Report, policy_of, year_of
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import half_up
from jixiao.registers.store import Store

#: Looked at where no project of the plan has a spending plan of its own.
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True)
class Guess:
    """What was forecast on a day for the end of the year: median, 80 % interval, probability."""

    on: date
    month: float
    value: float
    median: Decimal
    low80: Decimal
    high80: Decimal
    p_meet: Decimal | None


@dataclass(frozen=True)
class IndicatorCourse:
    """One indicator: percent of the way at each day, the month-end values, the forecasts."""

    project: Project
    indicator: Indicator
    percents: tuple[Decimal | None, ...]
    met: bool | None
    readings: tuple[tuple[float, float], ...]
    guesses: tuple[Guess, ...]
    target: tuple[Decimal | None, Decimal | None]
    observation: Observation

    @property
    def has_forecast(self) -> bool:
        """Whether there is anything to draw a fan of."""
        return bool(self.guesses) and bool(self.readings)


@dataclass(frozen=True)
class MoneyCourse:
    """One project's money at each of the days it was looked at."""

    project: Project
    points: tuple[Point, ...]
    output: Decimal | None
    vouchers: int


@dataclass(frozen=True)
class Course:
    """The year of the whole plan up to a day."""

    year: int
    days: tuple[date, ...]
    money: tuple[MoneyCourse, ...]
    indicators: tuple[IndicatorCourse, ...]
    made_up: bool

    @property
    def forecasts(self) -> tuple[IndicatorCourse, ...]:
        """The indicators a forecast was made for."""
        return tuple(one for one in self.indicators if one.has_forecast)


def course_of(
    plan: Plan, store: Store, as_of: date, *, policy: str | None = None,
    among: Packs | None = None, decisions: Decisions | None = None,
) -> Course:  # fmt: skip
    """Look at the plan on each of its checkpoints up to a day, and on that day.

    Raises:
        MonitoringError, UnknownPolicyError: as :func:`jixiao.monitoring.monitor.monitor`.
    """
    days = days_of(plan, as_of)
    years = {year_of(plan, day) for day in days}
    time = policy_of(plan, as_of, policy, among)[0].time
    before = {year: earlier_years(plan, store, year, time) for year in years}
    return course_from([
        monitor(
            plan, store, day, policy=policy, among=among, decisions=decisions,
            evidence=gather(plan, store, day, year, before[year], time),
        )
        for day in days
        for year in (year_of(plan, day),)
    ])  # fmt: skip


def days_of(plan: Plan, as_of: date) -> tuple[date, ...]:
    """The checkpoints of the projects' spending plans up to a day, else the quarters; and the day."""
    year = plan.year or as_of.year
    own = {day for project in plan.projects for day, _ in checkpoints(project, year)}
    usual = own or {date(year, month, last) for month, last in QUARTERS}
    return tuple(sorted({day for day in usual if day <= as_of} | {as_of}))


def course_from(reports: Sequence[Report]) -> Course:
    """The course the reports of rising days tell."""
    last = reports[-1]
    sheets = [[one.sheet for one in report.projects] for report in reports]
    return Course(
        year=last.year,
        days=tuple(report.as_of for report in reports),
        money=tuple(map(_money, sheets[-1], [[s.as_of for s in row] for row in zip(*sheets, strict=True)])),
        indicators=tuple(one for row in zip(*sheets, strict=True) for one in _indicators(row)),
        made_up=any(report.made_up for report in reports),
    )  # fmt: skip


def _money(sheet: Sheet, days: Sequence[date]) -> MoneyCourse:
    points = tuple(point(sheet.project, sheet.account, day, sheet.year) for day in days)
    vouchers = sum(p.on <= sheet.as_of for p in sheet.account.payments or ())
    return MoneyCourse(sheet.project, points, sheet.output, vouchers)


def _indicators(sheets: Sequence[Sheet]) -> Iterator[IndicatorCourse]:
    """Each indicator of one project over the days."""
    last = sheets[-1]
    by_id = [{line.indicator.id: line for line in sheet.lines} for sheet in sheets]
    for line in last.lines:
        lines = [found[line.indicator.id] for found in by_id]
        yield IndicatorCourse(
            project=last.project,
            indicator=line.indicator,
            percents=tuple(one.progress.percent for one in lines),
            met=line.progress.met,
            readings=_readings(lines),
            guesses=tuple(guess for one in lines if (guess := _guess(one)) is not None),
            target=bounds(line.indicator.target),
            observation=line.observation,
        )


def _readings(lines: Sequence[Line]) -> tuple[tuple[float, float], ...]:
    """Month of the year and value: at the month ends, and as observed on the days looked at."""
    every = [line.matter.series for line in lines if line.matter]
    months = [one for series in every for one in series.readings if one.on.year == series.year]
    seen = [series.readings[-1] for series in every if series.readings]
    found = {months_passed(r.on): r.value for r in (*months, *seen) if r.value is not None}
    return tuple(sorted(found.items()))


def _guess(line: Line) -> Guess | None:
    """The forecast made on the day of a line, while the year was not over."""
    forecast, matter = line.forecast, line.matter
    if matter is None or forecast.low80 is None or forecast.high80 is None:
        return None
    made = predictive_of(matter)
    if matter.months >= MONTHS or not isinstance(made, Predictive):
        return None
    places = -int(forecast.low80.as_tuple().exponent)
    median = half_up(Decimal(repr(made.quantile(0.5))), places)
    return Guess(
        on=matter.as_of, month=matter.months, value=matter.series.total, median=median,
        low80=forecast.low80, high80=forecast.high80, p_meet=forecast.p_meet,
    )  # fmt: skip
