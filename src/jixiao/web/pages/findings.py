"""All that the review found in a plan, by level, project and rule; each leads to its cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.law.packs import folder_named, packs
from jixiao.plan.finding import Cite
from jixiao.review.catalogue import rules
from jixiao.review.examine import Review
from jixiao.terms.findings import Level
from jixiao.web.disputes import digest_of
from jixiao.web.marks import Numbered, numbered
from jixiao.web.pages.plan_page import PlanPage, counts
from jixiao.web.remembered import review_of, trial_of

FILTERS = ("level", "project", "rule", "disputed", "policy")


@dataclass(frozen=True)
class Group:
    """The findings of one rule at one level: said once, with every place below."""

    level: Level
    rule: str
    title: str
    cites: tuple[Cite, ...]
    findings: tuple[Numbered, ...]


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    name = "findings_list.html" if request.headers.get("HX-Request") else "findings.html"
    return render(request, name, findings_words(here, asked))


def findings_words(here: PlanPage, asked: dict[str, str]) -> dict[str, Any]:
    """What the page's template, and its list alone, is given."""
    usual = review_of(here.version.content)
    review = _trial(here, asked["policy"]) or usual
    findings = here.findings if review is usual else numbered(review.findings)
    shown = [one for one in findings if _fits(one, asked) and _disputed(here, one, asked)]
    return {
        "here": here, "asked": asked, "groups": _groups(shown), "shown": len(shown), "tab": "findings",
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
    return [(name, one.label) for name, one in packs(folder_named(None)).items()]


def _disputed(here: PlanPage, one: Numbered, asked: dict[str, str]) -> bool:
    return not asked["disputed"] or digest_of(one.finding) in here.disputes


def _groups(shown: list[Numbered]) -> list[Group]:
    """By level, then rule; inside, in the order of the plan."""
    key = lambda one: (one.finding.level.rank, one.finding.rule)  # noqa: E731
    found = (tuple(few) for _, few in groupby(sorted(shown, key=key), key=key))
    return [_group(few) for few in found]


def _group(few: tuple[Numbered, ...]) -> Group:
    cites = {cite: None for one in few for cite in one.finding.cites}
    first = few[0].finding
    return Group(first.level, first.rule, _title(first.rule), tuple(cites), few)


def _rules(findings: list[Numbered]) -> list[tuple[str, str]]:
    """The rules that found something, by code, with their titles."""
    return [(code, _title(code)) for code in sorted({one.finding.rule for one in findings})]


def _title(code: str) -> str:
    """A rule's title; the reader's own findings (F…) have none."""
    return rules()[code].title() if code in rules() else ""


def _fits(one: Numbered, asked: dict[str, str]) -> bool:
    projects = {where.project or "-" for where in one.places}
    return (
        asked["level"] in ("", one.finding.level)
        and (not asked["project"] or asked["project"] in projects)
        and asked["rule"] in ("", one.finding.rule)
    )
