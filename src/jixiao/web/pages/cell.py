"""Changing a cell of the indicator table in place: checked while typing, saved as a version, undone."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.findings.finding import Finding
from jixiao.plan.model import Indicator, Plan
from jixiao.review.examine import examine
from jixiao.terms.targets import Better
from jixiao.web import versions
from jixiao.web.edits import EditError, edited
from jixiao.web.house.numbers import seen
from jixiao.web.kept_reviews import is_large
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.pages.project import project_words
from jixiao.web.remembered import review_of
from jixiao.web.suggestions import asked_of, suggestion
from jixiao.web.versions import Version


@require_POST
def check(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """How what is typed so far would be understood, and what the review would say of it."""
    here = PlanPage.for_editor(request, department_id, year)
    try:
        plan = _typed(request, here.plan, here.project(number).id)
    except EditError as wrong:
        return render(request, "cell_check.html", {"refused": str(wrong)})
    row = _row(plan, request.POST["indicator"])
    alone = is_large(here.version.content)
    examined = _alone(plan, number) if alone else plan
    found = [f for f in examine(examined).findings if f.where.indicator == row.id]
    found.sort(key=lambda f: f.where.field != request.POST["field"])  # what is typed comes first
    of_library = request.POST["field"] in ("target", "name")
    return render(request, "cell_check.html", {
        "target": row.target if of_library else None,
        "directions": tuple(Better) if request.POST["field"] == "target" else None,
        "suggestion": suggestion(row, naming=request.POST["field"] == "name") if of_library else None,
        "row": row, "asks": asked_of(row.type2) if of_library and row.type2 else None,
        "cell_findings": found, "alone": alone,
    })  # fmt: skip


def _alone(plan: Plan, number: int) -> Plan:
    """Its project by itself: a very large plan is not examined whole at every letter."""
    return plan.model_copy(update={"projects": plan.projects[number - 1 : number]})


@require_POST
def save(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """The typed text as a new version; what it mended and what it broke, in one sentence."""
    here = PlanPage.for_editor(request, department_id, year)
    project = here.project(number).id
    try:
        new = versions.change(
            here.record, seen(request), lambda plan: _typed(request, plan, project),
            request.user, (project, request.POST.get("indicator", ""), request.POST.get("field", "")),
        )  # fmt: skip
    except EditError as wrong:
        return _beside(render(request, "cell_check.html", {"refused": str(wrong)}, status=422))
    except versions.StaleError as stale:
        return _beside(render(request, "cell_stale.html", {"stale": stale}, status=409))
    if new is None:
        return _work(request, here, number, _("没有改动。"))
    return _work(request, here.at(new), number, told(here.version, new))


@require_POST
def undo(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Back to the version before the newest, as a new version."""
    here = PlanPage.for_editor(request, department_id, year)
    before = versions.numbered(here.record, here.version.number - 1)
    try:
        if before is None:
            raise EditError(_("这是第1版，没有可以撤销的修改。"))
        new = versions.restore(here.record, seen(request), before, request.user)
    except EditError as wrong:
        return _work(request, here, number, str(wrong))
    except versions.StaleError as stale:
        return _work(
            request,
            here,
            number,
            _("没有撤销：第%(head)s版已由他人保存，请先看过再决定。") % {"head": stale.head.number},
        )
    return _work(request, here.at(new), number, told(here.version, new))


def _typed(request: HttpRequest, plan: Plan, project_id: str) -> Plan:
    """The plan with what was typed in its cell."""
    told, project = request.POST, plan.project(project_id)
    if project is None:
        raise EditError(_("这一格已不在表中，请刷新页面后再改。"))
    return edited(
        plan, project, told.get("indicator", ""), told.get("field", ""), told.get("value", ""),
        told.get("better", ""),
    )  # fmt: skip


def _row(plan: Plan, indicator_id: str) -> Indicator:
    return next(row for _project, row in plan.indicators() if row.id == indicator_id)


def _work(request: HttpRequest, here: PlanPage, number: int, said: str) -> HttpResponse:
    words: dict[str, Any] = project_words(here, number) | {"said": said}
    return render(request, "project_work.html", words)


def _beside(refused: HttpResponse) -> HttpResponse:
    """Not saved: the words go under what was typed, which stays as it is."""
    refused["HX-Retarget"], refused["HX-Reswap"] = ".editor-answer", "innerHTML"
    return refused


def told(before: Version, after: Version) -> str:
    """What a change mended and what it broke, in one sentence."""
    old, new = (Counter(map(_key, review_of(v.content).findings)) for v in (before, after))
    words = {"number": after.number, "more": (new - old).total(), "fewer": (old - new).total()}
    return _("已保存为第%(number)s版；新增 %(more)s 条提示，消除 %(fewer)s 条。") % words


def _key(finding: Finding) -> tuple[str | None, ...]:
    where = finding.where
    return finding.rule, where.project, where.indicator, where.field, finding.fault
