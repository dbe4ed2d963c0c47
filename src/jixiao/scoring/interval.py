"""A target as an interval: where an actual value lies inside it, the target is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.law.scoring import ScoringRules
from jixiao.plan.target import Target
from jixiao.terms.targets import Better, Operator, TargetKind


@dataclass(frozen=True)
class Interval:
    """Bounds, both included; ``None`` is no bound on that side."""

    low: Decimal | None
    high: Decimal | None


FLOOR, CEILING, POINT = "floor", "ceiling", "point"

#: Which side of the number counts as met: by the printed sign, for ``=`` by what is better.
#: The SQL of :mod:`jixiao.scoring.scale` is written from this same table.
SIDES: Mapping[tuple[Operator | None, Better | None], str] = {
    **{(sign, b): FLOOR for sign in (Operator.AT_LEAST, Operator.MORE_THAN) for b in (None, *Better)},
    **{(sign, b): CEILING for sign in (Operator.AT_MOST, Operator.LESS_THAN) for b in (None, *Better)},
    **{(sign, Better.HIGHER): FLOOR for sign in (Operator.EXACTLY, None)},
    **{(sign, Better.LOWER): CEILING for sign in (Operator.EXACTLY, None)},
    **{(sign, b): POINT for sign in (Operator.EXACTLY, None) for b in (Better.EXACT, None)},
}  # fmt: skip


def side_of(target: Target) -> str:
    """Floor, ceiling or point. A change against an earlier value is wanted at least that large."""
    if target.kind is TargetKind.BASELINE:
        return FLOOR
    return SIDES[target.operator, target.better]


def interval_of(target: Target, rules: ScoringRules) -> Interval | None:
    """The interval of a numeric target, or ``None`` for words, dates and what was not understood."""
    if target.kind is TargetKind.RANGE and "-" not in (target.low or "")[1:]:
        return Interval(_number(target.low), _number(target.high))
    numeric = (TargetKind.NUMBER, TargetKind.DURATION, TargetKind.BASELINE)
    bound = _number(target.low if target.low is not None else target.high)
    if target.kind not in numeric or bound is None:
        return None
    side = side_of(target)
    if side == CEILING:
        return Interval(None, bound)
    above_is_met = side == FLOOR or rules.exact_exceeded == "full"
    return Interval(bound, None if above_is_met else bound)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
