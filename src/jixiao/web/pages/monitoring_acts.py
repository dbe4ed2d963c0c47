"""What people put on record on a monitoring page: a possibility, a cause, the outcome of a warning."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError, Draft
from jixiao.acts.kinds.cause import Cause, caused
from jixiao.acts.kinds.outcome import Decision
from jixiao.acts.kinds.possibility import confirmed
from jixiao.acts.matter import Matter
from jixiao.acts.mending import decide
from jixiao.acts.record import StaleActError, Writer
from jixiao.law.monitoring import Outcome, Possibility, Reason
from jixiao.monitoring.opening import of_warning
from jixiao.monitoring.sheet import Line
from jixiao.web import access, monitoring_warnings
from jixiao.web.house import days
from jixiao.web.house.numbers import whole
from jixiao.web.house.seen import seen_act, seen_in, somebody_was_first
from jixiao.web.monitoring_warnings import ShownWarning
from jixiao.web.pages import monitoring, monitoring_project
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly
from jixiao.web.pages.monitoring_project import Typed
from jixiao.web.saying import Speaker, speaker
from jixiao.web.words import word

LONGEST = 500
T = TypeVar("T", Possibility, Reason, Outcome)


@require_POST
@plainly
def possibility(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """The clerk says how likely a target is; the program only proposes."""
    at = MonitoringPage.of(request, department_id, year, access.editor)
    row, line = _line(request, at, number)
    chosen = _of(Possibility, request.POST.get("possibility", ""))
    form = f"possibility-{row}"
    if chosen is None:
        return _refused(request, at, number, form, _("请选一种可能性。"))
    try:
        at.store.record.add(_confirmed(request, at, line, chosen), seen_act(request))
    except StaleActError as stale:
        return _stale(request, at, number, form, stale)
    told = _("已确认“%(name)s”：%(word)s。")
    messages.success(request, told % {"name": line.indicator.name, "word": word(chosen)})
    return _back(at, number, f"i-{row}")


@require_POST
@plainly
def possibilities(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """What the page proposed, confirmed for all indicators it listed; one that changed is left out."""
    at = MonitoringPage.of(request, department_id, year, access.editor)
    by_row = {str(row): line for row, line in enumerate(at.watched(number).sheet.lines, 1)}
    wanted, left = [], 0
    for entry in request.POST.getlist("proposal"):
        row, _dash, rest = entry.partition("-")
        value, _dash, saw = rest.partition("-")
        line = by_row.get(row)
        proposed = line.forecast.possibility if line else None
        if line is None or proposed is None or proposed.value != value:
            left += 1
            continue
        wanted.append((_confirmed(request, at, line, proposed), seen_in(saw)))
    with at.store.record.writing() as writer:
        done = sum(_added(writer, draft, saw) for draft, saw in wanted)
    left += len(wanted) - done
    messages.success(request, _("已按建议确认 %(done)s 项。") % {"done": done})
    if left:
        told = _("有 %(left)s 项没有确认：您打开之后有了改动，请逐项看过。")
        messages.warning(request, told % {"left": left})
    return _back(at, number, "indicators")


@require_POST
@plainly
def cause(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """Why an indicator deviates, under one of the form's categories; empty takes it back."""
    at = MonitoringPage.of(request, department_id, year, access.editor)
    row, line = _line(request, at, number)
    form = f"cause-{row}"
    category, text = _of(Reason, request.POST.get("category", "")), _text(request, "text")
    if category is None:
        return _refused(request, at, number, form, _("请选一类原因。"))
    by = speaks(request, at)
    made = Cause(line.indicator.id, category, text, by.who, at.day)
    try:
        if fault := _long(text):
            raise ActRefusedError(fault)
        at.store.record.add(caused(made, by.role, by.organisation), seen_act(request))
    except ActRefusedError as wrong:
        return _refused(request, at, number, form, str(wrong))
    except StaleActError as stale:
        return _stale(request, at, number, form, stale)
    told = _("已记录“%(name)s”的偏差原因。") if text else _("已撤回“%(name)s”的偏差原因。")
    messages.success(request, told % {"name": line.indicator.name})
    return _back(at, number, f"i-{row}")


