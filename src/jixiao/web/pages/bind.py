"""Binding one indicator to a measure, or taking the binding away: confirmed by a person, a new version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from jixiao.web.bindings import reference
from jixiao.web.edits import EditError
from jixiao.web.pages import bindings, indicator
from jixiao.web.pages.indicator_page import IndicatorPage


@require_POST
def save(
    request: HttpRequest, department_id: int, year: int, number: int, row: int
) -> HttpResponse:
    """What is refused is said beside what was typed, which stays as it is."""
    at = IndicatorPage.for_editor(request, department_id, year, number, row)
    typed = {key: request.POST.get(key, "") for key in ("measure", "where")}
    try:
        chosen = reference(typed["measure"], typed["where"], at.store.folder)
    except EditError as wrong:
        told = indicator.words(request, at, binding_fault=str(wrong), typed=typed)
        return render(request, "indicator.html", told, status=422)
    bindings.save(request, at.here, {at.indicator.id: chosen})
    if "to_bindings" in request.POST:
        return redirect("bindings", department_id, year)
    return redirect("indicator", *at.address)
