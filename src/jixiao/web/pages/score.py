"""A project's score: every point with its arithmetic and its article, and what a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.acts.judging import NOTHING, Standing, can_be_judged
from jixiao.acts.self_evaluation import status_of
from jixiao.law.scoring import Band
from jixiao.measures.observation import Observation
from jixiao.plan.model import Indicator, Project
from jixiao.scoring.actuals import Money
from jixiao.scoring.execution import money_of
from jixiao.scoring.flags import Flag
from jixiao.scoring.reasons import WEIGHTS_ARTICLE, Reason, articles, reasons_of
from jixiao.scoring.result import IndicatorScore, ProjectScore
from jixiao.web import page_memory
from jixiao.web.marks import numbered
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.pages.scores import columns_of, lines
from jixiao.web.score import Asked, CannotScoreError, Scored, is_missing, own_packs, scored
from jixiao.web.self_evaluation import Form
from jixiao.web.self_evaluation_steps import steps_of

#: Said in a sentence of its own where the weight or the judgement is shown.
_QUIET = (Flag.WEIGHT_SHARED, Flag.JUDGED, Flag.NOT_APPLICABLE, Flag.NO_ACTUAL, Flag.TO_BE_JUDGED)


@dataclass(frozen=True)
class Line:
    """One indicator as the page shows it."""

    row: int
    indicator: Indicator
    made: IndicatorScore
    actual: str | None
    seen: Observation | None
    standing: Standing
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> bool:
        """Whether there is no actual value from anywhere."""
        return not self.actual and is_missing(self.seen)

    @property
    def judgeable(self) -> bool:
        """Whether a person picks its band."""
        return can_be_judged(self.indicator)

    @property
    def wants_a_band(self) -> bool:
        """Whether nothing but a person's band can give it points now."""
        wanting = {Flag.TO_BE_JUDGED, Flag.TARGET_UNCLEAR} & set(self.made.flags)
        return self.judgeable and bool(wanting)

    @property
    def flags(self) -> list[Flag]:
        """What is remarkable and not said elsewhere on the line."""
        return [flag for flag in self.made.flags if flag not in _QUIET]

    @property
    def left_out(self) -> bool:
        """Whether somebody said that it does not apply."""
        return Flag.NOT_APPLICABLE in self.made.flags


def page(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    here, asked = PlanPage.of(request, department_id, year), Asked.of(request)
    project = here.project(number)
    try:
        return page_memory.page(
            request, here, "score.html", lambda: score_words(here, number, asked)
        )
    except CannotScoreError as wrong:
        known = {
            "here": here,
            "number": number,
            "project": project,
            "asked": asked,
        }
        cannot = {"cannot": str(wrong), "packs": own_packs().values()}
        return render(request, "score.html", known | cannot, status=422)


def score_words(here: PlanPage, number: int, asked: Asked = Asked()) -> dict[str, Any]:  # noqa: B008
    """What the page's template, and its part alone, is given."""
    project = here.project(number)
    found = scored(here.record, here.version, asked)
    made = found.of(project)
    few = steps_of(here.record, project.id)
    parts = found.parts(project)
    columns = [(word, parts[key]) for key, word in columns_of(found) if key in parts]
    return {
        "here": here, "number": number, "project": project, "asked": asked,
        "packs": own_packs().values(), "found": found, "made": made, "parts": columns,
        "lines": _lines(found, project, made), "money": _money(found, project),
        "execution_reasons": reasons_of(made.execution, found.rules, found.scores.on),
        "weights_reasons": articles(WEIGHTS_ARTICLE, found.scores.on), "bands": _bands(found),
        "bands_basis": found.rules.basis.get("bands"),
        "findings": numbered(found.findings_of(project)), "made_up": found.made_up(project),
        "status": status_of(few, Form.of(found, project, few).hash),
        "own_pack": not (asked.policy or asked.on), "said": None, "refused": None,
        "previous": number - 1,
        "following": number + 1 if number < len(here.plan.projects) else None,
        "next_open": _next_open(found, number),
    }  # fmt: skip


def _next_open(found: Scored, number: int) -> tuple[int, Project] | None:
    """The next project with anything open, past the last one from the first again."""
    every = list(enumerate(found.plan.projects, 1))
    around = [*every[number:], *every[: number - 1]]
    return next(((n, one) for n, one in around if found.of(one).open), None)


def _lines(found: Scored, project: Project, made: ProjectScore) -> list[Line]:
    return [
        Line(
            row, indicator, line, found.actuals.indicators.get(indicator.id, indicator.actual),
            found.evidence.get(indicator.id), found.judged.get(indicator.id, NOTHING),
            reasons_of(line, found.rules, found.scores.on),
        )
        for row, (indicator, line) in enumerate(lines(project, made), 1)
    ]  # fmt: skip


def _money(found: Scored, project: Project) -> Money:
    return money_of(project, found.actuals.execution.get(project.id)) or Money()


def _bands(found: Scored) -> list[Band]:
    return list(found.rules.bands.values())
