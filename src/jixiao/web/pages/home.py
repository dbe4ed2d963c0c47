"""Where somebody arrives: their departments and years; with one department, its newest plan at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jixiao.web.models import Membership


def page(request: HttpRequest) -> HttpResponse:
    mine = Membership.objects.filter(user=request.user).select_related("department")
    members = list(mine.prefetch_related("department__plans"))
    if len(members) == 1:
        return redirect("newest", department_id=members[0].department_id)
    return render(request, "home.html", {"members": members})
