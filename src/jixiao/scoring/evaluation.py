"""The evaluation frame of 财预〔2020〕10号 filled as far as evidence goes; the rest is a person's.

An item about outputs or effects takes the share of points its indicators earned; the two about money
take their own rates, of which 预算执行率 here divides by the funds received.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.law.packs_values import Basis
from jixiao.law.scoring import EvaluationFrame, FrameItem
from jixiao.plan.model import Indicator, Project
from jixiao.plan.money import plain
from jixiao.scoring.actuals import Actuals, Money
from jixiao.scoring.exact import HUNDRED, ZERO, quotient
from jixiao.scoring.execution import money_of, said_and_keyed
from jixiao.scoring.flags import Flag
from jixiao.scoring.result import IndicatorScore, ProjectScore, points_text
from jixiao.scoring.weights import equal_shares
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import TargetKind


@dataclass(frozen=True)
class EvaluationItem:
    """One item: its points, what was worked out, in a sentence. ``score`` is ``None`` for a person."""

    item: FrameItem
    points: Decimal
    score: Decimal | None
    why: str

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "level1": self.item.level1, "level2": self.item.level2, "name": self.item.name,
            "points": points_text(self.points), "score": points_text(self.score),
            "look": self.item.look, "why": self.why,
        }  # fmt: skip


@dataclass(frozen=True)
class Evaluation:
    """A project's frame; ``known`` adds up what could be worked out, ``basis`` says whose frame it is."""

    project: str
    items: tuple[EvaluationItem, ...]
    basis: Basis

    @property
    def known(self) -> Decimal:
        """The points worked out."""
        return sum((i.score for i in self.items if i.score is not None), ZERO)

    @property
    def open(self) -> tuple[str, ...]:
        """Items a person has to judge."""
        return tuple(i.item.name for i in self.items if i.score is None)

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "id": self.project, "known": points_text(self.known),
            "open": list(self.open), "items": [i.to_json() for i in self.items],
        }  # fmt: skip


def evaluate(
    project: Project, actuals: Actuals, made: ProjectScore, frame: EvaluationFrame
) -> Evaluation:
    """The frame of one project, from its score and its money."""
    money = money_of(project, actuals.execution.get(project.id))
    shares = _shares(frame)
    items = []
    for item in frame.items:
        points = next(shares[item.level1])
        items.append(_item(item, points, project, money, made))
    return Evaluation(project.id, tuple(items), frame.basis)


def _shares(frame: EvaluationFrame) -> Mapping[str, Iterator[Decimal]]:
    counts = {level: sum(i.level1 == level for i in frame.items) for level in frame.points}
    return {
        level: iter(equal_shares(points, counts[level])) for level, points in frame.points.items()
    }


def _item(
    item: FrameItem, points: Decimal, project: Project, money: Money | None, made: ProjectScore
) -> EvaluationItem:
    known = money or Money()
    if item.computed == "received":
        return _money(item, points, "到位资金", "全年预算数", known.received, known.adjusted)
    if item.computed == "spent":
        return _money(item, points, "实际支出", "到位资金", known.executed, known.received)
    if item.computed:
        return _indicators(item, points, project, made)
    seen = f"；{_quantified(project)}" if item.evidence == "quantified" else ""
    return EvaluationItem(item, points, None, f"由评价人查看：{item.look}{seen}")


def _money(
    item: FrameItem, points: Decimal, over: str, under: str, a: Decimal | None, b: Decimal | None
) -> EvaluationItem:
    if a is None or b is None or b <= 0 or a < 0:
        missing = over if a is None or a < 0 else under
        return EvaluationItem(item, points, None, f"没有可用的{missing}，{item.name}算不出")
    score = min(quotient((points, a), (b,)), points)
    rate = quotient((a, HUNDRED), (b,))
    (spent, _), (whole, _) = said_and_keyed((a, b), "")
    why = f"{over}{spent}÷{under}{whole}={plain(rate)}%，{plain(points)}分得{plain(score)}分"
    return EvaluationItem(item, points, score, why)


def _indicators(
    item: FrameItem, points: Decimal, project: Project, made: ProjectScore
) -> EvaluationItem:
    """The share of their points that the indicators of this kind earned."""
    kinds = [i for i in project.indicators if _is(item.computed, i)]
    lines = [one for i in kinds if (one := made.indicator(i.id)) is not None and _counts(one)]
    known = [line for line in lines if line.points is not None]
    if not lines or len(known) < len(lines):
        why = (
            "没有这一类指标"
            if not lines
            else f"{len(lines)}条指标里还有{len(lines) - len(known)}条没有得分"
        )
        return EvaluationItem(item, points, None, f"{why}，由评价人评定：{item.look}")
    earned = sum((line.points or ZERO for line in known), ZERO)
    weight = sum((line.weight or ZERO for line in known), ZERO)
    score = quotient((points, earned), (weight,))
    why = (
        f"{len(known)}条指标得{plain(earned)}分，分值{plain(weight)}分："
        f"{plain(points)}×{plain(earned)}÷{plain(weight)}={plain(score)}分"
    )
    return EvaluationItem(item, points, score, why)


def _counts(line: IndicatorScore) -> bool:
    """What has no points, or does not apply, is no part of the share."""
    return bool(line.weight) and Flag.NOT_APPLICABLE not in line.flags


def _is(computed: str, indicator: Indicator) -> bool:
    kind = indicator.type2
    if kind is None:
        return False
    groups = {
        "cost": kind.is_cost,
        "benefit": kind.is_benefit,
        "satisfaction": kind is Level2.SATISFACTION,
    }
    return groups.get(computed, kind.value == computed)


def _quantified(project: Project) -> str:
    numbers = sum(
        i.target.kind not in (TargetKind.LEVEL, TargetKind.NONE) for i in project.indicators
    )
    return f"{len(project.indicators)}条指标里{numbers}条有数、区间或者期限"
