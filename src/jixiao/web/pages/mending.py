"""What is to be mended this year: where each matter stands, what is overdue, what came back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.acts.matter import ENDED, Matter
from jixiao.web.house.listing import Column, Listing
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly
from jixiao.web.words import word

SHOWN = ("", "open", "overdue", "closed", "set_aside", "withdrawn")


@dataclass(frozen=True)
class MatterLine:
    """A matter in the list."""

    matter: Matter
    overdue: bool
    project: int | None
    row: int | None


@plainly
def page(request: HttpRequest, department_id: int, year: int) -> HttpResponseBase:
    at = MonitoringPage.of(request, department_id, year)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    ours = [line_of(at, m) for m in at.records.matters if m.year == year]
    old = [line_of(at, m) for m in at.records.matters if m.year < year and m.is_open]
    listing = _listing(request, at, [one for one in ours if _fits(one, shown)])
    words = {
        "made_up": at.any_made_up, "here": at.here, "at": at, "shown": shown, "listing": listing,
        "every": len(ours), "old": _listing(request, at, old, "old"),
        "open": sum(one.matter.is_open for one in ours),
        "overdue": sum(one.overdue for one in ours),
        **{state.value: sum(one.matter.state is state for one in ours) for state in ENDED},
        "again": sum(one.matter.again is not None for one in ours),
    }  # fmt: skip
    return listing.file() or words["old"].file() or render(request, "mending.html", words)


def _listing(
    request: HttpRequest, at: MonitoringPage, some: list[MatterLine], name: str = ""
) -> Listing[MatterLine]:
    """Matters by what is at fault; the number is for who speaks of one."""

    def leads(one: MatterLine) -> str:
        return reverse("mending-matter", args=(*at.here.address, one.matter.id))

    def due(one: MatterLine) -> str:
        told = f"{one.matter.due:%Y-%m-%d}" if one.matter.due else _("还没有定")
        asked = one.matter.asked if one.matter.is_open else None
        wants = _("申请延到 %(day)s") % {"day": asked.due} if asked else ""
        late = format_html('<span class="state failed">{}</span>', _("逾期")) if one.overdue else ""
        return format_html("{} {} {}", told, late, wants)

    columns = (
        Column[MatterLine]("fault", gettext_lazy("问题"), lambda one: one.matter.fault, leads=leads),
        Column[MatterLine]("of", gettext_lazy("项目"), lambda one: one.matter.project_name or None, pick=True),
        Column[MatterLine]("row", gettext_lazy("指标"), lambda one: one.matter.indicator_name or None),
        Column[MatterLine]("state", gettext_lazy("到哪一步"), lambda one: word(one.matter.state), pick=True),
        Column[MatterLine]("due", gettext_lazy("期限"), lambda one: one.matter.due, due),
        Column[MatterLine]("id", gettext_lazy("编号"), lambda one: one.matter.id, leads=leads),
        Column[MatterLine](
            "again", gettext_lazy("往年"), lambda one: one.matter.again,
            lambda one: _("往年也有：%(id)s") % {"id": one.matter.again} if one.matter.again else "",
            aside=True,
        ),
    )  # fmt: skip
    told = _("%(name)s%(year)s年整改") % {"name": at.here.department.name, "year": at.year}
    return Listing(request, some, columns, told, name)


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
