"""All that the review found in a plan, by level, project and rule; each leads to its cell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.review.catalogue import rules
from jixiao.web.marks import Numbered
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.remembered import review_of

FILTERS = ("level", "project", "rule")


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    shown = [one for one in here.findings if _fits(one, asked)]
    name = "findings_list.html" if request.headers.get("HX-Request") else "findings.html"
    return render(request, name, {
        "here": here, "asked": asked, "shown": shown, "tab": "findings",
        "rules": _rules(here.findings), "review": review_of(here.version.content),
    })  # fmt: skip


def _rules(findings: list[Numbered]) -> list[tuple[str, str]]:
    """The rules that found something, by code, with their titles."""
    codes = sorted({one.finding.rule for one in findings})
    return [(code, rules()[code].title() if code in rules() else "") for code in codes]


def _fits(one: Numbered, asked: dict[str, str]) -> bool:
    projects = {where.project or "-" for where in one.places}
    return (
        asked["level"] in ("", one.finding.level)
        and (not asked["project"] or asked["project"] in projects)
        and asked["rule"] in ("", one.finding.rule)
    )
