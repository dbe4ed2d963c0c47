"""Double monitoring of one project: its money, each indicator with its forecast, the official table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from jixiao.acts.kinds import cause, possibility
from jixiao.forms.monitoring_table.printing import grid_of
from jixiao.law.monitoring import Outcome, Possibility, Reason
from jixiao.monitoring.decisions import Cause, Confirmation, Decision, Decisions
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.monitoring.table import tables_of
from jixiao.web import forecast_chart, money_chart, monitoring_warnings, page_memory
from jixiao.web.forecast_chart import ForecastChart
from jixiao.web.forecast_years import PastYear, years_behind
from jixiao.web.marks import mark_form, numbered
from jixiao.web.monitoring_warnings import ShownWarning
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly
from jixiao.web.pages.plan_page import PlanPage


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator with all that is known of it, and the last act each of its forms has seen."""

    row: int
    line: Line
    chart: ForecastChart | None
    confirmed: Confirmation | None
    is_of_day: bool
    causes: tuple[Cause, ...]
    warnings: list[ShownWarning]
    behind: list[PastYear]
    seen_confirmations: str
    seen_causes: str

    @property
    def possibility_form(self) -> str:
        """The name of the form that confirms its possibility."""
        return f"possibility-{self.row}"

    @property
    def cause_form(self) -> str:
        """The name of the form of its causes."""
        return f"cause-{self.row}"

    @property
    def bar(self) -> str:
        """Its progress as a bar's length."""
        percent = self.line.progress.percent
        return "" if percent is None else f"{percent:.1f}"


@dataclass(frozen=True)
class Said:
    """One record of the project's history: who said what, of which day, when it was written."""

    on: date
    recorded: datetime | None
    by: str
    about: str
    record: Confirmation | Cause | Decision
    kind: str


@dataclass(frozen=True)
class Typed:
    """What somebody wrote into a form that was refused, why, and which form it was."""

    form: str = ""
    fault: str = ""
    values: dict[str, str] = field(default_factory=dict)


@plainly
def page(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    here, asked = PlanPage.of(request, department_id, year), request.GET.get("as_of", "")
    return page_memory.page(
        request, here, "monitoring_project.html",
        lambda: words(MonitoringPage(here, asked), number),
    )  # fmt: skip


def words(at: MonitoringPage, number: int, typed: Typed | None = None) -> dict[str, Any]:
    """What the page's template is given."""
    watched = at.watched(number)
    sheet = watched.sheet
    warned = [w for w in monitoring_warnings.shown(at.report, at.records) if w.number == number]
    lines = [_line(at, row, line, warned) for row, line in enumerate(sheet.lines, 1)]
    ours = [f for f in at.report.findings if f.where.project == sheet.project.id]
    decisions = at.report.decisions
    return {
        "here": at.here, "at": at, "number": number, "project": sheet.project,
        "sheet": sheet, "account": sheet.account, "initial": sheet.account.initial(at.day),
        "full_year": sheet.account.full_year(at.day), "received": sheet.account.received_share(at.day),
        "adjustments": [a for a in sheet.account.adjustments if a.on <= at.day],
        "payments": [p for p in sheet.account.payments or () if p.on <= at.day],
        "from_register": bool(at.store.imports("payments")),
        "money": money_chart.chart_of(sheet), "money_rows": money_chart.rows_of(sheet),
        "lines": lines, "own_warnings": [w for w in warned if not w.row], "warned": warned,
        "to_confirm": [one for one in lines if _waits(one)], "findings": numbered(ours),
        "grid": mark_form(grid_of(tables_of(at.report)[number - 1]), (), set(), prefix="m"),
        "history": history(decisions, sheet), "typed": typed or Typed(),
        "possibilities": list(Possibility), "reasons": list(Reason), "outcomes": list(Outcome),
        "previous": number - 1, "following": number + 1 if number < len(at.report.projects) else None,
        "made_up": sheet.made_up,
    }  # fmt: skip


def _line(at: MonitoringPage, row: int, line: Line, warned: list[ShownWarning]) -> IndicatorLine:
    decisions, one = at.report.decisions, line.indicator.id
    confirmed = decisions.possibility(one, at.day)
    return IndicatorLine(
        row=row,
        line=line,
        chart=forecast_chart.chart_of(line, at.year),
        confirmed=confirmed,
        is_of_day=confirmed is not None and confirmed.on == at.day,
        causes=decisions.causes_of(one, at.day),
        warnings=[w for w in warned if w.row == row],
        behind=years_behind(line),
        seen_confirmations=at.records.seen("possibility", possibility.subject_of(at.year, one))
        or "",
        seen_causes=at.records.seen("cause", cause.subject_of(at.year, one, Reason.OTHER)) or "",
    )


def _waits(one: IndicatorLine) -> bool:
    """Whether something is proposed that nobody has confirmed on this day's figures."""
    return one.line.forecast.possibility is not None and not one.is_of_day


def history(decisions: Decisions, sheet: Sheet) -> list[Said]:
    """Everything people put on record about a project, newest first."""
    names = {i.id: i.name for i in sheet.project.indicators}
    confirmed = [
        Said(c.on, c.recorded, c.by, names[c.indicator], c, "possibility")
        for c in decisions.confirmations
        if c.indicator in names
    ]
    causes = [
        Said(c.on, c.recorded, c.by, names[c.indicator], c, "cause")
        for c in decisions.causes
        if c.indicator in names
    ]
    decided = [
        Said(d.on, d.recorded, d.by, names.get(d.indicator or "", ""), d, "outcome")
        for d in decisions.outcomes
        if d.project == sheet.project.id
    ]
    every = [*confirmed, *causes, *decided]
    return sorted(every, key=lambda s: (_moment(s), s.on), reverse=True)


def _moment(one: Said) -> str:
    return one.recorded.isoformat() if one.recorded else one.on.isoformat()
