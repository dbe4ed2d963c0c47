"""A plan scored for its pages: what the evidence gives, what people decided, by which pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from django.http import HttpRequest
from django.utils.translation import gettext as _

from jixiao.acts.judging import Standing
from jixiao.acts.typed_money import KINDS as MONEY
from jixiao.findings.finding import Finding
from jixiao.law.packs import Pack, Packs, UnknownPolicyError, packs_at_hand, stamp
from jixiao.law.scoring import ScoringRules
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.plan.model import Plan, Project
from jixiao.registers.store import Store
from jixiao.scoring.actuals import Actuals, ActualsError
from jixiao.scoring.evidence import from_evidence
from jixiao.scoring.exact import ZERO
from jixiao.scoring.filling import filled
from jixiao.scoring.result import ProjectScore, Scores
from jixiao.scoring.score import score
from jixiao.scoring.weights import frame_of
from jixiao.web import evidence, judged
from jixiao.web.house.days import day_in
from jixiao.web.models import Department, PlanRecord
from jixiao.web.observed import observed
from jixiao.web.remembered import plan_of
from jixiao.web.versions import Version

#: The first level of the frame, as its columns stand on the page.
TYPES = ("output", "cost", "benefit", "satisfaction")


class CannotScoreError(ValueError):
    """The pack, the day, or the money file is such that nothing can be scored; the text says why."""


@dataclass(frozen=True)
class Asked:
    """The pack and the day somebody asked for; of nothing, those the plan's place and year give."""

    policy: str = ""
    on: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """What the address says."""
        return cls(request.GET.get("policy", ""), request.GET.get("on", ""))

    def day(self) -> date | None:
        """The day.

        Raises:
            CannotScoreError: no day.
        """
        if not self.on:
            return None
        day = day_in(self.on)
        if day is None:
            words = _("规定有效的日期应写成 2024-03-01 这样，写的是“%(on)s”。")
            raise CannotScoreError(words % {"on": self.on[:40]})
        return day


@dataclass(frozen=True)
class Part:
    """The points of one first-level type; ``won`` is ``None`` while nothing of it is known."""

    key: str
    won: Decimal | None
    of: Decimal
    open: int


@dataclass(frozen=True)
class Scored:
    """A plan with its scores. ``known`` is ``None`` where the department has none at all."""

    plan: Plan
    actuals: Actuals
    scores: Scores
    known: Mapping[str, Observation] | None
    until: date
    judged: Mapping[str, Standing]

    @property
    def has_evidence(self) -> bool:
        """Whether anything was taken in or reported."""
        return self.known is not None

    @property
    def evidence(self) -> Mapping[str, Observation]:
        """What was observed of each indicator; of no evidence, nothing."""
        return self.known or {}

    @cached_property
    def pack(self) -> Pack:
        """The pack it was scored by."""
        return own_packs()[self.scores.policy]

    @cached_property
    def rules(self) -> ScoringRules:
        """The pack's scoring rules."""
        return self.pack.scoring

    @cached_property
    def filled(self) -> Plan:
        """The plan as its self-evaluation forms print it, before anything is written into them."""
        return filled(self.plan, self.actuals, self.scores, self.rules)

    def of(self, project: Project) -> ProjectScore:
        """One project's score."""
        found = self.scores.project(project.id)
        assert found is not None
        return found

    def made_up(self, project: Project | None = None) -> bool:
        """Whether a value rests on simulated data, in one project or anywhere."""
        rows = project.indicators if project else [row for _p, row in self.plan.indicators()]
        return any(one.made_up for row in rows if (one := self.evidence.get(row.id)))

    def findings_of(self, project: Project) -> tuple[Finding, ...]:
        """What is wrong with plan and actuals before any point is given, of one project."""
        rows = {row.id for row in project.indicators}
        return tuple(
            one for one in self.scores.findings
            if one.where.project == project.id or one.where.indicator in rows
        )  # fmt: skip

    def parts(self, project: Project) -> dict[str, Part]:
        """Points by first-level type, those the project has."""
        frame = frame_of(project, self.pack, self.rules, own_packs())
        made: dict[str, Part] = {}
        for row, line in zip(project.indicators, self.of(project).indicators, strict=True):
            key = frame.type_of(row)
            if key and line.weight is not None:
                old = made.get(key, Part(key, None, ZERO, 0))
                won = old.won if line.points is None else (old.won or ZERO) + line.points
                made[key] = Part(key, won, old.of + line.weight, old.open + line.open)
        return made


def own_packs() -> Packs:
    """The packs there are, with those of a folder of one's own."""
    return packs_at_hand()


def scored(record: PlanRecord, version: Version, asked: Asked = Asked()) -> Scored:
    """The plan scored as asked.

    Raises:
        CannotScoreError: no such pack, no such day, a band out of place.
    """
    standing = judged.standing(record, version.plan)
    known, seen = _known(record.department, version, record.year)
    told = known.model_copy(
        update={
            "judged": judged.bands(standing), "not_applicable": judged.not_applicable(standing),
        }
    )  # fmt: skip
    made = _scores(version.plan, told, asked)
    return Scored(version.plan, told, made, seen, date(record.year, 12, 31), standing)


def _scores(plan: Plan, actuals: Actuals, asked: Asked) -> Scores:
    try:
        return score(plan, actuals, policy=asked.policy or None, on=asked.day(), among=own_packs())
    except UnknownPolicyError as unknown:
        raise CannotScoreError(_("%(why)s。") % {"why": str(unknown)}) from unknown
    except ActualsError as wrong:
        words = _("已定的档在这个政策包里放不下：%(why)s。")
        raise CannotScoreError(words % {"why": str(wrong)}) from wrong


def _known(
    department: Department, version: Version, year: int
) -> tuple[Actuals, Mapping[str, Observation] | None]:
    store = evidence.store_of(department.pk)
    state = evidence.state(store, *MONEY)
    if not state:
        return Actuals(), None
    return _observed(store, state, version.content, date(year, 12, 31), stamp())


@lru_cache(maxsize=64)
def _observed(
    store: Store, _state: object, content: str, day: date, _places: object
) -> tuple[Actuals, Mapping[str, Observation]]:
    plan = plan_of(content)
    seen = observed(store, plan, day)
    return from_evidence(plan, store, Actuals(), day, seen), seen


def is_missing(one: Observation | None) -> bool:
    """Whether nobody and nothing gave a value."""
    return one is None or one.status is Status.MISSING
