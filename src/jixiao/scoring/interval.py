"""A target as an interval: where an actual value lies inside it, the target is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.law.scoring import ScoringRules
from jixiao.plan.target import Target
from jixiao.terms.targets import Better, Operator, TargetKind, TargetNote


@dataclass(frozen=True)
class Interval:
    """Bounds, both included; ``None`` is no bound on that side."""

    low: Decimal | None
    high: Decimal | None


FLOOR, CEILING, POINT, OPEN = "floor", "ceiling", "point", "open"

#: Which side of the number counts as met: by the printed sign, for ``=`` by what is better; open
#: where neither is there. The SQL of :mod:`jixiao.scoring.scale` is written from this same table.
SIDES: Mapping[tuple[Operator | None, Better | None], str] = {
    **{(sign, b): FLOOR for sign in (Operator.AT_LEAST, Operator.MORE_THAN) for b in (None, *Better)},
    **{(sign, b): CEILING for sign in (Operator.AT_MOST, Operator.LESS_THAN) for b in (None, *Better)},
    **{(sign, Better.HIGHER): FLOOR for sign in (Operator.EXACTLY, None)},
    **{(sign, Better.LOWER): CEILING for sign in (Operator.EXACTLY, None)},
    **{(sign, Better.EXACT): POINT for sign in (Operator.EXACTLY, None)},
    (Operator.EXACTLY, None): POINT,
    (None, None): OPEN,
}  # fmt: skip


#: The same for a change against an earlier value, whose ``better`` is of its size.
SIDES_OF_CHANGE: Mapping[Better | None, str] = {
    Better.HIGHER: FLOOR, Better.LOWER: CEILING, Better.EXACT: FLOOR, None: OPEN,
}  # fmt: skip


def sign_of(target: Target) -> Operator | None:
    """The sign the document prints; a bare number is read as ``=`` and prints none."""
    return None if TargetNote.SIGN_MISSING in target.notes else target.operator


def side_of(target: Target) -> str:
    """Floor, ceiling, point or open. A change that prints no sign is wanted at least that large."""
    if target.kind is TargetKind.BASELINE:
        return SIDES_OF_CHANGE[target.better]
    if target.kind is TargetKind.RANGE:
        return SIDES[None, target.better]
    return SIDES[sign_of(target), target.better]


def has_interval(target: Target) -> bool:
    """Whether it is a number, a change by a number or a range: what an interval can be made of."""
    if target.kind is TargetKind.RANGE and "-" not in (target.low or "")[1:]:
        return True
    numeric = (TargetKind.NUMBER, TargetKind.DURATION, TargetKind.BASELINE)
    return target.kind in numeric and (target.low is not None or target.high is not None)


def interval_of(
    target: Target, rules: ScoringRules, actual: Decimal | None = None
) -> Interval | None:
    """The interval of a numeric target, or ``None`` for words, dates and what was not understood.

    Of a printed range the actual value may leave the end that is better to leave: more than a range
    wanted high is met against its upper end, less than one wanted low against its lower.
    """
    if target.kind is TargetKind.RANGE and "-" not in (target.low or "")[1:]:
        return _of_range(Interval(_number(target.low), _number(target.high)), target, actual)
    bound = _number(target.low if target.low is not None else target.high)
    if not has_interval(target) or bound is None:
        return None
    side = side_of(target)
    if side == CEILING:
        return Interval(None, bound)
    above_is_met = side == FLOOR or (rules.exact_exceeded == "full" and bound != 0)
    return Interval(bound, None if above_is_met else bound)


def is_undirected(target: Target, interval: Interval, actual: Decimal) -> bool:
    """Whether the points hang on a direction nobody said: neither sign nor name, and it is not equal.

    What lies outside a range is better or worse than it, as more or less is; a person says which.
    """
    if side_of(target) != OPEN:
        return False
    if target.kind is not TargetKind.RANGE:
        return actual != interval.low
    below = interval.low is not None and actual < interval.low
    return below or (interval.high is not None and actual > interval.high)


def _of_range(printed: Interval, target: Target, actual: Decimal | None) -> Interval:
    low, high = printed.low, printed.high
    if actual is None or low is None or high is None:
        return printed
    if target.better is Better.HIGHER and actual > high:
        return Interval(high, None)
    return Interval(None, low) if target.better is Better.LOWER and actual < low else printed


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
