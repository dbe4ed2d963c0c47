"""Every claim of a plan examined: findings, the expected score beside the claimed, whom to re-check first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.findings.finding import Finding
from jixiao.forms.self_evaluation import Printed
from jixiao.law.packs import Packs, pack
from jixiao.measures.observation import Observation
from jixiao.plan.model import Indicator, Plan
from jixiao.plan.money import plain
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.basis import Basis
from jixiao.scoring.evidence import printed
from jixiao.scoring.exact import ZERO
from jixiao.scoring.honesty.approved import counterpart
from jixiao.scoring.honesty.check import checks, findings_of
from jixiao.scoring.honesty.claim import Claim
from jixiao.scoring.result import ProjectScore, two_places
from jixiao.scoring.score import score

SCHEMA = "jixiao/honesty/1"


@dataclass(frozen=True)
class Examined:
    """One project: what it claims, what its own values give, what the evidence gives, what is wrong.

    ``expected`` counts, line by line (``lines``), the evidence's points where there are any, else those
    of the rules from the claimed value, else the claimed points (what only a person can judge).
    """

    project: str
    claimed: Decimal | None
    by_rule: Decimal
    expected: Decimal
    findings: tuple[Finding, ...]
    priority: Decimal
    lines: Mapping[str, Decimal] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "id": self.project,
            "claimed": None if self.claimed is None else plain(self.claimed),
            "by_rule": plain(self.by_rule),
            "expected": plain(self.expected),
            "priority": plain(self.priority),
            "findings": [f.model_dump(mode="json") for f in self.findings],
        }


@dataclass(frozen=True)
class Examination:
    """All projects in printed order."""

    policy: str
    on: date
    projects: tuple[Examined, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in printed order."""
        return tuple(f for p in self.projects for f in p.findings)

    def first(self) -> list[Examined]:
        """Whom to re-check first: by priority, then as printed."""
        return sorted(self.projects, key=lambda one: -one.priority)

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "schema": SCHEMA,
            "policy": self.policy,
            "on": self.on.isoformat(),
            "projects": [p.to_json() for p in self.projects],
            "recheck_first": [p.project for p in self.first() if p.priority > 0],
        }


def examine_claims(
    plan: Plan,
    tables: Sequence[Printed] = (),
    evidence: Mapping[str, Observation] | None = None,
    *,
    approved: Plan | None = None,
    policy: str | None = None,
    on: date | None = None,
    among: Packs | None = None,
) -> Examination:
    """Examine the self-evaluations of a plan.

    Args:
        plan: the plan with actual values and points as claimed.
        tables: the tables it was read from, in the order of its projects, where it was.
        evidence: observations by indicator, where anybody looked.
        approved: the plan whose goals were approved, to hold the claim against.
        policy: as for :func:`jixiao.scoring.score.score`.
        on: likewise.
        among: likewise.
    """
    by_rule = score(plan, policy=policy, on=on, among=among)
    basis = Basis(pack(by_rule.policy, among=among), by_rule.on)
    seen = None if evidence is None else _seen(plan, evidence)
    proved = by_rule if seen is None else score(plan, seen, policy=policy, on=on, among=among)
    made = []
    for number, project in enumerate(plan.projects):
        table = tables[number] if number < len(tables) else None
        own = by_rule.projects[number]
        goals = counterpart(project, approved) if approved else None
        claim = Claim(project, own, basis, table, evidence, plan.year, goals)
        made.append(_examined(claim, proved.projects[number]))
    return Examination(by_rule.policy, by_rule.on, tuple(made))


def _seen(plan: Plan, evidence: Mapping[str, Observation]) -> Actuals:
    values = {key: printed(one) for key, one in evidence.items() if one.value is not None}
    return Actuals(indicators={i.id: values.get(i.id, "") for _, i in plan.indicators()})


def _examined(claim: Claim, proved: ProjectScore) -> Examined:
    findings = tuple(findings_of(claim))
    lines = _lines(claim, proved)
    expected = two_places(sum(lines.values(), ZERO) + _execution(claim))
    over = max((claim.total or ZERO) - expected, ZERO)
    weights = sum((checks()[f.rule].urgency for f in findings), 0)
    return Examined(
        claim.project.id,
        claim.total,
        claim.by_rule.total,
        expected,
        findings,
        over + weights,
        lines,
    )


def _lines(claim: Claim, proved: ProjectScore) -> dict[str, Decimal]:
    points = {i.id: i.points for i in proved.indicators if i.points is not None}
    own = {i.id: i.points for i in claim.by_rule.indicators if i.points is not None}
    return {i.id: _line(i, points, own) for i in claim.project.indicators}


def _execution(claim: Claim) -> Decimal:
    money = claim.by_rule.execution.points
    return money if money is not None else claim.money.score or ZERO


def _line(
    indicator: Indicator, proved: Mapping[str, Decimal], own: Mapping[str, Decimal]
) -> Decimal:
    found = proved.get(indicator.id, own.get(indicator.id))
    return found if found is not None else indicator.score or ZERO
