"""The indicator library: entries found by a name or by what is meant, each with all it holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.review.library import classes, entries
from jixiao.terms.indicators import Level2
from jixiao.web.house.parts import part
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.suggestions import found_by, of_kind

#: So many entries a page shows at once.
MOST = 20


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    typed, asked = request.GET.get("q", "")[:200].strip(), request.GET.get("class", "")
    kind = next((k for k in Level2 if k.value == asked), None)
    every = not typed
    found = of_kind(kind) if every else found_by(typed, kind=kind)
    some = part(request, found, MOST)
    words = {
        "here": here, "typed": typed, "kind": kind, "found": some.shown, "some": some, "all_shown": every,
        "kinds": [one.level2 for one in classes().values()], "asks": classes().get(kind) if kind else None,
        "number": len(entries()),
    }  # fmt: skip
    name = "library_found.html" if request.headers.get("HX-Request") else "library.html"
    return render(request, name, words)
