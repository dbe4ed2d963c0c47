"""How far an indicator is on its way to its target, by what kind of thing the target is.

A percentage between 0 and 100, never more: going past a target is said in words, not in points. What
cannot be told from the value (words, another unit, a share above a hundred) has no percentage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.monitoring.deadlines import day_of, due_of
from jixiao.plan.money import decimal_of, half_up, money_words, shortest
from jixiao.plan.target import Target
from jixiao.terms.label import Labelled
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind

ZERO, HUNDRED = Decimal(0), Decimal(100)
_ALMOST = Decimal("99.99")  # as near as what is not met can come: ＜3次 with 3次 done


class Nature(Labelled):
    """How a value moves through the year."""

    GROWING = "growing", "逐月累计", "grows through the year"
    SHARE = "share", "比率", "a share of what there is so far"
    CHANGE = "change", "与上年比", "against last year"
    STANDING = "standing", "当前水平", "a level as it stands"
    DATE = "date", "完成时间", "a day"
    WORDS = "words", "定性", "words"


@dataclass(frozen=True)
class Progress:
    """``percent`` of the way to the target, ``met``: whether it would hold if the year ended now."""

    nature: Nature
    percent: Decimal | None
    met: bool | None
    why: str
    exceeded: bool = False


def nature_of(target: Target) -> Nature:
    """How the value of a target moves, as far as the target alone can say."""
    if target.kind in (TargetKind.LEVEL, TargetKind.NONE, TargetKind.UNCLEAR):
        return Nature.WORDS
    if target.kind is TargetKind.BASELINE:
        return Nature.CHANGE
    if target.kind in (TargetKind.DEADLINE, TargetKind.DURATION):
        return Nature.DATE if target.kind is TargetKind.DEADLINE else Nature.STANDING
    return Nature.SHARE if target.dimension is Dimension.SHARE else Nature.GROWING


def progress_of(
    target: Target,
    value: str | None,
    as_of: date,
    year: int | None,
    *,
    nature: Nature | None = None,
    baseline: Decimal | None = None,
) -> Progress:
    """The progress of a value on a day.

    ``baseline`` is where a standing value began; it counts only where the target lies beyond it.
    """
    nature = nature or nature_of(target)
    due = due_of(target, year)
    if due is not None and (value is None or day_of(value)):
        return _of_deadline(due, day_of(value), as_of)
    if nature is Nature.WORDS:
        return Progress(nature, None, None, "定性目标，由人判断")
    number = decimal_of(value)
    if value is None or number is None:
        return Progress(nature, None, None, "还没有数" if value is None else f"“{value}”不是数")
    if _impossible_share(target, number):
        return Progress(nature, None, None, f"{shortest(number)}% 大于100%，请核对台账")
    if target.kind is TargetKind.BASELINE:
        return _of_change(target, number, nature)
    return _of_number(target, number, nature, baseline)


def meets(target: Target, number: Decimal) -> bool | None:
    """Whether a number satisfies the target; ``None`` where the target has none to compare with."""
    low, high = bounds(target)
    if low is None and high is None:
        return None
    if target.operator is Operator.MORE_THAN and low is not None:
        return number > low
    if target.operator is Operator.LESS_THAN and high is not None:
        return number < high
    return (low is None or number >= low) and (high is None or number <= high)


def bounds(target: Target) -> tuple[Decimal | None, Decimal | None]:
    """What the target demands: at least, at most. A bare number demands what its direction says."""
    low, high = decimal_of(target.low), decimal_of(target.high)
    if target.kind is TargetKind.RANGE or target.operator not in (Operator.EXACTLY, None):
        return low, high
    bound = low if low is not None else high
    if target.better is Better.HIGHER:
        return bound, None
    return (None, bound) if target.better is Better.LOWER else (bound, bound)


def _impossible_share(target: Target, number: Decimal) -> bool:
    bound = target.value
    return (
        target.kind is TargetKind.NUMBER
        and target.dimension is Dimension.SHARE
        and target.unit in ("%", None)
        and number > HUNDRED
        and bound is not None
        and bound <= HUNDRED
    )


def _of_deadline(due: date, done: date | None, as_of: date) -> Progress:
    if done is not None:
        late = done > due
        words = f"{done} 完成，" + (f"晚于 {due}" if late else f"不晚于 {due}")
        return Progress(Nature.DATE, ZERO if late else HUNDRED, not late, words)
    if as_of > due:
        return Progress(Nature.DATE, ZERO, False, f"{due} 到期，没有完成")
    return Progress(
        Nature.DATE, None, None, f"还没有完成，{due} 到期，还有 {(due - as_of).days} 天"
    )


def _of_change(target: Target, number: Decimal, nature: Nature) -> Progress:
    """A change in the wanted direction, in percent; words alone ask for any at all."""
    bound = decimal_of(target.low) if target.low is not None else decimal_of(target.high)
    if bound is None:
        met = number >= 0 if target.operator is Operator.AT_LEAST else number > 0
        return Progress(nature, HUNDRED if met else ZERO, met, f"比上年变化 {shortest(number)}%")
    words = f"比上年变化 {shortest(number)}%，目标 {shortest(bound)}%"
    if target.better is Better.LOWER:  # 增幅不超过3%
        within = number <= bound
        return Progress(nature, HUNDRED if within else _share(bound, number), within, words)
    percent = HUNDRED if number >= bound else _share(number, bound)
    return Progress(nature, percent, number >= bound, words, number > bound)


def _of_number(
    target: Target, number: Decimal, nature: Nature, baseline: Decimal | None
) -> Progress:
    low, high = bounds(target)
    met = meets(target, number)
    if met is None:
        return Progress(nature, None, None, "目标没有可比的数")
    unit = target.unit or ""
    exact = f"{shortest(number)}{unit}"
    near = meets(target, half_up(number)) is met  # rounded, it is still on its side of the bound
    words = f"已有 {money_words(exact) if near else exact}，目标 {target.raw}"
    top = high if high is not None else low
    exceeded = nature is Nature.GROWING and low is not None and top is not None and number > top
    start = baseline if nature is Nature.STANDING else None
    if met:
        percent = HUNDRED
    elif low is not None and number <= low:
        percent = min(_way(number, low, start), _ALMOST)
    else:
        percent = min(_back(number, high, start), _ALMOST) if high is not None else ZERO
        words += "，已经超出" if high is not None and number > high else ""
    return Progress(nature, percent, met, words, exceeded)


def _way(number: Decimal, low: Decimal, baseline: Decimal | None) -> Decimal:
    """The way up to a bound: from a baseline below it, else from zero."""
    if baseline is not None and baseline < low:
        return _share(number - baseline, low - baseline)
    return _share(number, low)


def _back(number: Decimal, high: Decimal, baseline: Decimal | None) -> Decimal:
    """The way down to a bound: from a baseline above it, else bound ÷ value. A bound of 0 has none."""
    if baseline is not None and baseline > high:
        return _share(baseline - number, baseline - high)
    return _share(high, number) if high > 0 else ZERO


def _share(part: Decimal, whole: Decimal) -> Decimal:
    """Percent between 0 and 100; short of the whole is never rounded up to a hundred."""
    if whole <= 0:
        return HUNDRED if part >= whole else ZERO
    percent = half_up(min(max(part / whole * 100, ZERO), HUNDRED))
    return min(percent, _ALMOST) if part < whole else percent
