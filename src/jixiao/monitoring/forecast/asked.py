"""A forecast without plan or store: what was asked as one JSON object, answered as one (contract §7a).

A person's slip in the question is named with its place and no number is made up for it: an answer then has
``null`` and the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from jixiao.law.monitoring import PossibilityBounds
from jixiao.monitoring.forecast.growing import forecast_growing
from jixiao.monitoring.forecast.indicator import probability, rounded
from jixiao.monitoring.forecast.known import MONTHS, Known, done_by
from jixiao.monitoring.forecast.matter import USUAL_RATIO
from jixiao.monitoring.forecast.parts import Part
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.ratios import forecast_ratio
from jixiao.plan.money import decimal_of, half_up, shortest
from jixiao.plan.target import Target
from jixiao.terms.targets import Operator, TargetKind

KINDS = ("count", "money", "ratio")


class QuestionError(ValueError):
    """What was asked cannot be understood; the words name the place and what is expected there."""


@dataclass(frozen=True)
class Question:
    """What is asked: kind, target, months of this year, months of earlier ones; pairs for a ratio."""

    kind: str
    operator: Operator
    value: Decimal
    month: int
    so_far: tuple[Any, ...]
    earlier: tuple[tuple[Any, ...], ...]

    @classmethod
    def of(cls, asked: Any) -> Question:
        """From the JSON object.

        Raises:
            QuestionError: a field is missing or is not what it has to be.
        """
        if not isinstance(asked, Mapping):
            raise QuestionError('要一个 JSON 对象，如 {"kind": "count", …}')
        kind, target, month = asked.get("kind"), asked.get("target"), asked.get("month")
        if kind not in KINDS:
            raise QuestionError(f"kind: 要 {'、'.join(KINDS)} 之一，写的是 {kind!r}")
        if not isinstance(target, Mapping):
            raise QuestionError('target: 要 {"operator": ">=", "value": "100"}')
        operators = [o for o in Operator if o.value == target.get("operator")]
        if not operators:
            known = "、".join(o.value for o in Operator)
            raise QuestionError(
                f"target.operator: 要 {known} 之一，写的是 {target.get('operator')!r}"
            )
        if not isinstance(month, int) or isinstance(month, bool) or not 1 <= month <= MONTHS:
            raise QuestionError(f"month: 要 1 到 12 的整数，写的是 {month!r}")
        return cls(
            kind, operators[0], _number(target.get("value"), "target.value"), month,
            _months(asked.get("so_far"), month, kind, "so_far"),
            _years(asked.get("earlier", []), kind),
        )  # fmt: skip

    @property
    def target(self) -> Target:
        """The target as plans have it."""
        text = str(self.value)
        high = self.operator in (Operator.AT_MOST, Operator.LESS_THAN)
        return Target(
            raw=f"{self.operator.value}{text}", kind=TargetKind.NUMBER, operator=self.operator,
            low=None if high else text, high=text if high else None,
        )  # fmt: skip


def _number(value: Any, place: str) -> Decimal:
    found = decimal_of(value) if isinstance(value, str) else None
    if isinstance(value, int) and not isinstance(value, bool):
        found = Decimal(value)
    if found is None or not found.is_finite():
        raise QuestionError(f'{place}: 要十进制数的文字，如 "8"，写的是 {value!r}')
    if found < 0:
        raise QuestionError(f"{place}: 不能是负数，写的是 {value}；退回的请并入原月份")
    return found


def _months(given: Any, many: int, kind: str, place: str) -> tuple[Any, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != many:
        found = len(given) if isinstance(given, list) else given
        raise QuestionError(f"{place}: 要 {many} 个月，每月一个，现有 {found!r}")
    return tuple(_one(value, kind, f"{place}[{n}]") for n, value in enumerate(given))


def _years(given: Any, kind: str) -> tuple[tuple[Any, ...], ...]:
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise QuestionError(f"earlier: 要若干年，每年 12 个月，写的是 {given!r}")
    return tuple(_months(year, MONTHS, kind, f"earlier[{n}]") for n, year in enumerate(given))


def _one(value: Any, kind: str, place: str) -> Any:
    if kind != "ratio":
        return float(_number(value, place))
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        raise QuestionError(f'{place}: 比率的每个月要 ["分子", "分母"]，写的是 {value!r}')
    above, below = (_number(part, place) for part in value)
    return Part(float(above), float(below))


def answer(asked: Any, levels: PossibilityBounds) -> dict[str, Any]:
    """The forecast, or ``null`` throughout and why."""
    try:
        question = Question.of(asked)
    except QuestionError as wrong:
        return _nothing(str(wrong), 0)
    years = len([y for y in question.earlier if _worked(y) > 0])
    made = _predicted(question)
    if isinstance(made, str):
        return _nothing(made, years)
    chance = probability(question.target, made)
    p_meet = rounded(chance if chance is not None else 0.0)
    low, high = (_printed(v, question) for v in made.interval())
    return {
        "low80": shortest(low), "high80": shortest(high), "p_meet": str(p_meet),
        "possibility": levels.of(p_meet).label, "years": years,
        "why": _why(question, years, low, high, p_meet),
    }  # fmt: skip


def _nothing(why: str, years: int) -> dict[str, Any]:
    empty = dict.fromkeys(("low80", "high80", "p_meet", "possibility"))
    return {**empty, "years": years, "why": why}


def _predicted(question: Question) -> Predictive | str:
    months = float(question.month)
    if question.kind != "ratio":
        known = Known(
            question.kind == "count",
            months,
            question.so_far,
            question.earlier,
            float(question.value),
        )
        return forecast_growing(known, (float(question.value),))
    every = [*question.earlier, question.so_far]
    if wrong := next((f for year in every if (f := _too_much(year))), None):
        return wrong
    later = any(p.numerator > p.denominator for year in every for p in year)
    made = forecast_ratio(
        question.so_far, months, USUAL_RATIO, question.earlier, settled_later=later
    )
    return made or "还没有分母，不作预测"


def _too_much(year: Sequence[Part]) -> str | None:
    """A month may settle what came in before it, but never more than there was."""
    open_ = 0.0
    for n, part in enumerate(year, 1):
        open_ += part.denominator - part.numerator
        if open_ < 0:
            return f"到第 {n} 个月分子累计大于分母累计，比率超过 100%，请核对"
    return None


def _worked(year: Sequence[Any]) -> float:
    return sum(month.denominator if isinstance(month, Part) else month for month in year)


def _printed(value: float, question: Question) -> Decimal:
    """Whole things where things are counted whole, on the target's side they are on."""
    exact = Decimal(repr(value))
    if question.kind == "count" and exact == exact.to_integral_value():
        return exact.to_integral_value()
    if question.kind == "ratio":
        return _near(exact, question.value, 2)
    return _near(exact, question.value, max(2, -int(question.value.as_tuple().exponent)))


