"""One indicator's points: by number, by date, or by the band a person picked; else open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.law.scoring import ZeroOutside
from jixiao.plan.deadline import due_of
from jixiao.plan.model import Indicator
from jixiao.plan.money import half_up, money_words, plain, shortest
from jixiao.scoring.actuals import ActualsError, Judgement
from jixiao.scoring.basis import Basis
from jixiao.scoring.deadlines import days_of, done_of, due_by_year
from jixiao.scoring.exact import HUNDRED, ONE, ZERO, quotient
from jixiao.scoring.flags import Flag
from jixiao.scoring.interval import POINT, Interval, interval_of, is_undirected, side_of
from jixiao.scoring.readings import Read, is_blank, read_actual
from jixiao.scoring.result import IndicatorScore
from jixiao.scoring.rules import RULES, Completion, Rule, completion
from jixiao.scoring.weights import Weight
from jixiao.terms.targets import Operator, TargetKind

#: The matter that sets points by completion, and the rule that is ours for want of one.
_POINTS, _ABOVE_ZERO = "自评得分", "above-zero"
_MET = next(rule for rule in RULES if rule.key == "met")
_LATE = Rule("late", (), "zero", "one", "逾期")


@dataclass(frozen=True)
class Line:
    """What is known of one indicator when it is scored."""

    indicator: Indicator
    weight: Weight
    actual: str | None
    judged: Judgement | None
    year: int | None
    basis: Basis
    set_too_low: bool = False
    outside: ZeroOutside | None = None

    @property
    def says(self) -> str:
        """Target and actual as the document and the person wrote them."""
        target = self.indicator.target
        return f"目标{target.raw}，实际{money_words((self.actual or '').strip(), exact=True)}"

    def score(
        self, points: Decimal | None, why: str, *flags: Flag, **more: object
    ) -> IndicatorScore:
        """A score of this line; the points are open where there are none."""
        shared = (Flag.WEIGHT_SHARED,) if self.weight.source != "given" else ()
        made = IndicatorScore(
            self.indicator.id, self.weight.points, self.weight.source, self.weight.why, None, points,
            why, (*flags, *shared), points is None,
        )  # fmt: skip
        return replace(made, **more)  # type: ignore[arg-type]


def score_line(line: Line) -> IndicatorScore:
    """The points of one indicator with their reason."""
    if line.weight.points is None:
        return line.score(None, line.weight.why or "没有分值", Flag.NO_WEIGHT)
    return next(made for rule in _ORDER if (made := rule(line)) is not None)


def _without_target(line: Line) -> IndicatorScore | None:
    if line.indicator.target.kind is not TargetKind.NONE or line.judged:
        return None
    said = f"，只有实际值{line.actual}" if line.actual else ""
    return line.score(None, f"没有指标值{said}，不能计分", Flag.NO_TARGET)


def _judged(line: Line) -> IndicatorScore | None:
    """A band a person picked; a number is never judged."""
    if line.judged is None or _is_numeric(line):
        return None
    band, percent = line.basis.rules.bands[line.judged.band], line.judged.percent
    if not band.holds(percent):
        raise ActualsError(
            f"judged.{line.indicator.id}",
            f"“{band.label}”应在{band.words}之间，写的是{plain(percent)}%",
        )
    weight = line.weight.points or ZERO
    points = quotient((weight, percent), (HUNDRED,))
    why = (
        f"评分人定为“{band.label}”，给{shortest(percent)}%："
        f"{plain(weight)}×{shortest(percent)}%={plain(points)}分{line.basis.words('定性指标评分')}"
    )
    return line.score(points, why, Flag.JUDGED, matters=("定性指标评分",))


def _to_be_judged(line: Line) -> IndicatorScore | None:
    kind = line.indicator.target.kind
    words = kind is TargetKind.LEVEL or (kind is TargetKind.BASELINE and not _is_numeric(line))
    if words:
        why = f"定性指标“{line.indicator.target.raw}”，由人按三档评定，程序不代替"
        return line.score(None, why, Flag.TO_BE_JUDGED)
    if kind is TargetKind.UNCLEAR:
        why = f"指标值“{line.indicator.target.raw}”不能理解，请改写清楚，或者由人评定"
        return line.score(None, why, Flag.TARGET_UNCLEAR)
    return None


def _missing(line: Line) -> IndicatorScore | None:
    if not is_blank(line.actual):
        return None
    return line.score(None, f"目标{line.indicator.target.raw}，没有报送实际值", Flag.NO_ACTUAL)


def _dated(line: Line) -> IndicatorScore | None:
    target = line.indicator.target
    due = due_of(target, line.year) or due_by_year(target, line.actual or "", line.year)
    if due is None:
        return None
    done = done_of(line.actual or "", line.year)
    if done is None:
        return line.score(None, f"{line.says}：不是日期，不能计分", Flag.ACTUAL_UNCLEAR)
    if done <= due:
        return _pointed(line, Completion(ONE, ONE, _MET))
    if line.basis.rules.late == "zero":
        why = f"{line.says}：逾期，不得分{line.basis.own('late')}"
        return line.score(half_up(ZERO), why, Flag.LATE, ratio=half_up(ZERO, 4))
    over, under = (Decimal(days_of(day, due.year)) for day in (due, done))
    made = _pointed(line, Completion(over, under, _LATE))
    return replace(made, flags=(Flag.LATE, *made.flags))


def _numbered(line: Line) -> IndicatorScore | None:
    target = line.indicator.target
    interval = interval_of(target, line.basis.rules)
    if interval is None:
        why = f"指标值“{target.raw}”算不出区间，由人评定"
        return line.score(None, why, Flag.TARGET_UNCLEAR)
    read = read_actual(line.actual or "", target, line.indicator.name)
    if read.value is None:
        return line.score(None, f"{line.says}：{read.flags[0].label}", *read.flags)
    if is_undirected(target, interval, read.value):
        flag = Flag.DIRECTION_UNSETTLED
        return line.score(None, f"{line.says}：{flag.label}", *read.flags, flag)
    return _measured(line, read)


def _measured(line: Line, read: Read) -> IndicatorScore:
    """The points of a number that was understood, with what is remarkable about it."""
    assert read.value is not None
    interval = interval_of(line.indicator.target, line.basis.rules, read.value)
    assert interval is not None
    made = _pointed(line, completion(read.value, interval))
    flags = (*read.flags, *_about(line, read.value, interval))
    why = "；".join([made.why, *(flag.label for flag in flags)])
    return replace(made, flags=(*flags, *made.flags), why=why)


#: In this order; the first that speaks to a line decides.
_ORDER: tuple[Callable[[Line], IndicatorScore | None], ...] = (
    _without_target, _judged, _to_be_judged, _missing, _dated, _numbered,
)  # fmt: skip


def is_number(indicator: Indicator) -> bool:
    """Whether an indicator is scored by a number, so that nobody picks a band for it."""
    return indicator.target.is_number


def _is_numeric(line: Line) -> bool:
    return is_number(line.indicator)


def _about(line: Line, actual: Decimal, interval: Interval) -> tuple[Flag, ...]:
    """Remarks on sign and direction."""
    target = line.indicator.target
    strict = target.operator in (Operator.MORE_THAN, Operator.LESS_THAN)
    point = target.kind is not TargetKind.RANGE and side_of(target) == POINT
    flags = []
    if strict and actual in (interval.low, interval.high):
        flags.append(Flag.AT_STRICT_BOUND)
    if point and target.value is not None and actual > target.value:
        flags.append(Flag.EXACT_EXCEEDED)
    return tuple(flags)


def _pointed(line: Line, done: Completion) -> IndicatorScore:
    """Points by completion: capped at the weight, none below the pass mark."""
    basis, weight = line.basis, line.weight.points or ZERO
    ratio = quotient((done.over,), (done.under,), 4)
    if line.outside is not None and _is_outside(done, line.outside):
        source = line.outside.basis.source.rstrip("。")
        why = f"{line.says}：完成{_percent(ratio)}，{line.outside.words}（{source}）"
        return line.score(half_up(ZERO), why, Flag.OUTSIDE_BOUNDS, ratio=ratio)
    if done.met:
        return _met(line, done, ratio, weight)
    if done.over * 100 < basis.rules.pass_mark * done.under:
        mark = shortest(basis.rules.pass_mark)
        why = f"{line.says}：完成{_percent(ratio)}，不到及格门槛{mark}%，不得分{basis.own('pass_mark')}"
        return line.score(half_up(ZERO), why, Flag.BELOW_PASS_MARK, ratio=ratio)
    points = quotient((weight, done.over), (done.under,))
    low = done.over * 100 < basis.bound("completion_low") * done.under
    why = f"{line.says}：{done.rule.words}{_sum(done, weight, points)}{_cited(line, done)}"
    matters = () if done.rule.key == _ABOVE_ZERO else (_POINTS,)
    return line.score(points, why, *(Flag.COMPLETION_LOW,) * low, ratio=ratio, matters=matters)


def _is_outside(done: Completion, bounds: ZeroOutside) -> bool:
    return done.over * 100 < bounds.low * done.under or done.beyond(bounds.high)


def _met(line: Line, done: Completion, ratio: Decimal, weight: Decimal) -> IndicatorScore:
    bound = line.basis.bound("completion_high")
    why = f"{line.says}：达到，得满分{plain(weight)}分{line.basis.words(_POINTS)}"
    if not done.beyond(bound):
        return line.score(half_up(weight), why, ratio=ratio, matters=(_POINTS,))
    if line.set_too_low and line.basis.rules.too_low != "none":
        return _reduced(line, done, ratio, weight)
    why += (
        f"；完成{_percent(ratio)}，超过{shortest(bound)}%{line.basis.pack.loan('completion_high')}，多做不加分，"
        f"要说明原因，目标定低了的由人酌减{line.basis.words('偏离度')}"
    )
    matters = (_POINTS, "偏离度")
    return line.score(half_up(weight), why, Flag.OVER_ACHIEVED, ratio=ratio, matters=matters)


def _reduced(line: Line, done: Completion, ratio: Decimal, weight: Decimal) -> IndicatorScore:
    """The points where a person found the target set too low: what lies beyond the bound is taken off."""
    bound, basis = line.basis.bound("completion_high"), line.basis
    left = max((HUNDRED + bound) * done.under - HUNDRED * done.over, ZERO)
    left = ZERO if basis.rules.too_low == "zero" else left
    points = quotient((weight, left), (HUNDRED, done.under))
    sums = f"{plain(weight)}×(1-({shortest(done.over)}÷{shortest(done.under)}-{shortest(bound)}%))"
    how = (
        "不得分"
        if not left
        else f"超过{shortest(bound)}%{basis.pack.loan('completion_high')}的部分从分值里扣：{sums}={plain(points)}分"
    )
    why = f"{line.says}：完成{_percent(ratio)}，目标定低了，{how}{basis.own('too_low')}"
    return line.score(points, why, Flag.OVER_ACHIEVED, Flag.SET_TOO_LOW, ratio=ratio)


def _sum(done: Completion, weight: Decimal, points: Decimal) -> str:
    """The arithmetic, as keyed into a calculator."""
    if done.rule.over == "zero":
        return ""
    over, under = shortest(done.over), shortest(done.under)
    return f"，{plain(weight)}×{over}÷{under}={plain(points)}分"


def _cited(line: Line, done: Completion) -> str:
    return (
        line.basis.own("target_zero") if done.rule.key == _ABOVE_ZERO else line.basis.words(_POINTS)
    )


def _percent(ratio: Decimal) -> str:
    return f"{shortest(ratio * 100)}%"