@require_POST
@plainly
def outcome(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """The leader or the reviewer decides on a warning; 整改 puts it on the list of what is to be mended."""
    at = MonitoringPage.of(request, department_id, year, access.decider)
    warned = warning_of(request, at, number)
    form = f"outcome-{warned.key}"
    try:
        made = _decided(request, at, warned)
        with at.store.record.writing() as writer:
            matter = _decide(writer, request, at, warned, made, seen_act(request))
    except ActRefusedError as wrong:
        return _refused(request, at, number, form, str(wrong))
    except StaleActError as stale:
        return _stale(request, at, number, form, stale)
    if matter is not None:
        told = _("已记录：整改，列为 %(id)s；请写明要求和期限。")
        messages.success(request, told % {"id": matter.id})
        return redirect("mending-matter", *at.here.address, matter.id)
    told = _("已记录对 %(rule)s 的处理：%(word)s。")
    messages.success(request, told % {"rule": made.rule, "word": word(made.outcome)})
    return _back(at, number, f"w-{warned.key}")


@require_POST
@plainly
def outcomes(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """One outcome with one reason for several warnings of a rule: each becomes a record of its own."""
    at = MonitoringPage.of(request, department_id, year, access.decider)
    shown = {w.entry: w for w in _shown(at)}
    asked = request.POST.getlist("warning")
    here = [shown[entry] for entry in asked if entry in shown]
    try:
        with at.store.record.writing() as writer:
            done = sum(_decided_on(writer, request, at, one) for one in here)
    except ActRefusedError as wrong:
        typed = _typed(request, f"outcomes-{here[0].warning.rule}", str(wrong))
        words = monitoring.words(request, MonitoringPage(at.here, at.asked), typed)
        return render(request, "monitoring.html", words, status=422)
    messages.success(request, _("已记录对 %(done)s 条预警的处理。") % {"done": done})
    if left := len(asked) - done:
        told = _("有 %(left)s 条没有记录：您打开之后有了改动，请逐条看过。")
        messages.warning(request, told % {"left": left})
    return redirect(f"{reverse('monitoring', args=at.here.address)}{at.query}#warnings")


def speaks(request: HttpRequest, at: MonitoringPage) -> Speaker:
    """Who puts it on record, as they are in the department."""
    return speaker(request.user, at.here.department)


def _confirmed(request: HttpRequest, at: MonitoringPage, line: Line, chosen: Possibility) -> Draft:
    by = speaks(request, at)
    return confirmed(line.indicator.id, chosen, at.day, by.who, by.role, by.organisation)


def _added(writer: Writer, draft: Draft, saw: str | None) -> bool:
    """Whether it was said: not where its subject has changed meanwhile."""
    try:
        writer.add(draft, saw)
    except StaleActError:
        return False
    return True


def _decided_on(
    writer: Writer, request: HttpRequest, at: MonitoringPage, warned: ShownWarning
) -> bool:
    try:
        _decide(writer, request, at, warned, _decided(request, at, warned), warned.seen or None)
    except StaleActError:
        return False
    return True


def _decide(
    writer: Writer, request: HttpRequest, at: MonitoringPage, warned: ShownWarning,
    made: Decision, saw: str | None,
) -> Matter | None:  # fmt: skip
    by = speaks(request, at)
    opens = of_warning(warned.warning, at.report, timezone.localdate())
    return decide(writer, made, opens, by.role, by.organisation, saw)


def _decided(request: HttpRequest, at: MonitoringPage, warned: ShownWarning) -> Decision:
    """What the form decides about a warning.

    Raises:
        ActRefusedError: nothing chosen, too long a reason, or no day.
    """
    chosen, reason = _of(Outcome, request.POST.get("outcome", "")), _text(request, "reason")
    if chosen is None:
        raise ActRefusedError(_("请选一种处理结果。"))
    if fault := _long(reason):
        raise ActRefusedError(fault)
    until = day_in(request, "until") if chosen is Outcome.NO_PROBLEM else None
    return Decision(*warned.warning.about, chosen, reason, speaks(request, at).who, at.day, until)


def _shown(at: MonitoringPage) -> list[ShownWarning]:
    return monitoring_warnings.shown(at.report, at.records)


def warning_of(request: HttpRequest, at: MonitoringPage, number: int) -> ShownWarning:
    """The warning that a form is about, as it stands now on that day; 404 where it does not."""
    key = request.POST.get("warning", "")
    found = next((w for w in _shown(at) if w.number == number and w.key == key), None)
    if found is None:
        raise Http404
    return found


def day_in(request: HttpRequest, name: str) -> date | None:
    """A day from a form; nothing typed is none.

    Raises:
        ActRefusedError: what was typed is no day.
    """
    text = request.POST.get(name, "").strip()
    day = days.day_in(text)
    if text and day is None:
        raise ActRefusedError(_("日期应写成 2023-06-30 这样。"))
    return day


def _line(request: HttpRequest, at: MonitoringPage, number: int) -> tuple[int, Line]:
    lines = at.watched(number).sheet.lines
    row = whole(request.POST.get("row"), 1, len(lines))
    if row is None:
        raise Http404
    return row, lines[row - 1]


def _of(kinds: type[T], value: str) -> T | None:
    return next((one for one in kinds if one.value == value), None)


def _text(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").split())


def _long(text: str) -> str:
    if len(text) <= LONGEST:
        return ""
    told = _("最多写 %(longest)s 字，现有 %(found)s 字；请精简。")
    return told % {"longest": LONGEST, "found": len(text)}


def _back(at: MonitoringPage, number: int, anchor: str) -> HttpResponse:
    place = reverse("monitoring-project", args=(*at.here.address, number))
    return redirect(f"{place}{at.query}#{anchor}")


def _refused(
    request: HttpRequest, at: MonitoringPage, number: int, form: str, fault: str, status: int = 422
) -> HttpResponse:
    """The page again, with the fault beside what was typed."""
    typed = _typed(request, form, fault)
    words = monitoring_project.words(MonitoringPage(at.here, at.asked), number, typed)
    return render(request, "monitoring_project.html", words, status=status)


def _typed(request: HttpRequest, form: str, fault: str) -> Typed:
    return Typed(form, fault, {key: str(value) for key, value in request.POST.items()})


def _stale(
    request: HttpRequest, at: MonitoringPage, number: int, form: str, stale: StaleActError
) -> HttpResponse:
    return _refused(request, at, number, form, somebody_was_first(stale), status=409)
