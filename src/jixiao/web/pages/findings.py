"""All that the review found in a plan as one table: filtered, searched, sorted, exported; each leads to its cell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.forms.soundness import reader_codes
from jixiao.law.packs import packs_at_hand
from jixiao.review.catalogue import rules
from jixiao.review.examine import Review
from jixiao.web import page_memory
from jixiao.web.disputes import digest_of
from jixiao.web.house.listing import Column, Listing
from jixiao.web.house.numbers import whole
from jixiao.web.marks import Numbered, acceptable, numbered
from jixiao.web.pages.plan_page import PlanPage, counts
from jixiao.web.remembered import review_of, trial_of
from jixiao.web.templatetags.house import indicator_name, project_name
from jixiao.web.words import word

#: So many findings a page shows at once; so many projects are offered to choose from.
MOST_FINDINGS, MOST_CHOICES = 100, 300
FILTERS = ("level", "project", "rule", "disputed", "policy", "q", "sort")


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponseBase:
    here = PlanPage.of(request, department_id, year)
    asked = {name: request.GET.get(name, "") for name in (*FILTERS, "export")}

    def words() -> dict[str, Any]:
        return findings_words(request, here, asked)

    if request.headers.get("HX-Request"):
        return render(request, "findings_list.html", words())
    return page_memory.listed(request, here, "findings.html", words)


def findings_words(request: HttpRequest, here: PlanPage, asked: dict[str, str]) -> dict[str, Any]:
    """What the page's template, and its list alone, is given."""
    usual = review_of(here.version.content)
    review = _trial(here, asked["policy"]) or usual
    findings = here.findings if review is usual else numbered(review.findings)
    asked = asked | {"project": _named(here, asked["project"])}
    shown = [one for one in findings if _fits(one, asked) and _disputed(here, one, asked)]
    listing = _listing(request, here, sorted(shown, key=_order), asked)
    of_rule = [one for one in findings if one.finding.rule == asked["rule"]]
    return {
        "here": here, "asked": asked, "listing": listing, "some": listing.part,
        "choices": len(here.plan.projects) <= MOST_CHOICES, "shown": listing.part.total,
        "all": len(findings), "counts": counts(findings), "rules": _rules(findings), "said": None,
        "review": review, "trial": review is not usual, "packs": _packs(), "usual": usual.policy,
        "takeable": sum(acceptable(one.finding) is not None for one in of_rule),
    }  # fmt: skip


def _listing(
    request: HttpRequest, here: PlanPage, shown: list[Numbered], asked: dict[str, str]
) -> Listing[Numbered]:
    """The findings as a table; a file of it carries remedy and articles as well."""
    numbers = here.number_of

    def project(one: Numbered) -> int | None:
        return numbers.get(one.finding.where.project or "")

    def named(one: Numbered) -> str:
        number = project(one)
        name = project_name(here.plan, one.finding.where.project)
        return f"{number}. {name}" if number else ""

    def row(one: Numbered) -> str | None:
        return indicator_name(here.plan, one.finding.where) or None

    columns = (
        Column[Numbered]("rank", gettext_lazy("轻重"), lambda one: one.finding.level.rank, _level),
        Column[Numbered]("rule-title", gettext_lazy("规则"), _rule),
        Column[Numbered]("of", gettext_lazy("项目"), project, named),
        Column[Numbered]("row", gettext_lazy("指标"), row),
        Column[Numbered]("fault", gettext_lazy("问题"), lambda one: one.finding.fault),
        Column[Numbered]("remedy", gettext_lazy("改法"), lambda one: one.finding.remedy),
        Column[Numbered]("cites", gettext_lazy("依据"), _cited),
        Column[Numbered]("code", gettext_lazy("规则编号"), lambda one: one.finding.rule),
    )  # fmt: skip
    name = _("%(name)s%(year)s年审核提示") % {
        "name": here.department.name,
        "year": here.record.year,
    }
    return Listing(request, shown, columns, name, most=MOST_FINDINGS, asked=asked)


def _level(one: Numbered) -> str:
    return word(one.finding.level)


def _rule(one: Numbered) -> str:
    return title_of(one.finding.rule) or one.finding.rule


def _cited(one: Numbered) -> str:
    return "；".join(dict.fromkeys(cite.words() for cite in one.finding.cites))


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


def _rules(findings: list[Numbered]) -> list[tuple[str, str]]:
    """The rules that found something, by code, with their titles."""
    return [(code, title_of(code)) for code in sorted({one.finding.rule for one in findings})]


def title_of(code: str) -> str:
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
