"""Plan and evidence → the report: reads the store, then puts records together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from jixiao.law.monitoring import MonitoringRules
from jixiao.law.packs import Pack, Packs
from jixiao.measures.catalogue import measures
from jixiao.measures.kinds import MeasureKind
from jixiao.measures.measure import Measure
from jixiao.measures.values import in_unit
from jixiao.monitoring.accounts import Money, money_of
from jixiao.monitoring.decisions import Decisions
from jixiao.monitoring.forecast.indicator import forecast_of
from jixiao.monitoring.forecast.matter import USUAL_RATIO, Matter
from jixiao.monitoring.forecast.payments import UNITS, forecast_paid
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.season import (
    LUMPINESS,
    MONTHS,
    PAYING,
    Regularity,
    months_passed,
    season_of,
    seen,
    unseen,
)
from jixiao.monitoring.gathering import gather
from jixiao.monitoring.money import Account, checkpoints, point
from jixiao.monitoring.progress import progress_of
from jixiao.monitoring.report import Report, Watched, policy_of, year_of
from jixiao.monitoring.series import Evidence
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.monitoring.timers import timed
from jixiao.monitoring.warnings import warnings_of
from jixiao.monitoring.watch import rules_on
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import decimal_of
from jixiao.registers.store import Store


def monitor(
    plan: Plan,
    store: Store,
    as_of: date,
    *,
    policy: str | None = None,
    among: Packs | None = None,
    decisions: Decisions | None = None,
    evidence: Evidence | None = None,
) -> Report:
    """Monitor a plan on a day by the evidence.

    ``evidence``: what :func:`gathering.gather` gave, where the caller has kept it.

    Raises:
        MonitoringError: the day is before the plan's year.
        UnknownPolicyError: no such policy pack on that day.
        BrokenRecordError: what was typed or reported is not what was recorded.
    """
    year = year_of(plan, as_of)
    chosen, reason = policy_of(plan, as_of, policy, among)
    money = money_of(plan, store, as_of, year)
    evidence = evidence or gather(plan, store, as_of, year, time=chosen.time)
    known = measures(store.folder)
    sources = Sources(known, dict(freshness(plan, store, known)))
    made = report_of(
        plan, money, evidence, year, (chosen, reason), decisions or Decisions(), sources
    )
    return replace(made, known=store.known_on)


@dataclass(frozen=True)
class Sources:
    """The measures there are, and for each computed indicator the last day its register speaks for."""

    measures: Mapping[str, Measure]
    fresh: Mapping[str, date]


def report_of(
    plan: Plan,
    money: Money,
    evidence: Evidence,
    year: int,
    policy: tuple[Pack, str],
    decisions: Decisions,
    sources: Sources,
) -> Report:
    """The report from what was read; nothing is read here. ``policy``: the pack and why it."""
    chosen, reason = policy
    making = _Making(plan, money, evidence, year, chosen, chosen.monitoring, sources)
    watched = tuple(making.watched(project) for project in plan.projects)
    as_of = evidence.as_of
    found = (f for p in plan.projects for f in money.accounts[p.id].findings(as_of))
    return Report(
        plan, as_of, year, chosen.name, reason, watched, (*money.findings, *found), decisions
    )


def freshness(plan: Plan, store: Store, known: Mapping[str, Measure]) -> Iterator[tuple[str, date]]:
    """For each computed indicator the last day its register speaks for, where the take-in says one."""
    days: dict[str, date] = {}
    for one in store.readable():
        if one.speaks_for is not None:
            days[one.register_name] = max(
                one.speaks_for, days.get(one.register_name, one.speaks_for)
            )
    for _, indicator in plan.indicators():
        found = known.get(indicator.measure.id) if indicator.measure else None
        register = known[found.of[0]].register if found and found.of else found and found.register
        if register and register in days:
            yield indicator.id, days[register]


class _Making:
    """All that was read, and the report's parts made from it one by one."""

    def __init__(
        self,
        plan: Plan,
        money: Money,
        evidence: Evidence,
        year: int,
        chosen: Pack,
        rules: MonitoringRules,
        sources: Sources,
    ) -> None:
        self.plan, self.money, self.evidence, self.year = plan, money, evidence, year
        self.pack, self.rules, self.fresh = chosen, rules, sources.fresh
        self.known = sources.measures
        self.usual = self._usual_ratio()

    def watched(self, project: Project) -> Watched:
        as_of = self.evidence.as_of
        account = self.money.accounts[project.id]
        sheet = Sheet(
            project=project,
            account=account,
            point=point(project, account, as_of, self.year),
            lines=tuple(self.line(project, i) for i in project.indicators),
            as_of=as_of,
            year=self.year,
            pack=self.pack,
            possibility=self.rules.possibility,
        )
        calendar = self.pack.time.calendar()
        raised = warnings_of(sheet, rules_on(as_of, self.rules.rules))
        return Watched(sheet, tuple(timed(one, sheet, calendar) for one in raised))

    def line(self, project: Project, indicator: Indicator) -> Line:
        matter = replace(self.matter(indicator), usual=self.usual)
        matter = replace(matter, paid=self.paid(project, matter))
        now = matter.now
        progress = progress_of(
            indicator.target, now.value, matter.as_of, self.year, nature=matter.nature
        )
        forecast = forecast_of(matter, progress, self.rules.possibility)
        return Line(indicator, now, progress, forecast, self.fresh.get(indicator.id), matter)

    def matter(self, indicator: Indicator) -> Matter:
        one = indicator.id
        return Matter(
            indicator=indicator,
            now=self.evidence.observations[one],
            series=self.evidence.series[one],
            earlier=self.evidence.earlier.get(one, ()),
            as_of=self.evidence.as_of,
            year=self.year,
            measure=self._measure(indicator),
        )

    def paid(self, project: Project, matter: Matter) -> Predictive | None:
        """For a cost that is the project's own payments: its year-end value by the payment curve."""
        account, measure = self.money.accounts[project.id], matter.measure
        if measure is None or (measure.register, measure.kind) != ("payments", MeasureKind.SUM):
            return None
        value = decimal_of(matter.now.value)
        paid = account.paid(matter.as_of)
        unit = matter.now.unit or account.unit
        if value is None or paid is None or in_unit(paid, account.unit, unit)[0] != value:
            return None
        return self._paid_out(project, account, unit)

    def _paid_out(self, project: Project, account: Account, unit: str) -> Predictive | None:
        as_of = self.evidence.as_of
        budget, share = account.full_year(as_of), account.share(as_of)
        if budget is None or share is None:
            return None
        months = months_passed(as_of) if as_of.year <= self.year else float(MONTHS)
        pace = [UNITS * m for m in monthly_shares(account, as_of, self.year)]
        before = _planned_season(project, self.year)
        made = forecast_paid(float(share) / 100, months, seen(before, pace[: int(months)]))
        whole = float(in_unit(budget, account.unit, unit)[0])
        return Predictive(tuple(v * whole for v in made.values), made.weights)

    def _measure(self, indicator: Indicator) -> Measure | None:
        return self.known.get(indicator.measure.id) if indicator.measure else None

    def _usual_ratio(self) -> float:
        """What the plan's ratios have reached together, drawn towards the common one."""
        parts = [
            (sum(p.numerator for p in s.parts()), sum(p.denominator for p in s.parts()))
            for s in self.evidence.series.values()
        ]
        reached = [min(max(x / d, 0.0), 1.0) for x, d in parts if d > 0]
        return (sum(reached) + 4 * USUAL_RATIO) / (len(reached) + 4)


def monthly_shares(account: Account, as_of: date, year: int) -> list[float]:
    """What each month paid, in shares of the full-year budget; a month of refunds counts as nothing."""
    budget = account.full_year(as_of)
    months = [0.0] * MONTHS
    for one in account.payments or ():
        if one.on <= as_of and one.on.year == year and budget:
            months[one.on.month - 1] += float(one.amount / budget)
    return [max(m, 0.0) for m in months]


def _planned_season(project: Project, year: int) -> Regularity:
    """The project's own spending plan as a season: what is planned between checkpoints, month by month."""
    done, month, weights = 0.0, 0, [0.0] * MONTHS
    for day, planned in checkpoints(project, year):
        share = float(planned.percent) if planned.percent is not None else done
        span = max(day.month - month, 1)
        for m in range(month, day.month):
            weights[m] += max(share - done, 0.0) / span
        done, month = max(done, share), max(month, day.month)
    own = season_of("本项目支出计划", weights) if sum(weights) > 0 else None
    return unseen(PAYING, LUMPINESS, own)
