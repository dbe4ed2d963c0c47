"""One field for everything of a year: results by kind, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jixiao.terms.found import FoundKind
from jixiao.web.finding_words import Entry, index_of
from jixiao.web.house.bigrams import SHORTEST, Bigrams, plain
from jixiao.web.models import Membership
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.saying import name_of

#: So many of one kind are shown; more are counted.
MOST = 30


@dataclass(frozen=True)
class Results:
    """What was found of one kind."""

    kind: FoundKind
    shown: list[tuple[Entry, str]]
    every: int


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    asked = request.GET.get("q", "")[:60].strip()
    found = [*index_of(here.version.content).find(asked), *_people(here, asked)]
    results = [_results(here, kind, found) for kind in FoundKind]
    return render(request, "search.html", {
        "here": here, "q": asked, "results": [one for one in results if one.every],
        "count": len(found), "too_short": _too_short(asked), "shortest": SHORTEST,
    })  # fmt: skip


def _too_short(asked: str) -> bool:
    return bool(asked) and all(len(word) < SHORTEST for word in plain(asked).split())


def _results(here: PlanPage, kind: FoundKind, found: list[Entry]) -> Results:
    mine = [one for one in found if one.kind is kind]
    return Results(kind, [(one, _address(here, one)) for one in mine[:MOST]], len(mine))


def _address(here: PlanPage, one: Entry) -> str:
    if not one.view:
        return ""
    query = f"?{one.query}" if one.query else ""
    return reverse(one.view, args=(*here.address, *one.where)) + query


def _people(here: PlanPage, asked: str) -> list[Entry]:
    """The people of the department: who they are now, so of no version."""
    return Bigrams(_members(here), lambda one: one.title).find(asked)


def _members(here: PlanPage) -> Iterator[Entry]:
    mine = Membership.objects.filter(department=here.department).select_related("user")
    for one in mine:
        yield Entry(FoundKind.PERSON, name_of(one.user), one.user.username, one.get_role_display())
