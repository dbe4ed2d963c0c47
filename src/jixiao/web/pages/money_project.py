"""One project's money: what the plan and the register say, and what is typed with its proof."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.monitoring.mending_proofs import Proof, ProofError, content_of, keep, named
from jixiao.monitoring.money import Amount
from jixiao.monitoring.money_typed import (
    Entry,
    MoneyChangedError,
    MoneyEntryError,
    add,
    amount_in,
    new_id,
    now,
    seen_of,
    unit_of,
    withdraw,
)
from jixiao.plan.words import one_line
from jixiao.web.attachment import attachment
from jixiao.web.house.numbers import seen
from jixiao.web.money import KINDS, MoneyPage
from jixiao.web.pages import errors
from jixiao.web.pages.monitoring_page import plainly
from jixiao.web.pages.plan_page import PlanPage

_LONGEST = 200


@plainly
def page(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    at = MoneyPage(PlanPage.of(request, department_id, year))
    return render(request, "money_project.html", words(at, number))


def words(at: MoneyPage, number: int, fault: str = "", typed: Any = None) -> dict[str, Any]:
    """What the page's template is given; ``typed`` is what was sent and refused."""
    project = at.here.project(number)
    account, known = at.account(project), at.entries(project)
    kinds = {k: v for k, v in KINDS.items() if k != "payments" or not at.from_register}
    return {
        "here": at.here, "at": at, "tab": "money", "number": number, "project": project,
        "account": account, "initial": account.initial(at.end), "full_year": account.full_year(at.end),
        "paid": account.paid(at.end), "share": account.share(at.end),
        "received": account.received_share(at.end), "marks": list(at.marks(project)),
        "entries": [(one, KINDS[one.part][0], Proof.of(one.file)) for one in reversed(known)],
        "seen": seen_of(known), "kinds": kinds, "fault": fault, "typed": typed or {},
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
        made, data = _entry(request, unit_of(project))
        if data is not None and (proof := Proof.of(made.file)):
            keep(at.store.folder, proof, data)
        add(at.store, project, at.year, made, seen(request))
    except (MoneyEntryError, ProofError) as wrong:
        return _refused(request, at, number, str(wrong), 422)
    except MoneyChangedError as changed:
        return _refused(request, at, number, _meanwhile(changed), 409)
    messages.success(request, _("已记录。"))
    return redirect("money-project", *at.here.address, number)


@require_POST
@plainly
def take_back(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Withdraw an entry with a reason; it stays on the page, struck out."""
    at = MoneyPage(PlanPage.for_editor(request, department_id, year))
    entry, reason = request.POST.get("entry", ""), one_line(request.POST.get("reason", ""))
    project, by = at.here.project(number), _name(request)
    try:
        withdraw(at.store, project, at.year, entry, reason[:_LONGEST], by, seen(request))
    except MoneyEntryError as wrong:
        return _refused(request, at, number, str(wrong), 422)
    except MoneyChangedError as changed:
        return _refused(request, at, number, _meanwhile(changed), 409)
    messages.success(request, _("已撤回；原来的一条和原因都留着。"))
    return redirect("money-project", *at.here.address, number)


@plainly
def proof(
    request: HttpRequest, department_id: int, year: int, number: int, sha256: str
) -> HttpResponse:
    """A proof as it was handed in, checked against its hash; never shown as a page."""
    at = MoneyPage(PlanPage.of(request, department_id, year))
    kept = (Proof.of(one.file) for one in at.entries(at.here.project(number)))
    found = next((one for one in kept if one and one.sha256 == sha256), None)
    if found is None:
        raise Http404
    try:
        data = content_of(at.store.folder, found)
    except ProofError as gone:
        return errors.cannot(request, str(gone))
    return attachment(data, found.name)


def _entry(request: HttpRequest, unit: str) -> tuple[Entry, bytes | None]:
    part, told = request.POST.get("kind", ""), request.POST.get("on", "").strip()
    if part not in KINDS:
        raise MoneyEntryError(_("请选记的是哪一种。"))
    try:
        on = date.fromisoformat(told)
    except ValueError as wrong:
        fault = _("日期写的是“%(told)s”，应写成 2023-06-30 这样。")
        raise MoneyEntryError(fault % {"told": told[:40]}) from wrong
    text = one_line(request.POST.get("proof", ""))
    if len(text) > _LONGEST:
        raise MoneyEntryError(_("文号或凭证号太长；请不超过 200 个字。"))
    amount = Amount(on, amount_in(request.POST.get("amount", ""), unit), text)
    handed = request.FILES.get("file")
    data = handed.read() if handed else None
    kept = named(one_line(handed.name)[:_LONGEST] or "proof", data or b"") if handed else None
    made = Entry(part, new_id(), amount, _name(request), now(), str(kept) if kept else None)
    return made, data


def _name(request: HttpRequest) -> str:
    return request.user.get_full_name() or request.user.get_username()


def _meanwhile(changed: MoneyChangedError) -> str:
    told = _("没有保存：%(who)s 刚改过本项目的资金，请先看下面的新记录再决定；您写的还在。")
    return told % {"who": changed.by or _("别人")}


def _refused(
    request: HttpRequest, at: MoneyPage, number: int, fault: str, status: int
) -> HttpResponse:
    at = MoneyPage(at.here)  # as it stands now
    return render(
        request, "money_project.html", words(at, number, fault, request.POST), status=status
    )
