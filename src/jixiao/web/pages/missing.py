"""Indicators without an actual value, in one list: why, and where each is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.measures.kinds import Status
from jixiao.monitoring.sheet import Line
from jixiao.web import desk
from jixiao.web.desk import Desk
from jixiao.web.house.listing import Column, Listing
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.templatetags.house import off_command_line


@dataclass(frozen=True)
class Missing:
    """A row without a value."""

    project: int
    row: int
    project_name: str
    line: Line


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponseBase:
    here = PlanPage.of(request, department_id, year)
    made = desk.desk(here)
    columns = (
        Column(
            "indicator", gettext_lazy("指标"), lambda row: row.line.indicator.name,
            leads=lambda row: _address(here, row),
        ),
        Column("project", gettext_lazy("项目"), lambda row: row.project_name, pick=True),
        Column("target", gettext_lazy("指标值"), lambda row: row.line.indicator.target.raw or None),
        Column(
            "why", gettext_lazy("为什么缺"),
            lambda row: off_command_line(row.line.observation.reason) or None,
        ),
    )  # fmt: skip
    name = _("%(name)s%(year)s年缺实际值的指标") % {
        "name": here.department.name,
        "year": here.record.year,
    }
    rows = Listing(request, _missing(made), columns, name)
    words = {"here": here, "rows": rows, "report": made.known.report, "cannot": made.cannot}
    return rows.file() or render(request, "missing.html", words)


def _missing(made: Desk) -> Iterator[Missing]:
    report = made.known.report
    for number, one in enumerate(report.projects if report else (), 1):
        project = one.sheet.project
        for row, line in enumerate(one.sheet.lines, 1):
            if line.observation.status is Status.MISSING:
                yield Missing(number, row, project.short_name or project.name, line)


def _address(here: PlanPage, row: Missing) -> str:
    """The form in which a value is reported with its proof."""
    return reverse("indicator", args=(*here.address, row.project, row.row)) + "#report"
