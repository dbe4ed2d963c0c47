"""今天: what the year stands at, what is to be done and where, by the role of who looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.forms.hebei_goal_text.declaration import checkpoint_label
from jixiao.law.monitoring import Possibility
from jixiao.measures.values import in_unit
from jixiao.monitoring.report import Watched
from jixiao.plan.model import Project
from jixiao.terms.acts import FormState
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.web import access, desk
from jixiao.web.desk import Desk
from jixiao.web.house.listing import Column, Listing
from jixiao.web.marks import by_project
from jixiao.web.pages.monitoring import chances, total
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.words import is_chinese, word
from jixiao.year.stage import Stage, now
from jixiao.year.to_do import Item, ToDo

_UNIT = "万元"
#: So many of what a thing to do counts, and so many changes, are named; all stand on their own pages.
MOST_ITEMS, MOST_CHANGES = 12, 3


def newest(request: HttpRequest, department_id: int) -> HttpResponse:
    """The newest year's desk; without any plan, the page that says how to begin."""
    member = access.membership(request, department_id)
    record = member.department.newest
    if record is None:
        words = {"member": member, "department": member.department}
        return render(request, "department_empty.html", words)
    return redirect("today", department_id, record.year)


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponseBase:
    """At once where it is remembered; else its frame, which a script or a link then fills."""
    here = PlanPage.of(request, department_id, year)
    known = desk.remembered(here)
    if known is None and not _whole(request):
        return render(request, "today_coming.html", {"here": here})
    known = known or desk.desk(here)
    projects = _listing(request, here, known)
    words = _words(request, here, known) | {"projects": projects}
    return projects.file() or render(request, "today.html", words)


