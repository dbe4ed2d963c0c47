"""Self-evaluations and the report as files: docx, xlsx, pdf, html; named as simulated where they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jixiao.grids.errors import MissingProgramError
from jixiao.grids.writing import ENDINGS
from jixiao.grids.writing import write as write_document
from jixiao.measures.gaps import MADE_UP
from jixiao.plan.model import Plan, Project
from jixiao.scoring.evaluation import evaluate
from jixiao.scoring.report import Course, Material, write_report
from jixiao.scoring.report.course import course_from, days_of
from jixiao.web import evidence, monitoring, page_memory, self_evaluation_steps
from jixiao.web.attachment import attachment
from jixiao.web.house.jobs import heavy
from jixiao.web.pages import errors
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.pages.self_evaluation import wording_of
from jixiao.web.score import CannotScoreError, Scored, scored
from jixiao.web.self_evaluation import Form
from jixiao.web.self_evaluation_document import Signed, document_of
from jixiao.web.self_evaluation_steps import steps_of_all
from jixiao.web.words import word

REPORTS = ("docx", "pdf", "html", "xlsx")


@heavy("GET")
def one(
    request: HttpRequest, department_id: int, year: int, number: int, ending: str
) -> HttpResponse:
    """One project's form."""
    here = PlanPage.of(request, department_id, year)
    project = here.project(number)
    return _forms(request, here, [project], ending, project.short_name or project.name)


def signed(
    request: HttpRequest, department_id: int, year: int, number: int, step: int, ending: str
) -> HttpResponse:
    """One project's form exactly as it was submitted or confirmed in that step."""
    here = PlanPage.of(request, department_id, year)
    project = here.project(number)
    steps = self_evaluation_steps.steps_of(here.record, project.id)
    kept = next((one for one in steps if one.number == step and one.content_hash), None)
    if kept is None or ending not in ENDINGS:
        raise Http404
    words = {
        "name": project.short_name or project.name, "year": year, "did": word(kept.kind),
    }  # fmt: skip
    told = _("%(name)s%(year)s年项目支出绩效自评表-%(did)s") % words
    copy = Signed.of(kept)
    wording = wording_of(copy.policy, request.GET.get("form", ""))
    try:
        data = write_document(copy.document(wording), ending)
    except MissingProgramError as missing:
        return errors.unavailable(request, str(missing))
    return _named(data, ending, told, copy.made_up)


@heavy("GET")
def every(request: HttpRequest, department_id: int, year: int, ending: str) -> HttpResponse:
    """The forms of all projects, each on a page of its own."""
    here = PlanPage.of(request, department_id, year)
    return _forms(request, here, list(here.plan.projects), ending, here.department.name)


def _forms(
    request: HttpRequest, here: PlanPage, projects: list[Project], ending: str, name: str
) -> HttpResponse:
    if ending not in ENDINGS or not projects:
        raise Http404

    def made(found: Scored) -> bytes:
        steps = steps_of_all(here.record)
        forms = [Form.of(found, project, steps.get(project.id, ())) for project in projects]
        wording = wording_of(found.scores.policy, request.GET.get("form", ""))
        return write_document(document_of(forms, wording), ending)

    told = _("%(name)s%(year)s年项目支出绩效自评表") % {"name": name, "year": here.record.year}
    return answer_with(request, here, projects, ending, told, made)


@heavy("GET")
def report(request: HttpRequest, department_id: int, year: int, ending: str) -> HttpResponse:
    """The evaluation report of the department's projects."""
    here = PlanPage.of(request, department_id, year)
    if ending not in REPORTS:
        raise Http404

    def made(found: Scored) -> bytes:
        return write_report(_material(here, found), ending)

    words = {"name": here.department.name, "year": here.record.year}
    told = _("%(name)s%(year)s年项目支出绩效评价报告") % words
    return answer_with(request, here, list(here.plan.projects), ending, told, made)


def _material(here: PlanPage, found: Scored) -> Material:
    steps = steps_of_all(here.record)
    forms = [Form.of(found, one, steps.get(one.id, ())) for one in found.plan.projects]
    plan = found.plan.model_copy(update={"projects": tuple(_with_words(form) for form in forms)})
    pairs = zip(plan.projects, found.scores.projects, strict=True)
    frames = tuple(
        evaluate(project, found.actuals, made, found.pack.evaluation) for project, made in pairs
    )
    course = _course(here, plan, found.until) if found.has_evidence else None
    return Material(plan, found.actuals, found.scores, frames, found.evidence, course=course)


def _course(here: PlanPage, plan: Plan, until: date) -> Course:
    """The year as the pages of monitoring saw it, remembered as they are.

    Raises:
        CannotMonitorError: monitoring cannot speak of the plan; the text says why.
    """
    store, content = evidence.store_of(here.department.pk), here.version.content
    return course_from([monitoring.report(store, content, day) for day in days_of(plan, until)])


def _with_words(form: Form) -> Project:
    """The plan's own project with the causes written: the report names each beside the points lost."""
    own = form.scored.plan.project(form.project.id)
    assert own is not None
    pairs = zip(own.indicators, form.project.indicators, strict=True)
    rows = tuple(a.model_copy(update={"deviation": b.deviation}) for a, b in pairs)
    return own.model_copy(update={"indicators": rows})


def answer_with(
    request: HttpRequest, here: PlanPage, projects: list[Project], ending: str, name: str,
    made: Callable[[Scored], bytes],
) -> HttpResponse:  # fmt: skip
    """A file made of the scored plan, named as simulated where these projects rest on such data."""
    return page_memory.file(
        request, here, lambda: _answer(request, here, projects, ending, name, made)
    )


def _answer(
    request: HttpRequest, here: PlanPage, projects: list[Project], ending: str, name: str,
    made: Callable[[Scored], bytes],
) -> HttpResponse:  # fmt: skip
    try:
        found = scored(here.record, here.version)
        data = made(found)
    except (CannotScoreError, monitoring.CannotMonitorError) as wrong:
        return errors.cannot(request, str(wrong))
    except MissingProgramError as missing:
        return errors.unavailable(request, str(missing))
    return _named(data, ending, name, any(map(found.made_up, projects)))


def _named(data: bytes, ending: str, name: str, made_up: bool) -> HttpResponse:
    named = f"{MADE_UP}-{name}.{ending}" if made_up else f"{name}.{ending}"
    return attachment(data, named, ENDINGS[ending])
