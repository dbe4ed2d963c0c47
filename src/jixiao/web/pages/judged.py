"""What a clerk decides about an indicator's score: its band, that it does not apply, or back again."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.judging import Judged
from jixiao.acts.kind import ActRefusedError
from jixiao.acts.record import StaleActError
from jixiao.law.scoring import ScoringRules
from jixiao.plan.model import Indicator, Project
from jixiao.terms.acts import JudgedAs
from jixiao.web import judged
from jixiao.web.house.seen import seen_act, somebody_was_first
from jixiao.web.pages import errors
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.pages.score import score_words
from jixiao.web.saying import speaker
from jixiao.web.score import CannotScoreError, scored
from jixiao.web.self_evaluation_steps import reopen

Decide = Callable[[judged.Subject, ScoringRules], Judged]


@require_POST
def band(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Keep the band picked, the percentage inside it, and why."""
    told = [request.POST.get(name, "") for name in ("band", "percent", "reason")]
    return _done(
        request, PlanPage.for_editor(request, department_id, year), number,
        lambda about, rules: judged.pick_band(about, *told, rules),
    )  # fmt: skip


@require_POST
def set_aside(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Keep that the indicator does not apply, and why."""
    reason = request.POST.get("reason", "")
    return _done(
        request, PlanPage.for_editor(request, department_id, year), number,
        lambda about, _rules: judged.set_aside(about, reason),
    )  # fmt: skip


@require_POST
def undo(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Take the last decision back; both rows are kept."""
    return _done(
        request, PlanPage.for_editor(request, department_id, year), number,
        lambda about, _rules: judged.undo(about),
    )  # fmt: skip


def _done(request: HttpRequest, here: PlanPage, number: int, act: Decide) -> HttpResponse:
    """The page's part drawn anew; where nothing was stored, words alone, and what was typed stays."""
    project = here.project(number)
    about = _subject(request, here, project)
    try:
        rules = scored(here.record, here.version).rules
        with transaction.atomic():
            kept = act(about, rules)
            reopen(here.record, project, about.speaker, _said(kept, about.indicator))
        words = score_words(here, number)
    except (ActRefusedError, CannotScoreError) as wrong:
        return errors.cannot(request, str(wrong))
    except StaleActError as stale:
        return _stale(request, stale)
    said = {"said": _said(kept, about.indicator), "goal": about.indicator.id}
    return render(request, "score_work.html", words | said)


def _subject(request: HttpRequest, here: PlanPage, project: Project) -> judged.Subject:
    wanted = request.POST.get("indicator", "")
    row = next((row for row in project.indicators if row.id == wanted), None)
    if row is None:
        raise Http404
    said = speaker(request.user, here.department)
    return judged.Subject(here.record, row, said, seen_act(request))


def _said(kept: Judged, row: Indicator) -> str:
    words = {
        JudgedAs.BAND: _("已记下“%(name)s”的分档和理由。"),
        JudgedAs.NOT_APPLICABLE: _("已记下“%(name)s”不适用和理由。"),
        JudgedAs.WITHDRAWN: _("已撤销对“%(name)s”的评定，记录都在。"),
    }
    return words[kept.kind] % {"name": row.name}


def _stale(request: HttpRequest, stale: StaleActError) -> HttpResponse:
    answer = errors.cannot(request, somebody_was_first(stale))
    answer.status_code = 409
    return answer
