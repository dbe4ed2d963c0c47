"""All that the review found in a plan, by level, project and rule; each leads to its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.findings.finding import Cite
from jixiao.forms.soundness import reader_codes
from jixiao.law.packs import packs_at_hand
from jixiao.review.catalogue import rules
from jixiao.review.examine import Review
from jixiao.terms.findings import Level
from jixiao.web import page_memory
from jixiao.web.disputes import digest_of
from jixiao.web.house.numbers import whole
from jixiao.web.house.parts import part
from jixiao.web.marks import Numbered, numbered
from jixiao.web.pages.plan_page import PlanPage, counts
from jixiao.web.remembered import review_of, trial_of

#: So many findings a page shows at once; so many projects are offered to choose from.
MOST_FINDINGS, MOST_CHOICES = 200, 300
FILTERS = ("level", "project", "rule", "disputed", "policy")


@dataclass(frozen=True)
class Group:
    """The findings of one rule at one level: said once, with every place below."""

    level: Level
    rule: str
    title: str
    cites: tuple[Cite, ...]
    findings: tuple[Numbered, ...]
    every: int


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    if request.headers.get("HX-Request"):
        return render(request, "findings_list.html", findings_words(request, here, asked))
    return page_memory.page(
        request, here, "findings.html", lambda: findings_words(request, here, asked)
    )


def findings_words(request: HttpRequest, here: PlanPage, asked: dict[str, str]) -> dict[str, Any]:
    """What the page's template, and its list alone, is given."""
    usual = review_of(here.version.content)
    review = _trial(here, asked["policy"]) or usual
    findings = here.findings if review is usual else numbered(review.findings)
    asked = asked | {"project": _named(here, asked["project"])}
    shown = [one for one in findings if _fits(one, asked) and _disputed(here, one, asked)]
    some = part(request, sorted(shown, key=_order), MOST_FINDINGS)
    kept = urlencode({name: value for name, value in asked.items() if value})
    some = replace(some, query=f"{kept}&" if kept else "")  # also where it was posted
    return {
        "here": here, "asked": asked, "groups": _groups(some.shown, Counter(map(_order, shown))),
        "some": some, "choices": len(here.plan.projects) <= MOST_CHOICES, "shown": len(shown), "tab": "findings",
        "all": len(findings), "counts": counts(findings), "rules": _rules(findings), "said": None,
        "review": review, "trial": review is not usual, "packs": _packs(), "usual": usual.policy,
    }  # fmt: skip


def _trial(here: PlanPage, policy: str) -> Review | None:
    """The review by a pack chosen by hand; ``None`` where none or no such pack is named."""
    if policy not in dict(_packs()) or policy == review_of(here.version.content).policy:
        return None
    return trial_of(here.version.content, policy)


def _packs() -> list[tuple[str, str]]:
    """Name and label of every pack there is, the county's own too."""
    return [(name, one.label) for name, one in packs_at_hand().items()]


def _disputed(here: PlanPage, one: Numbered, asked: dict[str, str]) -> bool:
    return not asked["disputed"] or digest_of(one.finding) in here.disputes


def _named(here: PlanPage, asked: str) -> str:
    """The project asked for, which in a long plan is told by its number."""
    known = here.number_of
    number = None if asked in known else whole(asked, 1, len(here.plan.projects))
    return here.plan.projects[number - 1].id if number else asked


def _order(one: Numbered) -> tuple[int, str]:
    """By level, then rule; inside, in the order of the plan."""
    return one.finding.level.rank, one.finding.rule


def _groups(shown: Sequence[Numbered], every: Mapping[tuple[int, str], int]) -> list[Group]:
    """The findings shown by level and rule, with how many of each there are in all."""
    found = [tuple(few) for _, few in groupby(shown, key=_order)]
    return [_group(few, every[_order(few[0])]) for few in found]


def _group(few: tuple[Numbered, ...], every: int) -> Group:
    cites = {cite: None for one in few for cite in one.finding.cites}
    first = few[0].finding
    return Group(first.level, first.rule, _title(first.rule), tuple(cites), few, every)


def _rules(findings: list[Numbered]) -> list[tuple[str, str]]:
    """The rules that found something, by code, with their titles."""
    return [(code, _title(code)) for code in sorted({one.finding.rule for one in findings})]


def _title(code: str) -> str:
    """A rule's title, or what the reader says under a code of its own."""
    found = rules().get(code) or reader_codes().get(code)
    return found.title() if found else ""


def _fits(one: Numbered, asked: dict[str, str]) -> bool:
    projects = {where.project or "-" for where in one.places}
    return (
        asked["level"] in ("", one.finding.level)
        and (not asked["project"] or asked["project"] in projects)
        and asked["rule"] in ("", one.finding.rule)
    )
