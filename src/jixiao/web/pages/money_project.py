"""One project's money: what the plan and the register say, and what is typed with its proof."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.proof import Proof
from jixiao.acts.record import StaleActError
from jixiao.acts.typed_money import Entry, Part, taking_back
from jixiao.monitoring.accounts import unit_of
from jixiao.monitoring.mending_proofs import ProofError, content_of, keep, named
from jixiao.monitoring.money_typed import add, amount_in, withdraw
from jixiao.plan.model import Project
from jixiao.plan.words import one_line
from jixiao.web.attachment import attachment
from jixiao.web.house.days import day_in
from jixiao.web.house.seen import seen_act, somebody_was_first
from jixiao.web.money import PARTS, MoneyPage
from jixiao.web.pages import errors
from jixiao.web.pages.monitoring_page import plainly
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.saying import Speaker, speaker

_LONGEST = 200


@plainly
def page(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    at = MoneyPage(PlanPage.of(request, department_id, year))
    return render(request, "money_project.html", words(at, number))


def words(at: MoneyPage, number: int, fault: str = "", typed: Any = None) -> dict[str, Any]:
    """What the page's template is given; ``typed`` is what was sent and refused."""
    project = at.here.project(number)
    account, known = at.account(project), at.entries(project)
    kinds = {k.value: v for k, v in PARTS.items() if k is not Part.PAYMENTS or not at.from_register}
    return {
        "here": at.here, "at": at, "number": number, "project": project,
        "account": account, "initial": account.initial(at.end), "full_year": account.full_year(at.end),
        "paid": account.paid(at.end), "share": account.share(at.end),
        "received": account.received_share(at.end), "marks": list(at.marks(project)),
        "entries": [(one, PARTS[one.part][0]) for one in reversed(known)],
        "seen": at.seen(project), "kinds": kinds, "fault": fault, "typed": typed or {},
        "faults": list(account.findings(at.end)), "unit": unit_of(project),
        "made_up": account.made_up,
    }  # fmt: skip


@require_POST
@plainly
def save(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Add an entry; what is wrong is said beside what was typed."""
    at = MoneyPage(PlanPage.for_editor(request, department_id, year))
    project = at.here.project(number)
    if getattr(request, "upload_too_large", False):
        return errors.too_large(request)
    try:
        _save(request, at, project)
    except ActRefusedError as wrong:
        return _refused(request, at, number, str(wrong), 422)
    except StaleActError as stale:
        return _refused(request, at, number, somebody_was_first(stale), 409)
    messages.success(request, _("已记录。"))
    return redirect("money-project", *at.here.address, number)


@require_POST
@plainly
def take_back(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Withdraw an entry with a reason; it stays on the page, struck out."""
    at = MoneyPage(PlanPage.for_editor(request, department_id, year))
    entry, reason = request.POST.get("entry", ""), one_line(request.POST.get("reason", ""))
    project, by = at.here.project(number), speaker(request.user, at.here.department)
    draft = taking_back(
        project.id, entry, reason[:_LONGEST], by.who, by.role, by.organisation, timezone.localdate()
    )
    try:
        with at.store.record.writing() as writer:
            withdraw(writer, project, at.year, draft, seen_act(request))
    except ActRefusedError as wrong:
        return _refused(request, at, number, str(wrong), 422)
    except StaleActError as stale:
        return _refused(request, at, number, somebody_was_first(stale), 409)
    messages.success(request, _("已撤回；原来的一条和原因都留着。"))
    return redirect("money-project", *at.here.address, number)


@plainly
def proof(
    request: HttpRequest, department_id: int, year: int, number: int, sha256: str
) -> HttpResponse:
    """A proof as it was handed in, checked against its hash; never shown as a page."""
    at = MoneyPage(PlanPage.of(request, department_id, year))
    kept = (one.file for one in at.entries(at.here.project(number)))
    found = next((one for one in kept if one and one.sha256 == sha256), None)
    if found is None:
        raise Http404
    try:
        data = content_of(at.store.folder, found)
    except ProofError as gone:
        return errors.cannot(request, str(gone))
    return attachment(data, found.name)


def _save(request: HttpRequest, at: MoneyPage, project: Project) -> None:
    """The entry put on record; a file handed in with it is kept only of an entry that is."""
    by = speaker(request.user, at.here.department)
    file, data = _handed_in(request)
    made = _entry(request, project, by, file)
    with at.store.record.writing() as writer:
        seen = seen_act(request)
        add(writer, at.store, project, at.year, made, by.role, by.organisation, seen)
        if file is not None and data is not None:
            keep(at.store.folder, file, data)


def _handed_in(request: HttpRequest) -> tuple[Proof, bytes] | tuple[None, None]:
    handed = request.FILES.get("file")
    if handed is None:
        return None, None
    data = handed.read()
    return named(one_line(handed.name)[:_LONGEST] or "proof", data), data


def _entry(request: HttpRequest, project: Project, by: Speaker, file: Proof | None) -> Entry:
    part = next((one for one in PARTS if one.value == request.POST.get("kind")), None)
    if part is None:
        raise ActRefusedError(_("请选记的是哪一种。"))
    told = request.POST.get("on", "").strip()
    on = day_in(told)
    if on is None:
        fault = _("日期写的是“%(told)s”，应写成 2023-06-30 这样。")
        raise ActRefusedError(fault % {"told": told[:40]})
    text = one_line(request.POST.get("proof", ""))
    if len(text) > _LONGEST:
        raise ActRefusedError(_("文号或凭证号太长；请不超过 200 个字。"))
    amount = amount_in(request.POST.get("amount", ""), unit_of(project))
    return Entry(project.id, part, on, amount, None, text, by.who, file)


def _refused(
    request: HttpRequest, at: MoneyPage, number: int, fault: str, status: int
) -> HttpResponse:
    at = MoneyPage(at.here)  # as it stands now
    return render(
        request, "money_project.html", words(at, number, fault, request.POST), status=status
    )
