"""Double monitoring of a whole plan on a day: money and goals, forecast, warnings (contract §7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.findings.finding import Finding
from jixiao.law.packs import Packs, chosen, pack
from jixiao.monitoring.decisions import Decision, Decisions
from jixiao.monitoring.money import checkpoints, point
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.monitoring.warnings import Warning
from jixiao.plan.model import Plan
from jixiao.plan.money import plain
from jixiao.terms.findings import Level
from jixiao.terms.indicators import Level1

SCHEMA = "jixiao/monitor/1"


class MonitoringError(ValueError):
    """A day or a plan that cannot be monitored; the text says why and what to do."""


@dataclass(frozen=True)
class Watched:
    """One project: its sheet, its warnings, and what was decided on each."""

    sheet: Sheet
    warnings: tuple[Warning, ...]


@dataclass(frozen=True)
class Report:
    """Everything monitoring says of a plan on a day, from what was known on the day ``known`` where one was asked."""

    plan: Plan
    as_of: date
    year: int
    policy: str
    reason: str
    projects: tuple[Watched, ...]
    findings: tuple[Finding, ...]
    decisions: Decisions = field(default_factory=Decisions)
    known: date | None = None

    @property
    def made_up(self) -> bool:
        """Whether anything rests on made-up rows (模拟数据)."""
        return any(one.sheet.made_up for one in self.projects)

    def warnings(self) -> Iterator[Warning]:
        """Every warning."""
        return (w for one in self.projects for w in one.warnings)

    def accepted(self, warning: Warning) -> bool:
        """Whether a person accepted the deviation and the acceptance has not lapsed."""
        found = self.decisions.outcome(warning, self.as_of)
        return found is not None and found.until is not None

    @property
    def must_be_mended(self) -> bool:
        """Whether a red warning stands unaccepted, or the money itself is wrong."""
        red = any(w.level is Level.RETURN and not self.accepted(w) for w in self.warnings())
        return red or any(f.level is Level.RETURN for f in self.findings)

    def to_json(self) -> dict[str, Any]:
        """The report as contract §7 has it."""
        made: dict[str, Any] = {
            "schema": SCHEMA,
            "policy": self.policy,
            "policy_reason": self.reason,
            "as_of": self.as_of.isoformat(),
            "year": self.year,
        }
        if self.known:
            made["known"] = self.known.isoformat()
        if self.made_up:
            made["made_up"] = True
        made["projects"] = [_project(one, self) for one in self.projects]
        made["findings"] = [f.model_dump(mode="json") for f in self.findings]
        return made


def policy_of(plan: Plan, as_of: date, policy: str | None, among: Packs | None) -> tuple[Any, str]:
    """The pack by name, or the one chosen by place and day; with the reason.

    Raises:
        UnknownPolicyError: no such pack, or none in force on the day.
    """
    if policy is not None:
        return pack(policy, as_of, among), "指定"
    own_cost = any(i.type1 is Level1.COST for _, i in plan.indicators())
    choice = chosen(plan.department.division, as_of, own_cost=own_cost, among=among)
    return choice.pack, choice.reason


def year_of(plan: Plan, as_of: date) -> int:
    """The budget year that is watched.

    Raises:
        MonitoringError: the day is before the year begins.
    """
    year = plan.year or as_of.year
    if as_of < date(year, 1, 1):
        raise MonitoringError(f"{as_of} 早于预算年度 {year} 年，还没有可以监控的；请核对日期")
    return year


# -- JSON -----------------------------------------------------------------------------------------


def _project(one: Watched, report: Report) -> dict[str, Any]:
    sheet, on = one.sheet, report.as_of
    account, now = sheet.account, sheet.point
    return {
        "id": sheet.project.id,
        "name": sheet.project.short_name or sheet.project.name,
        "unit": account.unit,
        "budget": {
            "initial": amount(account.initial(on)),
            "adjustments": [
                {"on": a.on.isoformat(), "amount": plain(a.amount), "document": a.proof}
                for a in account.adjustments
                if a.on <= on
            ],
            "full_year": amount(account.full_year(on)),
        },
        "paid": amount(now.paid),
        "planned_by": now.planned_by.isoformat() if now.planned_by else None,
        "planned_share": amount(now.planned),
        "paid_share": amount(now.share),
        "gap": amount(now.gap),
        "timeline": amount(now.timeline),
        "execution_rates": {
            "self_evaluation": amount(now.share),
            "evaluation_framework": amount(account.received_share(on)),
        },
        "output": amount(sheet.output),
        "checkpoints": [
            _checkpoint(sheet, day) for day, _ in checkpoints(sheet.project, sheet.year)
        ],
        "indicators": [_indicator(line, report) for line in sheet.lines],
        "warnings": [_warning(w, report) for w in one.warnings],
    }


def _checkpoint(sheet: Sheet, day: date) -> dict[str, Any]:
    """A checkpoint of the project's own plan; of one still to come nothing is paid yet to speak of."""
    at = point(sheet.project, sheet.account, day, sheet.year)
    past = day <= sheet.as_of
    return {
        "by": day.isoformat(),
        "planned_share": amount(at.planned),
        "timeline": amount(at.timeline),
        "paid": amount(at.paid) if past else None,
        "paid_share": amount(at.share) if past else None,
        "gap": amount(at.gap) if past else None,
    }


def _indicator(line: Line, report: Report) -> dict[str, Any]:
    seen, forecast = line.observation, line.forecast
    confirmed = report.decisions.possibility(line.indicator.id, report.as_of)
    return {
        "id": line.indicator.id,
        "name": line.indicator.name,
        "target": line.indicator.target.raw,
        "value": seen.value,
        "unit": seen.unit,
        "status": seen.status.value,
        "nature": line.progress.nature.value,
        "progress": amount(line.progress.percent),
        "met": line.progress.met,
        "exceeded": line.progress.exceeded,
        "progress_why": line.progress.why,
        "forecast": {
            "p_meet": amount(forecast.p_meet),
            "low80": amount(forecast.low80),
            "high80": amount(forecast.high80),
            "possibility": forecast.possibility.label if forecast.possibility else None,
            "why": forecast.why,
            "years": forecast.years,
        },
        "confirmed_possibility": confirmed.possibility.label if confirmed else None,
        **({"made_up": True} if seen.made_up else {}),
    }


def _warning(warning: Warning, report: Report) -> dict[str, Any]:
    decisions, on = report.decisions, report.as_of
    made: dict[str, Any] = {
        "rule": warning.rule,
        "level": warning.level.value,
        "title": warning.title,
        "project": warning.project,
        "indicator": warning.indicator,
        "cause": warning.cause,
        "remedy": warning.remedy,
        "cites": [c.model_dump(mode="json") for c in warning.cites],
    }
    if warning.due:
        made["due"] = warning.due.isoformat()
    if decided := decisions.outcome(warning, on):
        made["outcome"] = _decision(decided)
    elif lapsed := decisions.lapsed(warning, on):
        made["lapsed"] = _decision(lapsed)
    return made


def _decision(one: Decision) -> Mapping[str, Any]:
    return {
        "outcome": one.outcome.label,
        "reason": one.reason,
        "by": one.by,
        "on": one.on.isoformat(),
        "until": one.until.isoformat() if one.until else None,
    }


def amount(value: Decimal | None) -> str | None:
    """A decimal as JSON carries it."""
    return None if value is None else plain(value)


__all__ = ["MonitoringError", "Report", "Watched", "amount", "policy_of", "year_of"]
