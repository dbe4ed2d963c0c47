"""What scoring gives: points with their reasons, as contract §8 has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.findings.finding import Finding
from jixiao.plan.money import half_up, plain
from jixiao.scoring.finance import FinanceGrade
from jixiao.scoring.flags import TO_EXPLAIN, Flag
from jixiao.terms.findings import Level

SCHEMA = "jixiao/score/1"


@dataclass(frozen=True)
class ExecutionScore:
    """The execution rate of the self-evaluation (spent ÷ full-year budget) and its points.

    ``evaluation_rate`` is the other rate, of the evaluation frame (spent ÷ received); it has no
    points here. ``points`` is ``None`` while the money is not known. ``matters``: what of the evaluation
    law the reason rests on, as the shelf names it.
    """

    rate: Decimal | None
    weight: Decimal
    points: Decimal | None
    why: str
    flags: tuple[Flag, ...] = ()
    evaluation_rate: Decimal | None = None
    matters: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As contract §8 has it."""
        return {
            "rate": _text(self.rate),
            "weight": points_text(self.weight),
            "points": _text(self.points),
            "flags": [f.value for f in self.flags],
            "why": self.why,
            "evaluation_rate": _text(self.evaluation_rate),
        }


@dataclass(frozen=True)
class IndicatorScore:
    """One indicator's points. ``ratio`` is the completion, not cut at 1; ``None`` where there is none.

    ``matters``: what of the evaluation law the reason rests on, as the shelf names it.
    """

    id: str
    weight: Decimal | None
    weight_source: str
    weight_why: str
    ratio: Decimal | None
    points: Decimal | None
    why: str
    flags: tuple[Flag, ...] = ()
    open: bool = False
    matters: tuple[str, ...] = ()

    @property
    def wants_a_cause(self) -> bool:
        """Whether the form asks for 偏差原因: points lost, or the target far exceeded."""
        lost = self.points is not None and self.weight is not None and self.points < self.weight
        return lost or bool(TO_EXPLAIN.intersection(self.flags))

    def to_json(self) -> dict[str, Any]:
        """As contract §8 has it."""
        return {
            "id": self.id,
            "weight": points_text(self.weight),
            "weight_source": self.weight_source,
            "weight_why": self.weight_why,
            "ratio": _text(self.ratio),
            "points": _text(self.points),
            "flags": [f.value for f in self.flags],
            "why": self.why,
        }


@dataclass(frozen=True)
class ProjectScore:
    """A project's score; ``grade`` only while nothing is open and no finding stands against it."""

    id: str
    execution: ExecutionScore
    indicators: tuple[IndicatorScore, ...]
    total: Decimal
    total_why: str
    grade: str | None
    grade_why: str
    open: tuple[str, ...]
    finance: FinanceGrade | None = None

    def indicator(self, identity: str) -> IndicatorScore | None:
        """The score of one indicator, or ``None``."""
        return next((i for i in self.indicators if i.id == identity), None)

    def to_json(self) -> dict[str, Any]:
        """As contract §8 has it."""
        return {
            "id": self.id,
            "execution": self.execution.to_json(),
            "indicators": [i.to_json() for i in self.indicators],
            "total": plain(self.total),
            "total_why": self.total_why,
            "grade": self.grade,
            "grade_why": self.grade_why,
            "open": list(self.open),
            **({"finance": self.finance.to_json()} if self.finance else {}),
        }


@dataclass(frozen=True)
class Scores:
    """Scores of a plan by a policy as it stood on a day, with what was wrong about plan and actuals."""

    policy: str
    reason: str
    on: date
    projects: tuple[ProjectScore, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def must_be_mended(self) -> bool:
        """Whether a finding of level 必须修改 is among them."""
        return any(f.level is Level.RETURN for f in self.findings)

    def project(self, identity: str) -> ProjectScore | None:
        """The score of one project, or ``None``."""
        return next((p for p in self.projects if p.id == identity), None)

    @property
    def by_indicator(self) -> Mapping[str, IndicatorScore]:
        """Every indicator's score by its id."""
        return {i.id: i for p in self.projects for i in p.indicators}

    def to_json(self) -> dict[str, Any]:
        """As contract §8 has it."""
        return {
            "schema": SCHEMA,
            "policy": self.policy,
            "reason": self.reason,
            "on": self.on.isoformat(),
            "projects": [p.to_json() for p in self.projects],
            "findings": [f.model_dump(mode="json") for f in self.findings],
        }


def points_text(value: Decimal | None) -> str | None:
    """Points as printed: two places, more only where more were given."""
    return None if value is None else plain(two_places(value))


def two_places(value: Decimal) -> Decimal:
    """The same number with at least two places."""
    rounded = half_up(value)
    return rounded if rounded == value else value


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
