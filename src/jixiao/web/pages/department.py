"""A department's page: its money, its projects, what the review found, goals and duties."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse

from jixiao.plan.model import Project
from jixiao.web import page_memory
from jixiao.web.house.parts import part
from jixiao.web.marks import Numbered, by_project
from jixiao.web.pages.plan_page import Count, PlanPage, counts
from jixiao.web.threads import threads

#: So many projects, findings and ties a page shows at once.
MOST_PROJECTS, MOST_FINDINGS = 100, 100


@dataclass(frozen=True)
class ProjectLine:
    """A project in the list: its share of the largest budget is what its bar shows."""

    number: int
    project: Project
    counts: list[Count]
    bar: int


@dataclass(frozen=True)
class Money:
    """Sums of what the projects print, with how many print nothing: missing is not zero."""

    total: Decimal
    fiscal: Decimal | None
    other: Decimal | None
    without: int


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    return page_memory.page(request, here, "department.html", lambda: _words(request, here))


def _words(request: HttpRequest, here: PlanPage) -> dict[str, Any]:
    tied, loose = threads(here.plan)
    numbered = list(enumerate(here.plan.projects, 1))
    projects = part(request, numbered, MOST_PROJECTS)
    budgets = (p.budget.total for p in here.plan.projects if p.budget.total)
    largest, found = max(budgets, default=Decimal(1)), by_project(here.findings)
    return {
        "here": here, "money": _money(here.plan.projects),
        "lines": [_line(number, one, found[one.id], largest) for number, one in projects.shown],
        "projects": projects,
        "indicators": sum(len(p.indicators) for p in here.plan.projects),
        "general": part(request, found[None], MOST_FINDINGS, "general"),
        "duties": tied, "loose": part(request, loose, MOST_PROJECTS, "loose"),
    }  # fmt: skip


def _line(number: int, project: Project, findings: list[Numbered], largest: Decimal) -> ProjectLine:
    bar = int((project.budget.total or 0) * 100 / largest)
    return ProjectLine(number, project, counts(findings), bar)


def _money(projects: tuple[Project, ...]) -> Money:
    given = [p.budget for p in projects]
    return Money(
        total=sum((b.total for b in given if b.total is not None), Decimal(0)),
        fiscal=_sum([b.fiscal for b in given]),
        other=_sum([b.other for b in given]),
        without=sum(b.total is None for b in given),
    )


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal(0)) if given else None