def count(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """How many things wait for who looks, for the head of a page."""
    here = PlanPage.of(request, department_id, year)
    made = desk.desk(here).to_dos(Role.of(here.member.role))
    return render(request, "to_do_count.html", {"count": len(made)})


def _whole(request: HttpRequest) -> bool:
    """Whether who asks waits for all of it."""
    return bool(request.GET) or bool(request.headers.get("HX-Request"))


@dataclass(frozen=True)
class ShownStage:
    """A stage of the line; ``here``: it is the one whose deadline comes next."""

    stage: Stage
    label: str
    here: bool


@dataclass(frozen=True)
class ShownToDo:
    """A thing to do with the address it is done at; ``items`` are (text, address) of those it counts."""

    to_do: ToDo
    says: str
    address: str
    late: int | None
    items: list[tuple[Item, str]]
    more: int


def _words(request: HttpRequest, here: PlanPage, made: Desk) -> dict[str, Any]:
    role, today = Role.of(here.member.role), made.known.today
    next_stage = now(made.stages, today)
    report = made.known.report
    return {
        "here": here, "desk": made, "role": role.value, "today": today,
        "stages": [ShownStage(one, label_of(one), one is next_stage) for one in made.stages],
        "next_stage": next_stage and ShownStage(next_stage, label_of(next_stage), True),
        "days_left": next_stage and next_stage.days_left(today),
        "to_dos": [_shown(here, one, today) for one in made.to_dos(role)],
        "made_up": bool(report and report.made_up), "report": report,
        "total": total(report) if report else None,
        "chances": _chances(made), "unmet": _unmet(made), "changes": made.changes[:MOST_CHANGES],
        "more_changes": max(len(made.changes) - MOST_CHANGES, 0),
        "ledgers": made.known.ledgers, "now": timezone.now(),
    }  # fmt: skip


def label_of(stage: Stage) -> str:
    """``监控 6月底``; other stages by their own name."""
    if stage.covers is None:
        return word(stage.step)
    day = f"{stage.covers:%m-%d}"
    return f"{word(stage.step)} {checkpoint_label(day) if is_chinese() else day}"


def _shown(here: PlanPage, one: ToDo, today: date) -> ShownToDo:
    items = [(item, _item_address(here, item)) for item in one.found.items[:MOST_ITEMS]]
    return ShownToDo(
        one, one.says(is_chinese()), address_of(here, one), one.late(today), items,
        max(len(one.found.items) - MOST_ITEMS, 0),
    )  # fmt: skip


def address_of(here: PlanPage, one: ToDo) -> str:
    """Where it is done."""
    where = here.address[:1] if one.kind.page == "registers" else here.address
    query = f"?{one.found.query}" if one.found.query else ""
    return reverse(one.kind.page, args=where) + query


def _item_address(here: PlanPage, item: Item) -> str:
    if item.project and item.row:
        return reverse("indicator", args=(*here.address, item.project, item.row))
    return reverse("project", args=(*here.address, item.project)) if item.project else ""


def _chances(made: Desk) -> Any:
    report = made.known.report
    lines = [line for one in report.projects for line in one.sheet.lines] if report else []
    return chances(lines)


def _unmet(made: Desk) -> int:
    """For how many indicators not being met at all is what the figures propose."""
    return sum(one.number for one in _chances(made) if one.possibility is Possibility.IMPOSSIBLE)


@dataclass(frozen=True)
class ProjectRow:
    """A project in the list of the year; ``None`` is what is not known."""

    number: int
    project: Project
    watched: Watched | None
    findings: Counter[Level]
    confirmed: int
    form: str

    @property
    def name(self) -> str:
        """Its short name."""
        return self.project.short_name or self.project.name

    @property
    def budget(self) -> Decimal | None:
        """Its full-year budget in 万元, else what the plan prints."""
        if self.watched is None:
            return self.project.budget.total
        account = self.watched.sheet.account
        full = account.full_year(self.watched.sheet.as_of)
        return None if full is None else in_unit(full, account.unit, _UNIT)[0]

    def share(self, name: str) -> Decimal | None:
        """A share of its money or its output, in percent."""
        if self.watched is None:
            return None
        sheet = self.watched.sheet
        return sheet.output if name == "output" else getattr(sheet.point, name)

    @property
    def red(self) -> int:
        """Red warnings."""
        warnings = self.watched.warnings if self.watched else ()
        return sum(one.level is Level.RETURN for one in warnings)


def _rows(here: PlanPage, made: Desk) -> Iterator[ProjectRow]:
    found, known = by_project(here.findings), made.known
    watched = known.report.projects if known.report else ()
    day = known.report.as_of if known.report else None
    said = {c.indicator for c in known.decisions.confirmations if c.on == day}
    for number, project in enumerate(here.plan.projects, 1):
        levels = Counter(one.finding.level for one in found[project.id])
        form = known.forms.get(project.id)
        yield ProjectRow(
            number, project, watched[number - 1] if watched else None, levels,
            sum(row.id in said for row in project.indicators),
            word(form.state if form else FormState.DRAFT),
        )  # fmt: skip


def _listing(request: HttpRequest, here: PlanPage, made: Desk) -> Listing[ProjectRow]:
    def leads(row: ProjectRow) -> str:
        return reverse("project", args=(*here.address, row.number))

    def share(key: str, label: Any, aside: bool = False) -> Column[ProjectRow]:
        return Column(key, label, lambda row: row.share(key), aside=aside, number=True)

    columns = (
        Column("name", gettext_lazy("项目"), lambda row: row.name, leads=leads),
        Column("number", gettext_lazy("序号"), lambda row: row.number, aside=True, number=True),
        Column("budget", gettext_lazy("预算（万元）"), lambda row: row.budget, total=True, number=True),
        share("share", gettext_lazy("支付%")), share("planned", gettext_lazy("计划%"), aside=True),
        share("output", gettext_lazy("产出%")),
        Column(
            "confirmed", gettext_lazy("已确认可能性"), lambda row: row.confirmed,
            lambda row: f"{row.confirmed} / {len(row.project.indicators)}", aside=True, number=True,
        ),
        Column("return", gettext_lazy("必须修改"), lambda row: row.findings[Level.RETURN], number=True, total=True),
        Column(
            "improve", gettext_lazy("建议修改"), lambda row: row.findings[Level.IMPROVE], number=True,
            total=True, aside=True,
        ),
        Column("red", gettext_lazy("红色预警"), lambda row: row.red, number=True, total=True),
        Column("form", gettext_lazy("自评表"), lambda row: row.form, pick=True),
    )  # fmt: skip
    name = _("%(name)s%(year)s年项目") % {"name": here.department.name, "year": here.record.year}
    return Listing(request, _rows(here, made), columns, name)
