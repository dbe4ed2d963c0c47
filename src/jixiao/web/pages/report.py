"""A value that a person reports: who, for which day, on what proof, kept by its hash."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.kinds.reported import MAX_VALUE, ReportedValue
from jixiao.acts.record import StaleActError
from jixiao.measures.reported import ProofFile, ProofGoneError, history, proof_of, report_value
from jixiao.plan.words import one_line
from jixiao.web.attachment import attachment
from jixiao.web.house.seen import seen_act, somebody_was_first
from jixiao.web.pages import errors, indicator
from jixiao.web.pages.indicator_page import IndicatorPage
from jixiao.web.saying import speaker


class ReportForm(forms.Form):
    """The value, whose it is, which day it speaks for, and its proof."""

    value = forms.CharField(
        max_length=MAX_VALUE, error_messages={"required": gettext_lazy("请填写实际完成值。")}
    )
    unit = forms.CharField(max_length=20, required=False)
    person = forms.CharField(
        max_length=100, error_messages={"required": gettext_lazy("请写明谁报送。")}
    )
    speaks_for = forms.DateField(
        error_messages={
            "required": gettext_lazy("请写明数值截至哪一天。"),
            "invalid": gettext_lazy("日期应写成 2023-06-30 这样。"),
        }
    )
    proof = forms.FileField(
        max_length=200,
        error_messages={
            "required": gettext_lazy("请附上佐证文件。"),
            "empty": gettext_lazy("佐证文件是空的；请确认已保存完整。"),
            "max_length": gettext_lazy("佐证文件名太长；请改短后再上传。"),
        },
    )

    def clean_speaks_for(self) -> date:
        day = self.cleaned_data["speaks_for"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("数值不能截至将来的一天。"))
        return day


@require_POST
def save(
    request: HttpRequest, department_id: int, year: int, number: int, row: int
) -> HttpResponse:
    """Record it; what is wanting is said beside what was typed."""
    at = IndicatorPage.for_editor(request, department_id, year, number, row)
    form = ReportForm(request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        return errors.too_large(request)
    if not form.is_valid():
        faults = [error for errors_of in form.errors.values() for error in errors_of]
        return _again(request, at, faults)
    try:
        _record(request, at, form.cleaned_data)
    except ActRefusedError as wrong:
        return _again(request, at, [str(wrong)])
    except StaleActError as stale:
        return _again(request, at, [somebody_was_first(stale)], 409)
    messages.success(request, _("已记录报送值，佐证已按内容摘要保存。"))
    return redirect("indicator", *at.address)


def _record(request: HttpRequest, at: IndicatorPage, told: dict[str, object]) -> ReportedValue:
    by, proof = speaker(request.user, at.here.department), told["proof"]
    made = ReportedValue(
        indicator=at.indicator.id, value=one_line(told["value"]), unit=one_line(told["unit"]) or None,
        person=one_line(told["person"]), speaks_for=told["speaks_for"].isoformat(),
        proof_sha256="", proof_name="", by=by.who,
    )  # fmt: skip
    file = ProofFile(one_line(proof.name)[:200] or "proof", proof.read())
    return report_value(at.store, made, file, by.role, by.organisation, seen_act(request))


def _again(
    request: HttpRequest, at: IndicatorPage, faults: list[str], status: int = 422
) -> HttpResponse:
    told = indicator.words(request, at, report_faults=faults, report_typed=request.POST)
    return render(request, "indicator.html", told, status=status)


def proof(
    request: HttpRequest, department_id: int, year: int, number: int, row: int, sha256: str
) -> HttpResponse:
    """The proof as it was handed in, checked against its hash; never shown as a page."""
    at = IndicatorPage.of(request, department_id, year, number, row)
    told = history(at.store, at.indicator.id)
    one = next((report for report in told if report.proof_sha256 == sha256), None)
    if one is None:
        raise Http404
    try:
        data = proof_of(at.store.folder, one)
    except ProofGoneError as gone:
        return errors.cannot(request, str(gone))
    return attachment(data, one.proof_name)
