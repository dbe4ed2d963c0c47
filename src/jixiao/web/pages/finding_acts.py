"""What a clerk does about a finding: take its proposal, dispute it, take the dispute back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan
from jixiao.web import disputes, versions
from jixiao.web.edits import EditError, edited
from jixiao.web.house.numbers import seen, whole
from jixiao.web.marks import acceptable
from jixiao.web.pages import errors
from jixiao.web.pages.cell import told
from jixiao.web.pages.findings import FILTERS, findings_words
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.pages.project import project_words
from jixiao.web.saying import speaker


@require_POST
def accept(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """The finding's proposal written into its cell, as a new version that names the rule."""
    here = PlanPage.for_editor(request, department_id, year)
    finding = _finding(request, here)
    proposal = acceptable(finding) if finding else None
    try:
        if seen(request) != here.version.number:
            raise versions.StaleError(seen(request), here.version)
        if finding is None or proposal is None:
            return _shown(request, here, _("没有采用：这条提示已经没有可以采用的建议。"))
        cell = (finding.where.project or "", finding.where.indicator or "", proposal.field)
        new = versions.change(
            here.record, seen(request), lambda plan: with_proposal(plan, cell, proposal.value),
            request.user, cell, rule=finding.rule,
        )  # fmt: skip
        if new is None:
            return _shown(request, here, _("没有改动。"))
    except EditError as wrong:
        return _refused(request, str(wrong))
    except versions.StaleError as stale:
        words = _("没有采用：第%(head)s版已由他人保存，请先看过再决定。")
        return _shown(request, here.at(stale.head), words % {"head": stale.head.number})
    taken = _("已采用 %(rule)s 的建议“%(value)s”。") % {
        "rule": finding.rule,
        "value": proposal.value,
    }
    return _shown(request, here.at(new), taken + told(here.version, new))


def with_proposal(plan: Plan, cell: versions.Cell, value: str) -> Plan:
    """The plan with a proposal written into its cell."""
    project_id, indicator, field = cell
    project = plan.project(project_id)
    if project is None:
        raise EditError(_("这一格已不在表中，请刷新页面后再改。"))
    return edited(plan, project, indicator, field, value)


@require_POST
def dispute(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """Why a finding does not apply, stored for all of the department to read."""
    here = PlanPage.for_editor(request, department_id, year)
    finding = _finding(request, here)
    if finding is None:
        return _refused(request, _("没有记下：这条提示已经不在，请刷新页面。"))
    try:
        said = speaker(request.user, here.department)
        disputes.dispute(here.record, finding, request.POST.get("reason", ""), said)
    except ActRefusedError as wrong:
        return _refused(request, str(wrong))
    return _shown(request, here, _("已记下不同意的理由，审核人能看到。"))


@require_POST
def withdraw(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """A dispute taken back; both acts are kept."""
    here = PlanPage.for_editor(request, department_id, year)
    told, said = request.POST, speaker(request.user, here.department)
    try:
        disputes.withdraw(here.record, told.get("finding", ""), told.get("dispute", ""), said)
    except ActRefusedError as wrong:
        return _shown(request, here, str(wrong))
    return _shown(request, here, _("已撤回这条异议。"))


@require_POST
def answer(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """What who reviews says to a dispute, kept beside it."""
    here = PlanPage.for_decider(request, department_id, year)
    told, said = request.POST, speaker(request.user, here.department)
    named = (told.get("finding", ""), told.get("dispute", ""))
    try:
        agrees = told.get("agrees") == "yes"
        disputes.answer(here.record, *named, agrees, told.get("text", ""), said)
    except ActRefusedError as wrong:
        return _refused(request, str(wrong))
    return _shown(request, here, _("已记下答复，提出异议的人能看到。"))


def _finding(request: HttpRequest, here: PlanPage) -> Finding | None:
    named = request.POST.get("finding", "")
    found = (one.finding for one in here.findings)
    return next((finding for finding in found if disputes.digest_of(finding) == named), None)


def _shown(request: HttpRequest, here: PlanPage, said: str) -> HttpResponse:
    """The part of the page it was done on, drawn anew: a project's table, else the list."""
    if request.POST.get("page"):
        words = project_words(here, whole(request.POST.get("page")) or 0)
        return render(request, "project_work.html", words | {"said": said})
    asked = {name: request.POST.get(name, "") for name in FILTERS}
    return render(
        request, "findings_list.html", findings_words(request, here, asked) | {"said": said}
    )


def _refused(request: HttpRequest, said: str) -> HttpResponse:
    """Nothing was stored, and nothing typed is lost: only the words are new."""
    return errors.cannot(request, said)
