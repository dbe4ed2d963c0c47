"""A project's page: the official table itself, findings at its cells, the spending plan as a chart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from jixiao.forms.hebei_goal_text import project_grid
from jixiao.forms.hebei_goal_text.declaration import checkpoint_label
from jixiao.plan.model import Project
from jixiao.plan.money import half_up, plain
from jixiao.review.library import classes
from jixiao.web import access, evidence, page_memory
from jixiao.web.marks import mark_form, of_project
from jixiao.web.observed import values_of
from jixiao.web.pages.plan_page import PlanPage, counts
from jixiao.web.suggestions import of_class
from jixiao.web.words import is_chinese


@dataclass(frozen=True)
class Step:
    """A point of the spending plan; ``amount`` is its share of the budget, where both are printed."""

    by: str
    percent: str | None
    amount: str | None

    @property
    def label(self) -> str:
        """As the form prints it (6月底); outside Chinese, the day itself."""
        return checkpoint_label(self.by) if is_chinese() else self.by


def page(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    return page_memory.page(
        request, here, "project.html",
        lambda: project_words(here, number) | _values(here, number),
    )  # fmt: skip


def _values(here: PlanPage, number: int) -> dict[str, Any]:
    """The project's actual values on today's day, where the department has any evidence."""
    store, project = access.store(here.member), here.project(number)
    day = evidence.day_of(here.record.year)
    if not evidence.state(store) or not project.indicators:
        return {"values": [], "day": day, "made_up": False}
    found = values_of(store, here.plan, project, day)
    rows = list(zip(count(1), project.indicators, found, strict=False))
    return {"values": rows, "day": day, "made_up": any(one.made_up for one in found)}


def project_words(here: PlanPage, number: int) -> dict[str, Any]:
    """What the page's template, and each of its parts, is given."""
    project = here.project(number)
    findings = of_project(here.findings, project.id)
    rows = {row.id for row in project.indicators} if here.member.can_edit else set()
    grid = project_grid(project, here.plan.department)
    links = {
        row.id: reverse("indicator", args=(*here.address, number, n))
        for n, row in enumerate(project.indicators, 1)
    }
    kinds = {row.id: kind.value for row in project.indicators if (kind := of_class(row))}
    asking = {row.id for row in project.indicators if row.target.asks_direction and row.id in rows}
    return {
        "here": here, "number": number, "project": project, "project_findings": findings,
        "project_counts": counts(findings), "said": None,
        "grid": mark_form(grid, findings, rows, links=links, kinds=kinds, asking=asking), "steps": steps(project),
        "classes": [classes()[kind] for kind in dict.fromkeys(of_class(r) for r in project.indicators) if kind],
        "previous": number - 1, "following": number + 1 if number < len(here.plan.projects) else None,
        "can_undo": here.member.can_edit and here.version.number > 1,
    }  # fmt: skip


def steps(project: Project) -> list[Step]:
    """The spending plan in the order printed."""
    return [
        Step(s.by, None if s.percent is None else plain(s.percent), _amount(project, s.percent))
        for s in project.spending_plan
    ]


def _amount(project: Project, percent: Decimal | None) -> str | None:
    if percent is None or project.budget.total is None:
        return None
    return plain(half_up(project.budget.total * percent / 100))
