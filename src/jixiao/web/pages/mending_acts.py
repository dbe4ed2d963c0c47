"""Opening a matter from a warning or a finding, and taking its steps, closing among them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.matter import NEEDS_DUE, Matter, Step, StepKind
from jixiao.acts.mending import put_on_list
from jixiao.acts.proof import Proof
from jixiao.acts.recheck import Recheck
from jixiao.acts.record import StaleActError
from jixiao.findings.finding import Finding
from jixiao.monitoring.mending import take
from jixiao.monitoring.mending_proofs import named
from jixiao.monitoring.opening import of_finding, of_warning
from jixiao.web import access
from jixiao.web.disputes import digest_of
from jixiao.web.house.seen import seen_act, somebody_was_first
from jixiao.web.pages import errors, mending_matter
from jixiao.web.pages.mending_matter import looked_at, matter_of, takes
from jixiao.web.pages.monitoring_acts import LONGEST, day_in, speaks, warning_of
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly
from jixiao.web.pages.monitoring_project import Typed
from jixiao.web.saying import name_of
from jixiao.web.words import word


@require_POST
@plainly
def from_warning(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Put a warning on the list of what is to be mended; the same one twice stays one."""
    at = MonitoringPage.of(request, department_id, year, access.participant)
    warned = warning_of(request, at, number)
    return _opened(request, at, of_warning(warned.warning, at.report, timezone.localdate()))


@require_POST
@plainly
def from_finding(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """As :func:`from_warning`, of a finding of the review or of the money."""
    at = MonitoringPage.of(request, department_id, year, access.participant)
    finding = _finding(at, request.POST.get("finding", ""))
    if finding is None:
        return errors.cannot(request, _("没有列入整改：这条提示已经不在，请刷新页面。"))
    return _opened(request, at, of_finding(finding, at.here.plan, at.year, timezone.localdate()))


def _finding(at: MonitoringPage, named: str) -> Finding | None:
    reviewed = next((f.finding for f in at.here.findings if digest_of(f.finding) == named), None)
    if reviewed is not None:
        return reviewed
    return next((f for f in at.report.findings if digest_of(f) == named), None)


def _opened(request: HttpRequest, at: MonitoringPage, matter: Matter) -> HttpResponse:
    by = speaks(request, at)
    with at.store.record.writing() as writer:
        kept, new = put_on_list(writer, matter, by.who, by.role, by.organisation)
    told = _("已列入整改 %(id)s。") if new else _("这个问题已在整改中：%(id)s。")
    messages.success(request, told % {"id": kept.id})
    return redirect("mending-matter", *at.here.address, kept.id)


@require_POST
@plainly
def step(request: HttpRequest, department_id: int, year: int, identity: str) -> HttpResponse:
    """One more step; what is refused is said beside what was typed."""
    at = MonitoringPage.of(request, department_id, year, access.participant)
    matter = matter_of(at, identity)
    kind = next((k for k in StepKind if k.value == request.POST.get("kind")), None)
    if kind is None:
        raise Http404
    if not takes(at.here.member, kind):
        raise PermissionDenied(
            _("这一步不由您的角色来做：措施、佐证和延期申请由专管员，其余由部门负责人或财政审核。")
        )
    if getattr(request, "upload_too_large", False):
        return errors.too_large(request)
    looked = looked_at(at, matter) if kind is StepKind.CLOSE else None
    try:
        _take(request, at, matter, kind, looked)
    except ActRefusedError as wrong:
        return _refused(request, at, identity, kind, str(wrong), 422)
    except StaleActError as stale:
        return _refused(request, at, identity, kind, somebody_was_first(stale), 409)
    messages.success(request, _("已记录：%(word)s。") % {"word": word(kind)})
    return redirect("mending-matter", *at.here.address, identity)


def _take(
    request: HttpRequest, at: MonitoringPage, matter: Matter, kind: StepKind, looked: Recheck | None
) -> None:
    """The step put on record; a file handed in with it is kept only of a step that is taken."""
    proof, data = _handed_in(request)
    made, by = _step(request, kind, proof, looked), speaks(request, at)
    with at.store.record.writing() as writer:
        take(writer, at.store, matter, made, data, by.role, by.organisation, seen_act(request))


def _step(
    request: HttpRequest, kind: StepKind, proof: Proof | None, looked: Recheck | None
) -> Step:
    text = " ".join(request.POST.get("text", "").split())
    if len(text) > LONGEST:
        told = _("最多写 %(longest)s 字，现有 %(found)s 字；请精简。")
        raise ActRefusedError(told % {"longest": LONGEST, "found": len(text)})
    due = day_in(request, "due") if kind in NEEDS_DUE else None
    return Step(kind, timezone.localdate(), name_of(request.user), text, due, proof, looked)


def _handed_in(request: HttpRequest) -> tuple[Proof, bytes] | tuple[None, None]:
    """The file handed in with what it is named by; none handed in is none."""
    given = request.FILES.get("proof")
    if given is None:
        return None, None
    data = given.read()
    return named(" ".join(given.name.split())[:200] or "proof", data), data


def _refused(
    request: HttpRequest, at: MonitoringPage, identity: str, kind: StepKind, fault: str, status: int
) -> HttpResponse:
    """The page again, of what holds now, with the fault beside what was typed."""
    typed = Typed(kind.value, fault, {key: str(value) for key, value in request.POST.items()})
    again = MonitoringPage(at.here, at.asked)
    words = mending_matter.words(again, identity, typed)
    return render(request, "mending_matter.html", words, status=status)
