"""What was reached: actual values against targets, execution against the budget."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.plan.model import Executed, Project
from jixiao.plan.money import half_up, plain, shortest
from jixiao.plan.target import Target
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import says_nothing
from jixiao.review.examination import Row
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote

#: The stock phrases of the form, and the share of the points each allows (highest, lowest).
BANDS = (
    (re.compile("^未(?:达成|完成)"), Decimal(60), Decimal(0)),
    (re.compile("^部分(?:达成|完成)"), Decimal(80), Decimal(60)),
    (re.compile("^(?:已?(?:全部|全面)?(?:达成|完成))(?:年度|预期)?(?:指标|目标)"), Decimal(100), Decimal(80)),
)  # fmt: skip
#: Points this near, or within this share of the row's points, are not worth a word.
_NEAR, _SHARE = Decimal("0.1"), Decimal("0.05")
_SIGN = re.compile("^[≥≤＞＜><=＝≧≦]")


@dataclass(frozen=True)
class Reached:
    """An actual value that can be held against its target: how much of it in percent."""

    target: Decimal
    actual: Decimal
    percent: Decimal


def actual_of(row: Row) -> Target | None:
    """The actual value, read like a target; ``None`` where none is given."""
    text = row.indicator.actual
    return parse_target(text, row.name, row.indicator.level2) if text else None


def reached(row: Row) -> Reached | None:
    """How much of a numeric target was reached.

    ``None`` for words, other units, a target of 0, a share written as a
    decimal, and where it is more and nobody can say whether that is better.
    """
    actual = actual_of(row)
    goal = row.target.value
    if actual is None or goal is None or actual.value is None or goal <= 0 or actual.value < 0:
        return None
    if row.target.kind is not TargetKind.NUMBER or units_differ(row, actual):
        return None
    if is_share(row) and not actual.unit and 0 < actual.value <= 1 < goal:  # 0.97 for 97 %
        return None
    if actual.value > goal and TargetNote.DIRECTION_OPEN in row.target.notes:
        return None
    if not lower_is_better(row.target):
        return Reached(goal, actual.value, actual.value / goal * 100)
    if actual.value == 0:
        return None
    return Reached(goal, actual.value, goal / actual.value * 100)


@dataclass(frozen=True)
class Misgiven:
    """Points that lie far from the share reached, without a word: as given, as they should be, why."""

    given: Decimal
    right: Decimal
    why: str


def misgiven(row: Row, high: Decimal) -> Misgiven | None:
    """Points of a row that do not follow from its result; ``None`` where they do or nobody can say.

    A row reached beyond ``high`` percent may be given less, and one with a reason anything.
    """
    one, done = row.indicator, reached(row)
    if done is None or one.score is None or not one.weight or done.percent > high:
        return None
    right = half_up(one.weight * min(done.percent, Decimal(100)) / 100)
    apart = abs(one.score - right) > max(_NEAR, one.weight * _SHARE)
    if not apart or not 0 <= one.score <= one.weight or not says_nothing(one.deviation):
        return None
    why = (
        f"目标{row.target.raw}，实际{one.actual}，完成{shortest(half_up(done.percent, 1))}%，"
        f"分值{plain(one.weight)}按比例应得{plain(right)}分"
    )
    return Misgiven(one.score, right, why)


def lower_is_better(target: Target) -> bool:
    """Whether less of it is better: by the sign, else by what the name says."""
    if target.operator in (Operator.AT_MOST, Operator.LESS_THAN):
        return True
    return target.operator in (Operator.EXACTLY, None) and target.better is Better.LOWER


def units_differ(row: Row, actual: Target) -> bool:
    """Whether target and actual are in different units; a bare number takes the target's."""
    return bool(actual.unit and row.target.unit and actual.unit != row.target.unit)


def band_of(row: Row) -> tuple[Decimal, Decimal] | None:
    """The highest and lowest share of points that a stock phrase allows, in percent."""
    said = (row.indicator.actual or "").strip()
    return next(((high, low) for words, high, low in BANDS if words.search(said)), None)


def is_signed(text: str | None) -> bool:
    """Whether a value begins with a comparison sign, which no result has."""
    return bool(_SIGN.match((text or "").strip()))


def execution_of(project: Project) -> Decimal | None:
    """The execution rate in percent: spent ÷ full-year budget, else as printed.

    ``None`` where the budget is printed as zero: nothing can be said of such a rate (B105 says it).
    """
    money = project.executed
    if money is None or money.adjusted == 0:
        return None
    computed = _computed(money)
    return money.rate if computed is None else computed


def _computed(money: Executed | None) -> Decimal | None:
    if money is None or money.executed is None:
        return None
    whole = money.adjusted if money.adjusted is not None else money.initial
    return money.executed / whole * 100 if whole else None


def is_share(row: Row) -> bool:
    """Whether a target is a share of a whole."""
    return row.target.dimension is Dimension.SHARE
