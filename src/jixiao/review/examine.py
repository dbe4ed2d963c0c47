"""The examination of a plan: every finding, with the review form they propose (contract §4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from jixiao.law.packs import Choice, chosen, first_day, pack
from jixiao.plan.finding import Finding, Where
from jixiao.plan.model import Plan
from jixiao.plan.place import Place
from jixiao.review.catalogue import rules
from jixiao.review.examination import Examination
from jixiao.review.form import ReviewForm, propose
from jixiao.terms.findings import Level
from jixiao.terms.indicators import Level1

SCHEMA = "jixiao/review/1"


@dataclass(frozen=True)
class Review:
    """What an examination found: by which policy and why that one, the findings, the form."""

    policy: str
    reason: str
    on: date
    findings: tuple[Finding, ...]
    form: ReviewForm

    @property
    def must_be_mended(self) -> bool:
        """Whether a finding of level 必须修改 is among them."""
        return any(f.level is Level.RETURN for f in self.findings)

    def to_json(self) -> dict[str, Any]:
        """As contract §4 has it."""
        return {
            "schema": SCHEMA,
            "policy": self.policy,
            "findings": [f.model_dump(mode="json") for f in self.findings],
            "form": self.form.to_json(),
        }


def examine(plan: Plan, *, policy: str | None = None, on: date | None = None) -> Review:
    """Examine a plan by a policy pack as it stood on a day.

    Args:
        plan: the plan; its own findings (the reader's) are kept among the findings.
        policy: name of the pack; chosen by division and year where not given.
        on: the day whose law counts; the first day of the plan's year where not given.

    Raises:
        jixiao.law.packs.UnknownPolicyError: no such pack, or none on that day.
    """
    day = on or _day_of(plan)
    choice = _choice(plan, policy, day, asked=on is not None)
    exam = Examination(plan, choice.pack)
    found = [f for one in rules().values() for f in _applied(one(choice.pack, day), exam)]
    findings = tuple(sorted([*found, *_reader_only(plan, found)], key=_Order(plan)))
    return Review(choice.pack.name, choice.reason, day, findings, propose(choice.pack, findings))


def _day_of(plan: Plan) -> date:
    """The first day of the plan's year; a year not printed is read by today's law, as last known."""
    return max(date(plan.year or 2100, 1, 1), first_day())


def _choice(plan: Plan, policy: str | None, day: date, *, asked: bool) -> Choice:
    if policy is not None:
        return Choice(pack(policy, day if asked else None), "使用者指定")
    own_cost = any(i.type1 is Level1.COST for _, i in plan.indicators())
    return chosen(plan.department.division, day, own_cost=own_cost)


def _applied(one: Any, exam: Examination) -> Iterator[Finding]:
    return one.check(exam) if one.holds else iter(())


def _reader_only(plan: Plan, found: list[Finding]) -> Iterator[Finding]:
    """The reader's findings about places where no rule found anything."""
    places = {_spot(f.where) for f in found}
    return (f for f in plan.findings if _spot(f.where) not in places)


def _spot(where: Where) -> tuple[str | None, str | None, str | None, Place | None]:
    return where.project, where.indicator, where.field, where.place


class _Order:
    """Heaviest first; then by project and indicator as printed; then by rule."""

    def __init__(self, plan: Plan) -> None:
        self.projects = {p.id: n for n, p in enumerate(plan.projects)}
        self.indicators = {i.id: n for n, (_, i) in enumerate(plan.indicators())}

    def __call__(self, finding: Finding) -> tuple[int, int, int, str]:
        where = finding.where
        project = self.projects.get(where.project or "", -1)
        indicator = self.indicators.get(where.indicator or "", -1)
        return finding.level.rank, project, indicator, finding.rule