def _near(exact: Decimal, bound: Decimal, places: int) -> Decimal:
    if exact and abs(exact) < 1:
        places = max(places, 2 - exact.adjusted())
    one = Decimal(1).scaleb(-places)
    near = (
        half_up(exact, places),
        exact.quantize(one, ROUND_FLOOR),
        exact.quantize(one, ROUND_CEILING),
    )
    return next((v for v in near if (v >= bound) == (exact >= bound)), exact)


def _why(question: Question, years: int, low: Decimal, high: Decimal, p_meet: Decimal) -> str:
    if question.month == MONTHS:
        return f"一年已过，{'达到' if p_meet else '没有达到'} {question.target.raw}"
    span = shortest(low) if low == high else f"{shortest(low)}–{shortest(high)}"
    end = f"年底估计 {span}，达到 {question.target.raw} 的可能性 {p_meet:.0%}"
    return f"{_stands_on(question, years)}；{end}"


def _stands_on(question: Question, years: int) -> str:
    if not years:
        return "没有往年数据，按今年的进度和指标值估计，区间较宽"
    told = [[_worked([m]) for m in year] for year in question.earlier]
    share = sum(done_by(year, question.month) for year in told) / sum(map(sum, told))
    came = "收到" if question.kind == "ratio" else "完成"
    return f"依据往年 {years} 年：到{question.month}月底平均{came}全年的 {share:.0%}"
