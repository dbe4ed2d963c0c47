"""One measure whole: its sentence, its terms, its time limit with the article, its SQL."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jixiao.measures.catalogue import measures
from jixiao.plan.model import MeasureRef
from jixiao.web import access, evidence
from jixiao.web.describe import described, statements_of, time_law


def page(request: HttpRequest, department_id: int, name: str) -> HttpResponse:
    member = access.membership(request, department_id)
    folder = access.store(member).folder
    known = measures(folder)
    if name not in known:
        raise Http404
    newest = member.department.newest
    year = newest.year if newest else timezone.localdate().year
    day, time = evidence.day_of(year), time_law(newest)
    return render(request, "measure.html", {
        "member": member, "department": member.department,
        "described": described(known[name], known, time), "day": day,
        "statements": statements_of(MeasureRef(id=name), folder, time, day, year),
        "bound_rows": _bound(newest, name) if newest else [], "year": year,
    })  # fmt: skip


def _bound(record: object, name: str) -> list[tuple[int, int, str, str]]:
    """The newest plan's indicators that this measure computes: numbers and names."""
    return [
        (number, row, project.short_name or project.name, indicator.name)
        for number, project in enumerate(record.head.plan.projects, 1)
        for row, indicator in enumerate(project.indicators, 1)
        if indicator.measure and indicator.measure.id == name
    ]
