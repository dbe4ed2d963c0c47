"""A project's self-evaluation form: written in place, submitted by the clerk, confirmed by the leader."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.self_evaluation import status_of
from jixiao.terms.acts import FormStep
from jixiao.terms.forms import FormName
from jixiao.web import self_evaluation_steps as life
from jixiao.web.house.numbers import seen
from jixiao.web.marks import MarkedCell, MarkedGrid, Numbered, mark_form, numbered
from jixiao.web.models import Role
from jixiao.web.pages import errors
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.saying import speaker
from jixiao.web.score import CannotScoreError, own_packs, scored
from jixiao.web.self_evaluation import DEVIATION, RESULTS, Form, Steps, Wanting
from jixiao.web.self_evaluation_document import WORDINGS, grid_of, knows_the_form
from jixiao.web.words import word


def page(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    try:
        words = form_words(here, number, request.GET.get("form", ""))
    except CannotScoreError as wrong:
        return errors.cannot(request, str(wrong))
    return render(request, "self_evaluation.html", words)


def wording_of(policy: str, asked: str) -> FormName:
    """The wording asked for; else that of the policy's place, the ministry's where it is gone."""
    place = own_packs().get(policy)
    usual = place.self_evaluation if place else FormName.SELF_EVALUATION
    own = next(name for name in WORDINGS if name == usual)
    return next((name for name in WORDINGS if name == asked), own)


def form_words(here: PlanPage, number: int, asked: str) -> dict[str, Any]:
    """What the page's template, and its part alone, is given."""
    found, project = scored(here.record, here.version), here.project(number)
    steps = life.steps_of(here.record, project.id)
    form = Form.of(found, project, steps)
    status = status_of(steps, form.hash)
    wording, doubts = wording_of(found.scores.policy, asked), numbered(form.doubts)
    return {
        "here": here, "number": number, "project": project, "found": found,
        "form": form, "made": form.made, "status": status, "steps": list(reversed(steps)),
        "seen": steps[-1].number if steps else 0, "wording": wording, "wordings": list(WORDINGS),
        "grid": _grid(here, number, form, wording, doubts), "doubts": doubts, "made_up": found.made_up(project),
        "wanting": [(one, _address(form, one)) for one in form.wanting],
        "changed": life.changed_since(form, status.fallen) if status.fallen else [],
        "can_sign": here.member.role == Role.LEADER, "said": None,
        "unknown_form": not knows_the_form(found.pack), "previous": number - 1,
        "following": number + 1 if number < len(here.plan.projects) else None,
    }  # fmt: skip


def _grid(
    here: PlanPage, number: int, form: Form, wording: FormName, doubts: list[Numbered]
) -> MarkedGrid:
    """The official table; the cells a clerk writes can be reached by the keyboard."""
    rows = {
        row.id: reverse("indicator", args=(*here.address, number, n))
        for n, row in enumerate(form.project.indicators, 1)
    }
    made = mark_form(grid_of(form, wording), doubts, set(), links=rows)
    if here.member.can_edit:
        made.rows = [[_writable(cell) for cell in row] for row in made.rows]
    return made


def _writable(marked: MarkedCell) -> MarkedCell:
    return replace(marked, editable=True) if marked.cell.field in (DEVIATION, RESULTS) else marked


def _address(form: Form, one: Wanting) -> str:
    """Where on which page the lack can be mended."""
    if one.field:
        return f"#{one.field}"
    rows = [row.id for row in form.project.indicators]
    return (
        f"score#i-{rows.index(one.indicator) + 1}" if one.indicator in rows else "score#execution"
    )


@require_POST
def write(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """What was typed in a cell, as a step; the part of the page drawn anew."""
    here = PlanPage.for_editor(request, department_id, year)
    told = request.POST
    try:
        form, _steps = _form(here, number)
        row = told.get("indicator", "")
        where = ("" if row == form.project.id else row, told.get("field", ""))
        kept = life.write(
            here.record, form, where, told.get("value", ""), seen(request),
            speaker(request.user, here.department),
        )  # fmt: skip
    except (ActRefusedError, CannotScoreError) as wrong:
        return _beside(render(request, "cell_check.html", {"refused": str(wrong)}, status=422))
    except life.StaleStepError as stale:
        return _beside(render(request, "self_evaluation_stale.html", {"stale": stale}, status=409))
    words = form_words(here, number, told.get("form", ""))
    said = _("已记下。") if kept else _("没有改动。")
    return render(request, "self_evaluation_work.html", words | {"said": said})


@require_POST
def submit(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """The clerk hands it to the leader."""
    here = PlanPage.for_editor(request, department_id, year)
    return _signed(request, here, number, FormStep.SUBMITTED, _("已提交，等待部门负责人确认。"))


@require_POST
def confirm(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """The leader confirms exactly what was seen."""
    here = _for_leader(request, department_id, year)
    return _signed(request, here, number, FormStep.CONFIRMED, _("已确认。"))


@require_POST
def give_back(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """The leader gives it back with a reason."""
    here = _for_leader(request, department_id, year)
    return _signed(request, here, number, FormStep.RETURNED, _("已退回，理由已记下。"))


def _for_leader(request: HttpRequest, department_id: int, year: int) -> PlanPage:
    here = PlanPage.of(request, department_id, year)
    if here.member.role != Role.LEADER:
        raise PermissionDenied(_("自评表由部门负责人确认或退回。没有任何改动。"))
    return here


def _form(here: PlanPage, number: int) -> tuple[Form, Steps]:
    project = here.project(number)
    steps = life.steps_of(here.record, project.id)
    return Form.of(scored(here.record, here.version), project, steps), steps


def _signed(
    request: HttpRequest, here: PlanPage, number: int, kind: FormStep, done: str
) -> HttpResponse:
    told = request.POST
    try:
        form, _steps = _form(here, number)
        life.sign(
            here.record, form, kind, seen(request), told.get("hash", ""),
            speaker(request.user, here.department),            told.get("reason", ""),
        )  # fmt: skip
        messages.success(request, done)
    except (ActRefusedError, CannotScoreError) as wrong:
        messages.error(request, str(wrong))
    except life.StaleStepError as stale:
        last = stale.since[-1]
        words = _("没有执行：您打开之后又有动作（%(who)s：%(did)s），请看过再决定。")
        messages.error(request, words % {"who": last.who, "did": word(last.kind)})
    return redirect("self-evaluation", here.department.pk, here.record.year, number)


def _beside(refused: HttpResponse) -> HttpResponse:
    """Not kept: the words go under what was typed, which stays as it is."""
    refused["HX-Retarget"], refused["HX-Reswap"] = ".editor-answer", "innerHTML"
    return refused
