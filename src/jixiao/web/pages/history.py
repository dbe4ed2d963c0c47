"""All versions of a plan: who changed what and when, one beside another, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jixiao.web import access, page_memory, versions
from jixiao.web.changes import changes_between
from jixiao.web.field_words import field_word
from jixiao.web.house.listing import Column, Listing
from jixiao.web.house.numbers import seen, whole
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.versions import Version
from jixiao.web.words import word

#: So many changes of a version, and so many versions, are shown at once.
_SHOWN_AT_ONCE, _MOST = 5, 30


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponseBase:
    here = PlanPage.of(request, department_id, year)
    return page_memory.listed(request, here, "history.html", lambda: _words(request, here))


def _words(request: HttpRequest, here: PlanPage) -> dict[str, Any]:
    every = here.record.versions[::-1]
    listing = _listing(request, here, every)
    numbers = [version.number for version in every]
    return {"here": here, "numbers": numbers, "listing": listing, "few": _SHOWN_AT_ONCE}


def _listing(request: HttpRequest, here: PlanPage, every: list[Version]) -> Listing[Version]:
    columns = (
        Column[Version]("number", gettext_lazy("版本"), lambda one: one.number, number=True),
        Column[Version]("when", gettext_lazy("什么时候"), lambda one: localtime(one.created)),
        Column[Version]("who", gettext_lazy("谁"), lambda one: one.who, pick=True),
        Column[Version]("how", gettext_lazy("怎样来的"), lambda one: word(one.reason), pick=True),
        Column[Version]("changes", gettext_lazy("改动"), _changes),
        Column[Version]("rule", gettext_lazy("采用的规则"), lambda one: one.rule),
    )
    name = _("%(name)s%(year)s年版本") % {"name": here.department.name, "year": here.record.year}
    return Listing(request, every, columns, name, most=_MOST)


def _changes(one: Version) -> str | None:
    """What a version changed, in one text: it is searched and exported."""
    told = (
        f"{c.project_name} {c.indicator_name} {field_word(c.field)}：{c.before or ''} → {c.after or ''}"
        for c in one.changes
    )
    return "；".join(told) or None


def one(request: HttpRequest, department_id: int, year: int, version_number: int) -> HttpResponse:
    """One version with every field it changed."""
    here = PlanPage.of(request, department_id, year)
    shown = access.version(here.record, version_number)
    return render(request, "version.html", {
        "here": here, "shown": shown, "changes": shown.changes, "then": here.at(shown),
    })  # fmt: skip


def compare(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """What differs between two versions, in whichever order they were picked."""
    here = PlanPage.of(request, department_id, year)
    picked = [whole(request.GET.get(name)) or 0 for name in ("a", "b")]
    first, second = (access.version(here.record, number) for number in sorted(picked))
    changes = changes_between(first.plan, second.plan)
    return render(request, "compare.html", {
        "here": here, "first": first, "second": second, "changes": changes,
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
