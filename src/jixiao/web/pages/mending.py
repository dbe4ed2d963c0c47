"""What is to be mended this year: where each matter stands, what is overdue, what came back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jixiao.acts.matter import ENDED, Matter
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly

SHOWN = ("", "open", "overdue", "closed", "set_aside", "withdrawn")


@dataclass(frozen=True)
class MatterLine:
    """A matter in the list."""

    matter: Matter
    overdue: bool
    project: int | None
    row: int | None


@plainly
def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    at = MonitoringPage.of(request, department_id, year)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    ours = [line_of(at, m) for m in at.records.matters if m.year == year]
    old = [line_of(at, m) for m in at.records.matters if m.year < year and m.is_open]
    return render(request, "mending.html", {
        "here": at.here, "at": at, "tab": "mending", "shown": shown,
        "matters": [one for one in ours if _fits(one, shown)], "every": len(ours), "old": old,
        "open": sum(one.matter.is_open for one in ours),
        "overdue": sum(one.overdue for one in ours),
        **{state.value: sum(one.matter.state is state for one in ours) for state in ENDED},
        "again": sum(one.matter.again is not None for one in ours),
    })  # fmt: skip


def line_of(at: MonitoringPage, matter: Matter) -> MatterLine:
    """A matter with where its project and indicator stand in the plan now."""
    project = at.here.number_of.get(matter.project)
    rows = at.here.project(project).indicators if project else ()
    row = next((n for n, i in enumerate(rows, 1) if i.id == matter.indicator), None)
    return MatterLine(matter, matter.overdue(timezone.localdate()), project, row)


def _fits(one: MatterLine, shown: str) -> bool:
    if shown == "overdue":
        return one.overdue
    if shown == "open":
        return one.matter.is_open
    return not shown or one.matter.state.value == shown
