"""A yes or no to an uploaded ledger; either way its file goes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.registers.about_source import UNANSWERED
from jixiao.registers.commit import settle
from jixiao.registers.vouching import vouch
from jixiao.web import access
from jixiao.web.house import days
from jixiao.web.house.jobs import heavy
from jixiao.web.models import Ledger, Membership
from jixiao.web.pages.ledger import is_unknown, ledger_words
from jixiao.web.reading.ledgers import ask, forget
from jixiao.web.reading.reader import Refusal
from jixiao.web.templatetags.house import off_command_line


@heavy("POST")
@require_POST
def confirm(request: HttpRequest, department_id: int, name: str, ledger_id: int) -> HttpResponse:
    """Take it in; with faulty rows, only where the clerk says that the others suffice."""
    member = access.editor(request, department_id)
    ledger = access.ledger(member, name, ledger_id)
    if is_unknown(ledger):
        return redirect("ledger", department_id, name, ledger_id)
    day = _day(request.POST.get("speaks_for", ""))
    if day is None:
        fault = _("请写明台账内容截至哪一天，不晚于今天，例如 2023-06-30。")
        return _again(request, member, ledger, fault)
    since = request.POST.get("since", "")
    if since and (_day(since) is None or _day(since) > day):
        fault = _("起日应是日期，不晚于“内容截至”，例如 2023-01-01；不清楚的可以不填。")
        return _again(request, member, ledger, fault)
    settle(access.store(member))
    if not _begun(ledger):
        return redirect("ledger", department_id, name, ledger_id)
    found = _taken(request, ledger, day)
    if isinstance(found, Refusal):
        return _again(request, member, ledger, found.message)
    if found["import"] is None:
        return _again(request, member, ledger, _not_taken(found))
    vouch(access.store(member))
    forget(ledger, Ledger.State.TAKEN)
    messages.success(request, _said(ledger, found))
    return redirect("take-in", department_id, name, found["import"])


def _not_taken(found: dict[str, Any]) -> str:
    """Why nothing was taken in: the question that keeps a whole file out, in its own words."""
    asked = next((one for one in found["findings"] if one["check"] == UNANSWERED), None)
    if asked is None:
        return _("还有必须修改的行，没有入库。")
    return f"{asked['fault']}。{off_command_line(asked['remedy'])}"


def _begun(ledger: Ledger) -> bool:
    """Whether this click is the one that takes it in: two clicks make one take-in."""
    waiting = Ledger.objects.filter(pk=ledger.pk, state=Ledger.State.PENDING)
    return waiting.update(state=Ledger.State.TAKING) == 1


def _taken(request: HttpRequest, ledger: Ledger, day: date) -> dict[str, Any] | Refusal:
    """What the child says; unless it was taken in, the ledger waits again."""
    found: dict[str, Any] | Refusal | None = None
    try:
        found = ask(
            ledger, "take", who=person(request), speaks_for=day.isoformat(),
            since=request.POST.get("since") or None, full="full" in request.POST,
            accept_partial="accept_partial" in request.POST,
        )  # fmt: skip
        return found
    finally:
        if not isinstance(found, dict) or found["import"] is None:
            Ledger.objects.filter(pk=ledger.pk).update(state=Ledger.State.PENDING)


def person(request: HttpRequest) -> str:
    """Who does it, as the evidence keeps it: the name with the account."""
    user = request.user
    name = user.get_full_name()
    return f"{name}（{user.username}）" if name else str(user.username)


def _day(typed: str) -> date | None:
    day = days.day_in(typed)
    return day if day and date(1990, 1, 1) <= day <= timezone.localdate() else None


def _again(request: HttpRequest, member: Membership, ledger: Ledger, fault: str) -> HttpResponse:
    ledger.refresh_from_db()
    told = ledger_words(member, ledger) | {"fault": fault}
    return render(request, "ledger.html", told, status=422)


def _said(ledger: Ledger, found: dict[str, Any]) -> str:
    words = {"file": ledger.file_name} | {
        key: found[key] for key in ("accepted", "unchanged", "superseded", "refused")
    }
    if found["already"]:
        return _("“%(file)s”以前已经入库，内容相同，没有任何改动。") % words
    counts = _(
        "%(accepted)s 行，库中已有 %(unchanged)s 行，更正 %(superseded)s 行，退回 %(refused)s 行"
    )
    told = {"file": ledger.file_name, "counts": counts % words}
    return _("已入库“%(file)s”：%(counts)s。上传的原件已删除。") % told


@require_POST
def discard(request: HttpRequest, department_id: int, name: str, ledger_id: int) -> HttpResponse:
    """A no: the name and digest stay in the list, the file goes."""
    member = access.editor(request, department_id)
    ledger = access.ledger(member, name, ledger_id)
    if ledger.waits:
        forget(ledger, Ledger.State.DISCARDED)
        told = _("已放弃“%(file)s”，原件已删除，证据库没有改动。") % {"file": ledger.file_name}
        messages.success(request, told)
    return redirect("register", department_id, name)
