"""The share of their points that the indicators of one type earned in all projects together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jixiao.plan.model import Indicator, Project
from jixiao.plan.money import plain
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.exact import HUNDRED, ZERO, quotient
from jixiao.scoring.execution import money_of
from jixiao.scoring.flags import Flag
from jixiao.scoring.result import IndicatorScore, ProjectScore, Scores


@dataclass(frozen=True)
class Part:
    """One project: its full-year budget, the points its indicators earned and could earn."""

    project: str
    budget: Decimal | None
    earned: Decimal
    weight: Decimal
    open: int

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "project": self.project,
            "budget": None if self.budget is None else plain(self.budget),
            "earned": plain(self.earned), "weight": plain(self.weight), "open": self.open,
        }  # fmt: skip


@dataclass(frozen=True)
class Rate:
    """The parts, and the mean share in percent weighted by budget where all is known."""

    parts: tuple[Part, ...]
    missing: str

    @property
    def percent(self) -> Decimal | None:
        """Percent to two places."""
        if self.missing:
            return None
        over = sum(Fraction(p.budget or 0) * Fraction(p.earned) / Fraction(p.weight) for p in self.parts)  # fmt: skip
        under = sum(Fraction(p.budget or 0) for p in self.parts)
        share = Fraction(over) / Fraction(under)
        return quotient((Decimal(share.numerator), HUNDRED), (Decimal(share.denominator),))

    def points(self, weight: Decimal) -> tuple[Decimal | None, str]:
        """The points of a weight and the arithmetic, or why there are none."""
        percent = self.percent
        if percent is None:
            return None, self.missing
        points = quotient((weight, percent), (HUNDRED,))
        why = (
            f"{len(self.parts)}个项目这一类指标的得分率按全年预算数加权为{plain(percent)}%，"
            f"{plain(weight)}×{plain(percent)}%={plain(points)}分"
        )
        return points, why


def rate_of(
    chosen: Sequence[tuple[Project, Sequence[Indicator]]], actuals: Actuals, scores: Scores
) -> Rate:
    """The rate over the projects that have such indicators."""
    parts = []
    for project, indicators in chosen:
        made = scores.project(project.id)
        part = _part(project, indicators, made, actuals) if made else None
        if part:
            parts.append(part)
    return Rate(tuple(parts), _missing(parts))


def _part(
    project: Project, indicators: Sequence[Indicator], made: ProjectScore, actuals: Actuals
) -> Part | None:
    found = [one for i in indicators if (one := made.indicator(i.id)) is not None]
    lines = [one for one in found if _counts(one)]
    if not lines:
        return None
    money = money_of(project, actuals.execution.get(project.id))
    return Part(
        project.id,
        money.adjusted if money else None,
        sum((one.points or ZERO for one in lines), ZERO),
        sum((one.weight or ZERO for one in lines), ZERO),
        sum(one.points is None for one in lines),
    )


def _counts(line: IndicatorScore) -> bool:
    return bool(line.weight) and Flag.NOT_APPLICABLE not in line.flags


def _missing(parts: Sequence[Part]) -> str:
    if not parts:
        return "各项目也没有这一类指标"
    opened = sum(part.open for part in parts)
    if opened:
        return f"各项目里还有{opened}条这一类指标待报或待评"
    if any(part.budget is None or part.budget < 0 for part in parts):
        return "有的项目没有全年预算数，不能加权"
    return (
        "" if sum((part.budget or ZERO for part in parts), ZERO) else "全年预算数合计为0，不能加权"
    )
