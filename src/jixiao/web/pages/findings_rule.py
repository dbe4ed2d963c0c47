"""All proposals of one rule: looked through on one page, then taken together, each as a change of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.findings.finding import Proposal
from jixiao.web import versions
from jixiao.web.disputes import digest_of
from jixiao.web.edits import EditError
from jixiao.web.house.numbers import seen
from jixiao.web.marks import Numbered, acceptable
from jixiao.web.pages.finding_acts import with_proposal
from jixiao.web.pages.findings import title_of
from jixiao.web.pages.plan_page import PlanPage


@dataclass(frozen=True)
class Offered:
    """A finding whose proposal can be written as it stands."""

    one: Numbered
    proposal: Proposal
    digest: str
    project: int | None

    @property
    def cell(self) -> versions.Cell:
        """What it would be written into."""
        where = self.one.finding.where
        return where.project or "", where.indicator or "", self.proposal.field


def page(request: HttpRequest, department_id: int, year: int, rule: str) -> HttpResponse:
    here = PlanPage.for_editor(request, department_id, year)
    words = {"here": here, "rule": rule, "title": title_of(rule), "offered": _offered(here, rule)}
    return render(request, "findings_rule.html", words)


@require_POST
def take(request: HttpRequest, department_id: int, year: int, rule: str) -> HttpResponse:
    """Those that were ticked, all of them or none."""
    here = PlanPage.for_editor(request, department_id, year)
    return _taken(request, here, rule, _offered(here, rule))


def _offered(here: PlanPage, rule: str) -> list[Offered]:
    """Of a cell that two findings speak of, the first: the second is said anew, if it still stands."""
    found: dict[versions.Cell, Offered] = {}
    numbers = here.number_of
    for one in here.findings:
        proposal = acceptable(one.finding) if one.finding.rule == rule else None
        if proposal is not None:
            number = numbers.get(one.finding.where.project or "")
            made = Offered(one, proposal, digest_of(one.finding), number)
            found.setdefault(made.cell, made)
    return list(found.values())


def _taken(request: HttpRequest, here: PlanPage, rule: str, offered: list[Offered]) -> HttpResponse:
    picked = set(request.POST.getlist("picked"))
    mine = [one for one in offered if one.digest in picked]
    if seen(request) != here.version.number:
        words = _("没有采用：第%(head)s版已由他人保存，请先看过再决定。")
        messages.error(request, words % {"head": here.version.number})
        return redirect("findings-rule", *here.address, rule)
    if not mine:
        messages.error(request, _("没有勾选任何一条，没有改动。"))
        return redirect("findings-rule", *here.address, rule)
    try:
        last = _written(request, here, rule, mine)
    except EditError as wrong:
        messages.error(request, _("一条也没有采用：%(why)s") % {"why": wrong})
        return redirect("findings-rule", *here.address, rule)
    except versions.StaleError as stale:
        words = _("没有采用：第%(head)s版已由他人保存，请先看过再决定。")
        messages.error(request, words % {"head": stale.head.number})
        return redirect("findings-rule", *here.address, rule)
    words = _("已采用 %(count)s 条建议，存到第%(last)s版；不合适可以在“版本”里回到第%(before)s版。")
    told = {"count": len(mine), "last": last, "before": here.version.number}
    messages.success(request, words % told)
    return redirect("findings", *here.address)


@transaction.atomic
def _written(request: HttpRequest, here: PlanPage, rule: str, mine: list[Offered]) -> int:
    """All of them or none; each change names its cell and the rule."""
    last = here.version.number
    for one in mine:
        new = versions.change(
            here.record, last, lambda plan, one=one: with_proposal(plan, one.cell, one.proposal.value),
            request.user, one.cell, rule=rule,
        )  # fmt: skip
        last = new.number if new else last
    return last
