"""The law as an administrator enters it: articles, holidays of a year, local time limits, each with its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.kinds.law_article import headings, laws_cited
from jixiao.acts.law_entries import ARTICLE, HOLIDAYS, LIMIT, content, title
from jixiao.acts.law_typed import article_says, holidays_say, limit_says
from jixiao.acts.record import StaleActError
from jixiao.law.packs import label_of, national_time, packs_at_hand, places_at_hand
from jixiao.law.time_limits import DayKind
from jixiao.registers.law_folder import Document, DocumentError
from jixiao.web import law
from jixiao.web.attachment import attachment
from jixiao.web.house.seen import seen_act, somebody_was_first

_ASKED = {
    ARTICLE: ("law", "other", "title", "article", "words", "matter", "reason"),
    HOLIDAYS: ("place", "year", "off", "worked", "notice", "reason"),
    LIMIT: ("place", "limit", "since", "number", "unit", "source", "reason"),
}
_SAYS = {ARTICLE: article_says, HOLIDAYS: holidays_say, LIMIT: limit_says}


def page(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@require_POST
def article(request: HttpRequest) -> HttpResponse:
    return _entered(request, ARTICLE)


@require_POST
def holidays(request: HttpRequest) -> HttpResponse:
    return _entered(request, HOLIDAYS)


@require_POST
def limit(request: HttpRequest) -> HttpResponse:
    return _entered(request, LIMIT)


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take an entry back, with a reason."""
    _refuse_others(request)
    told = {name: request.POST.get(name, "") for name in ("entry", "reason")}
    try:
        law.folder().withdraw(
            told["entry"], told["reason"], law.administrator(request.user), seen_act(request)
        )
    except ActRefusedError as wrong:
        return _shown(request, fault=str(wrong), typed=told)
    except StaleActError as stale:
        return _shown(request, fault=somebody_was_first(stale), typed=told, status=409)
    messages.success(request, _("已撤回，记录都在。"))
    return redirect("law")


def document(request: HttpRequest, sha256: str) -> HttpResponse:
    """The document an entry was read from, as it was handed in."""
    kept = law.folder()
    found = next((one for one in kept.entries() if one.by.sha256 == sha256), None)
    if found is None:
        raise Http404
    try:
        return attachment(kept.document(sha256), found.by.file)
    except DocumentError as gone:
        return _shown(request, fault=str(gone), status=410)


def _entered(request: HttpRequest, kind: str) -> HttpResponse:
    _refuse_others(request)
    typed = {name: request.POST.get(name, "") for name in _ASKED[kind]}
    try:
        says = _SAYS[kind](**typed)
        made = law.folder().enter(
            kind, says, law.administrator(request.user), _document(request), seen_act(request)
        )
    except ActRefusedError as wrong:
        return _shown(request, fault=str(wrong), typed=typed, kind=kind)
    except StaleActError as stale:
        return _shown(request, fault=somebody_was_first(stale), typed=typed, kind=kind, status=409)
    messages.success(request, _("已录入：%(what)s。") % {"what": title(made.says)})
    return redirect("law")


def _refuse_others(request: HttpRequest) -> None:
    if not request.user.is_staff:
        raise PermissionDenied(_("法规、节假日、时限由系统管理员录入。没有任何改动。"))


def _document(request: HttpRequest) -> Document | None:
    given = request.FILES.get("document")
    return Document(given.name, given.read()) if given else None


def _shown(
    request: HttpRequest, *, fault: str = "", typed: Mapping[str, str] | None = None,
    kind: str = "", status: int = 422,
) -> HttpResponse:  # fmt: skip
    """The page; what was typed into the form that did not go stands in it again."""
    kept = law.folder()
    words = {
        "fault": fault, "typed": typed or {}, "kind": kind, "seen": kept.seen() or "",
        "can_enter": request.user.is_staff, "entries": list(_entries()),
        "today": timezone.localdate(), **_calendar(), **_choices(),
    }  # fmt: skip
    return render(request, "law.html", words, status=status if fault else 200)


def _entries() -> Iterator[Mapping[str, Any]]:
    there = places_at_hand()
    for one in reversed(law.folder().entries()):
        place = getattr(one.says, "place", "")
        yield {
            "one": one, "title": title(one.says), "content": content(one.says),
            "idle": bool(place) and place not in there,
        }  # fmt: skip


def _calendar() -> Mapping[str, Any]:
    """Which years' holidays are known, and whether the next is missing."""
    known, year = national_time().calendar(), timezone.localdate().year
    return {
        "first": known.first_year, "last": known.last_year, "next": max(known.last_year, year) + 1,
        "missing": known.last_year + 1 if known.last_year <= year else None,
    }  # fmt: skip


def _choices() -> Mapping[str, Any]:
    there = places_at_hand()
    times = [national_time(), *(one.time for one in packs_at_hand().values())]
    limits = {one.id: one.label for time in times for one in time.limits}
    return {
        "places": [(name, label_of(name, there)) for name in there],
        "limits": list(limits.items()),
        "units": [(one.value, one.label) for one in (DayKind.WORKING, DayKind.CALENDAR)],
        "laws": [(name, one.title) for name, one in laws_cited().items()],
        "matters": [(name, headings(one)) for name, one in laws_cited().items() if headings(one)],
    }  # fmt: skip
