"""The examination of a plan: every finding, with the review form they propose (contract §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jixiao.findings.finding import Finding, Where
from jixiao.findings.place import Place
from jixiao.law.packs import Choice, Pack, Packs, chosen, first_day, pack
from jixiao.plan.model import Plan
from jixiao.review.catalogue import rules, rules_changed
from jixiao.review.examination import Examination
from jixiao.review.form import ReviewForm, propose
from jixiao.review.once import said_once
from jixiao.review.rule import Rule
from jixiao.review.script import simplified
from jixiao.review.unread import told_once, with_doubt
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1

SCHEMA = "jixiao/review/1"


@dataclass(frozen=True)
class Review:
    """What an examination found: by which policy and why that one, the findings, the form.

    ``changed`` says of every rule that the policy switches off or weighs otherwise: how, and why.
    """

    policy: str
    reason: str
    on: date
    findings: tuple[Finding, ...]
    form: ReviewForm
    changed: Mapping[str, str] = field(default_factory=dict)

    @property
    def must_be_mended(self) -> bool:
        """Whether a finding of level 必须修改 is among them."""
        return any(f.level is Level.RETURN for f in self.findings)

    def to_json(self) -> dict[str, Any]:
        """As contract §4 has it; ``changed`` only where a policy changes rules."""
        changed = {"changed": dict(self.changed)} if self.changed else {}
        return {
            "schema": SCHEMA,
            "policy": self.policy,
            **changed,
            "findings": [f.model_dump(mode="json") for f in self.findings],
            "form": self.form.to_json(),
        }


def examine(
    plan: Plan,
    *,
    policy: str | None = None,
    on: date | None = None,
    among: Packs | None = None,
    last_year: Plan | None = None,
    corpus: Sequence[Plan] = (),
) -> Review:
    """Examine a plan by a policy pack as it stood on a day.

    Args:
        plan: the plan; its own findings (the reader's) are kept among the findings.
        policy: name of the pack; chosen by division and year where not given.
        on: the day whose law counts; the first day of the plan's year where not given.
        among: the packs there are; those that come with jixiao where not given.
        last_year: last year's plan, best with its actual values; or an earlier version of this one.
        corpus: plans of other departments, to compare prices and targets with.

    Raises:
        jixiao.law.packs.UnknownPolicyError: no such pack, or none on that day.
        jixiao.findings.catalogue.UnknownCodeError: the pack changes a rule that is not there.
    """
    day = on or _day_of(plan)
    choice = _choice(plan, policy, day, among, asked=on is not None)
    changed = rules_changed(choice.pack)
    exam = Examination(simplified(plan), choice.pack, last_year, tuple(corpus))
    found = [f for one in rules().values() for f in _applied(one(choice.pack, day), exam)]
    told = said_once(with_doubt(found, plan), exam)
    kept = [*told, *told_once(_reader_only(plan, found))]
    findings = tuple(sorted(kept, key=_Order(plan)))
    form = propose(choice.pack, findings)
    return Review(choice.pack.name, choice.reason, day, findings, form, changed)


def policy_of(review: Review, among: Packs | None = None) -> Pack:
    """The pack a review was made by."""
    return pack(review.policy, among=among)


def _day_of(plan: Plan) -> date:
    """The first day of the plan's year; a year not printed is read by today's law, as last known."""
    return max(date(plan.year or 2100, 1, 1), first_day())


def _choice(
    plan: Plan, policy: str | None, day: date, among: Packs | None, *, asked: bool
) -> Choice:
    if policy is not None:
        return Choice(pack(policy, day if asked else None, among), "使用者指定")
    own_cost = any(i.type1 is Level1.COST for _, i in plan.indicators())
    return chosen(plan.department.division, day, own_cost=own_cost, among=among)


def _applied(one: Rule, exam: Examination) -> Iterator[Finding]:
    """What a rule finds; of results nothing is asked before any are reported."""
    early = one.kind is Kind.RESULTS and not exam.is_evaluated
    return one.check(exam) if one.holds and not early else iter(())


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
