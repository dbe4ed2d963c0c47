"""By what each indicator of a plan is computed: bound, proposed with reasons, or reported by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.measures.binding import Fit, Proposal, proposals
from jixiao.measures.catalogue import measures
from jixiao.measures.measure import Measure
from jixiao.measures.reporters import Reporter, reporter_of
from jixiao.plan.model import Indicator, Project
from jixiao.registers.store import Store
from jixiao.web import access, evidence, page_memory, versions
from jixiao.web.bindings import bound
from jixiao.web.house.numbers import seen
from jixiao.web.marks import numbered
from jixiao.web.observed import claims
from jixiao.web.pages.plan_page import PlanPage

_FITS_SHOWN = 5


@dataclass(frozen=True)
class Choice:
    """A measure that fits, with the condition that would go with it."""

    fit: Fit
    where: str


@dataclass(frozen=True)
class Line:
    """One indicator: what it is bound to, or what is proposed for it, or who reports it."""

    number: int
    row: int
    indicator: Indicator
    measure: Measure | None
    proposal: Proposal | None
    choices: list[Choice]
    reporter: Reporter | None

    @property
    def state(self) -> str:
        """How far it is: bound, proposed, to be chosen, reported, or open."""
        if self.indicator.measure:
            return "bound" if self.measure else "lost"
        if self.proposal and self.proposal.reference:
            return "proposed"
        if self.choices:
            return "several"
        return "reported" if self.reporter else "open"


STATES = ("bound", "lost", "proposed", "several", "reported", "open")


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    return page_memory.page(request, here, "bindings.html", lambda: _words(here))


def _words(here: PlanPage) -> dict[str, Any]:
    store, day = access.store(here.member), evidence.day_of(here.record.year)
    proposed, known = _proposed(here, store), measures(store.folder)
    found = [
        (number, project, _lines(here, number, proposed, known))
        for number, project in enumerate(here.plan.projects, 1)
    ]
    every = [line for _n, _p, lines in found for line in lines]
    claimed = claims(store, here.plan, day)
    return {
        "here": here, "projects": found, "claims": numbered(claimed),
        "counts": {state: sum(line.state == state for line in every) for state in STATES},
        "made_up": bool(claimed) and any(map(evidence.is_made_up, store.readable())),
        "day": day,
    }  # fmt: skip


def lines_of(here: PlanPage, store: Store, number: int) -> list[Line]:
    """The indicators of one project."""
    return _lines(here, number, _proposed(here, store), measures(store.folder))


def _proposed(here: PlanPage, store: Store) -> dict[str, Proposal]:
    """Of the whole plan: what one project may count depends on the others."""
    return {one.indicator: one for one in proposals(here.plan, store.folder)}


def _lines(
    here: PlanPage, number: int, proposed: Mapping[str, Proposal], known: Mapping[str, Measure]
) -> list[Line]:
    project = here.project(number)
    return [
        _line(number, row, project, indicator, proposed.get(indicator.id), known)
        for row, indicator in enumerate(project.indicators, 1)
    ]


def _line(
    number: int, row: int, project: Project, indicator: Indicator, proposal: Proposal | None,
    known: Mapping[str, Measure],
) -> Line:  # fmt: skip
    fits = proposal.fits[:_FITS_SHOWN] if proposal else ()
    choices = [Choice(fit, fit.where or "") for fit in fits]
    bound_to = known.get(indicator.measure.id) if indicator.measure else None
    return Line(number, row, indicator, bound_to, proposal, choices, reporter_of(indicator))


@require_POST
def confirm(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """The proposals that are the only one, of a project or of all, as one new version."""
    here = PlanPage.for_editor(request, department_id, year)
    picked = set(request.POST.getlist("indicator"))
    known = proposals(here.plan, access.store(here.member).folder)
    chosen = {
        one.indicator: one.reference
        for one in known
        if one.reference and ("all" in request.POST or one.indicator in picked)
    }
    if chosen:
        save(request, here, chosen)
    else:
        messages.error(request, _("没有选中任何建议，没有改动。"))
    return redirect("bindings", department_id, year)


def save(request: HttpRequest, here: PlanPage, chosen: Mapping[str, object]) -> bool:
    """Bind as said, as a new version on top of the one that was seen; what came of it is told."""
    try:
        new = versions.bind(
            here.record, seen(request), lambda plan: bound(plan, chosen), request.user, len(chosen)
        )
    except versions.StaleError as stale:
        words = {"head": stale.head.number}
        told = _("没有保存：第%(head)s版刚由他人保存，请先看过再决定。")
        messages.error(request, told % words)
        return False
    if new is None:
        messages.success(request, _("没有改动。"))
        return True
    told = _("已保存为第%(number)s版：绑定了 %(count)s 项指标。")
    count = sum(reference is not None for reference in chosen.values())
    if not count:
        told = _("已保存为第%(number)s版：解除了绑定。")
    messages.success(request, told % {"number": new.number, "count": count})
    return True
