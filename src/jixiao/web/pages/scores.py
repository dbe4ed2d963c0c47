"""A department's scores: every project with its points, what is open and why, and another pack beside."""

from __future__ import annotations

from collections.abc import Iterator
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
        "here": here, "tab": "scores", "asked": asked, "packs": own_packs().values(),
        "compare": request.GET.get("compare", ""),
    }  # fmt: skip
    try:
        found = scored(here.record, here.version, asked)
    except CannotScoreError as wrong:
        return render(request, "scores.html", words | {"cannot": str(wrong)}, status=422)
    return render(
        request, "scores.html", words | _scored(here, found) | _compared(here, found, words)
    )


def _scored(here: PlanPage, found: Scored) -> dict[str, Any]:
    columns = columns_of(found)
    rows = list(_rows(here, found, [key for key, _word in columns]))
    return {
        "found": found, "columns": columns, "rows": rows, "made_up": found.made_up(),
        "open": list(_open(found)), "findings": numbered(found.scores.findings),
        "grades": _grades(found, rows), "known": sum(row.made.grade is not None for row in rows),
        "waiting": [row for row in rows if row.status.state is FormState.SUBMITTED],
        "can_sign": here.member.role == Role.LEADER,
    }  # fmt: skip


def columns_of(found: Scored) -> list[tuple[str, object]]:
    """The first-level types that any project has, in the order of the frame."""
    used = {key for project in found.plan.projects for key in found.parts(project)}
    return [(key, _TYPE_WORDS[key]) for key in TYPES if key in used]


def _rows(here: PlanPage, found: Scored, keys: list[str]) -> Iterator[Row]:
    steps = steps_of_all(here.record)
    for number, project in enumerate(found.plan.projects, 1):
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


def _grades(found: Scored, rows: list[Row]) -> list[tuple[str, Decimal, int]]:
    """Each grade of the pack with its lower bound and how many projects have it."""
    return [
        (grade, low, sum(row.made.grade == grade for row in rows))
        for grade, low in found.pack.grades.items()
    ]


def _compared(here: PlanPage, found: Scored, words: dict[str, Any]) -> dict[str, Any]:
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
        "other": other, "changes": list(zip(count(1), here.plan.projects, changes, strict=False)),
        "changed": sum(one.grade_changes for one in changes), "same_pack": other.pack == found.pack,
    }  # fmt: skip
