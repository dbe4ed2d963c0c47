"""All versions of a plan: who changed what and when, one beside another, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.web import access, page_memory, versions
from jixiao.web.changes import changes_between
from jixiao.web.house.numbers import seen, whole
from jixiao.web.house.parts import part
from jixiao.web.pages.plan_page import PlanPage

_SHOWN_AT_ONCE = 5
#: So many versions a page shows at once.
MOST_VERSIONS = 50


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    return page_memory.page(request, here, "history.html", lambda: _words(request, here))


def _words(request: HttpRequest, here: PlanPage) -> dict[str, Any]:
    newest_first = here.record.versions[::-1]
    return {
        "here": here, "some": part(request, newest_first, MOST_VERSIONS), "few": _SHOWN_AT_ONCE,
        "numbers": [version.number for version in newest_first], "tab": "history",
    }  # fmt: skip


def one(request: HttpRequest, department_id: int, year: int, version_number: int) -> HttpResponse:
    """One version with every field it changed."""
    here = PlanPage.of(request, department_id, year)
    shown = access.version(here.record, version_number)
    return render(request, "version.html", {
        "here": here, "shown": shown, "changes": shown.changes, "then": here.at(shown), "tab": "history",
    })  # fmt: skip


def compare(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """What differs between two versions, in whichever order they were picked."""
    here = PlanPage.of(request, department_id, year)
    picked = [whole(request.GET.get(name)) or 0 for name in ("a", "b")]
    first, second = (access.version(here.record, number) for number in sorted(picked))
    changes = changes_between(first.plan, second.plan)
    return render(request, "compare.html", {
        "here": here, "first": first, "second": second, "changes": changes, "tab": "history",
    })  # fmt: skip


@require_POST
def restore(
    request: HttpRequest, department_id: int, year: int, version_number: int
) -> HttpResponse:
    """An old version's content as the newest version."""
    here = PlanPage.for_editor(request, department_id, year)
    old = access.version(here.record, version_number)
    try:
        new = versions.restore(here.record, seen(request), old, request.user)
    except versions.StaleError as stale:
        words = {"head": stale.head.number}
        messages.error(
            request, _("没有回到旧版：第%(head)s版刚由他人保存，请先看过再决定。") % words
        )
    else:
        messages.success(
            request,
            _("已回到第%(old)s版的内容，存为第%(new)s版。")
            % {"old": old.number, "new": new.number},
        )
    return redirect("history", department_id, year)
