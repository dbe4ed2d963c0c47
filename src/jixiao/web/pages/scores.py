"""A department's scores: every project with its points, what is open and why, and another pack beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from jixiao.acts.self_evaluation import Status, status_of
from jixiao.plan.model import Indicator, Project
from jixiao.scoring.comparison import Comparison
from jixiao.scoring.result import IndicatorScore, ProjectScore
from jixiao.terms.acts import FormState
from jixiao.web import page_memory
from jixiao.web.house.parts import part
from jixiao.web.marks import numbered
from jixiao.web.models import Role
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.score import TYPES, Asked, CannotScoreError, Part, Scored, own_packs, scored
from jixiao.web.self_evaluation import Form
from jixiao.web.self_evaluation_steps import steps_of_all

_TYPE_WORDS = {
    "output": gettext_lazy("产出"),
    "cost": gettext_lazy("成本"),
    "benefit": gettext_lazy("效益"),
    "satisfaction": gettext_lazy("满意度"),
}


#: So many projects, and so many open rows, a page shows at once.
MOST_ROWS, MOST_OPEN = 100, 100


@dataclass(frozen=True)
class Row:
    """A project in the list, with its points in the order of the columns (``None``: not that type)."""

    number: int
    project: Project
    made: ProjectScore
    parts: list[tuple[str, Part | None]]
    status: Status


@dataclass(frozen=True)
class Open:
    """What could not be scored, and why."""

    number: int
    row: int
    indicator: Indicator | None
    why: str


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here, asked = PlanPage.of(request, department_id, year), Asked.of(request)
    words = {
        "here": here, "asked": asked, "packs": own_packs().values(),
        "compare": request.GET.get("compare", ""),
    }  # fmt: skip

    def whole() -> dict[str, Any]:
        found = scored(here.record, here.version, asked)
        return words | _scored(request, here, found) | _compared(request, here, found, words)

    try:
        return page_memory.page(request, here, "scores.html", whole)
    except CannotScoreError as wrong:
        return render(request, "scores.html", words | {"cannot": str(wrong)}, status=422)


def _scored(request: HttpRequest, here: PlanPage, found: Scored) -> dict[str, Any]:
    columns = columns_of(found)
    numbers = range(1, len(found.plan.projects) + 1)
    projects = part(request, numbers, MOST_ROWS)
    keys, made = [key for key, _word in columns], found.scores.projects
    rows = list(_rows(here, found, keys, projects.shown))
    written = _written(here, found)
    waiting = [
        one for one in _rows(here, found, keys, written) if one.status.state is FormState.SUBMITTED
    ]
    return {
        "found": found, "columns": columns, "rows": rows, "made_up": found.made_up(),
        "projects": projects, "open": part(request, list(_open(found)), MOST_OPEN, "open"),
        "findings": part(request, numbered(found.scores.findings), MOST_OPEN, "findings"),
        "grades": _grades(found), "known": sum(one.grade is not None for one in made),
        "waiting": part(request, waiting, MOST_OPEN, "waiting"),
        "can_sign": here.member.role == Role.LEADER,
    }  # fmt: skip


def columns_of(found: Scored) -> list[tuple[str, object]]:
    """The first-level types that any project has, in the order of the frame."""
    used = {key for project in found.plan.projects for key in found.parts(project)}
    return [(key, _TYPE_WORDS[key]) for key in TYPES if key in used]


def _written(here: PlanPage, found: Scored) -> list[int]:
    """The numbers of the projects whose form somebody has done something about: no other can wait."""
    steps = steps_of_all(here.record)
    return [n for n, project in enumerate(found.plan.projects, 1) if steps.get(project.id)]


def _rows(here: PlanPage, found: Scored, keys: list[str], numbers: Iterable[int]) -> Iterator[Row]:
    steps = steps_of_all(here.record)
    for number in numbers:
        project = found.plan.projects[number - 1]
        parts = found.parts(project)
        few = steps.get(project.id, ())
        status = status_of(few, Form.of(found, project, few).hash)
        yield Row(number, project, found.of(project), [(k, parts.get(k)) for k in keys], status)


def _open(found: Scored) -> Iterator[Open]:
    for number, project in enumerate(found.plan.projects, 1):
        made = found.of(project)
        if made.execution.points is None:
            yield Open(number, 0, None, made.execution.why)
        for row, (indicator, line) in enumerate(lines(project, made), 1):
            if line.open:
                yield Open(number, row, indicator, line.why)


def type_word(key: str) -> object:
    """A first-level type in words."""
    return _TYPE_WORDS[key]


def lines(project: Project, made: ProjectScore) -> Iterator[tuple[Indicator, IndicatorScore]]:
    """Each indicator with its score, in printed order."""
    return zip(project.indicators, made.indicators, strict=True)


def _grades(found: Scored) -> list[tuple[str, Decimal, int]]:
    """Each grade of the pack with its lower bound and how many projects have it."""
    return [
        (grade, low, sum(one.grade == grade for one in found.scores.projects))
        for grade, low in found.pack.grades.items()
    ]


def _compared(
    request: HttpRequest, here: PlanPage, found: Scored, words: dict[str, Any]
) -> dict[str, Any]:
    """The same plan under another pack, where one was asked for."""
    name = words["compare"]
    if not name:
        return {}
    try:
        other = scored(here.record, here.version, Asked(name, words["asked"].on))
    except CannotScoreError as wrong:
        return {"cannot_compare": str(wrong)}
    changes = list(Comparison(found.scores, other.scores).changes())
    return {
        "other": other, "changes": part(
            request, list(zip(count(1), here.plan.projects, changes, strict=False)), MOST_ROWS, "changes"
        ),
        "changed": sum(one.grade_changes for one in changes), "same_pack": other.pack == found.pack,
    }  # fmt: skip
