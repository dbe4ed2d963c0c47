"""Points of the execution rate: spent ÷ full-year budget, never ÷ the budget at the start."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jixiao.plan.model import Project
from jixiao.plan.money import amount_text, half_up, plain, shortest
from jixiao.scoring.actuals import Money
from jixiao.scoring.basis import Basis
from jixiao.scoring.exact import HUNDRED, ZERO, quotient
from jixiao.scoring.flags import Flag
from jixiao.scoring.result import ExecutionScore

_ARTICLE = "预算执行率"


def money_of(project: Project, reported: Money | None) -> Money | None:
    """The money to score by: what was reported, else what the plan's own form carries."""
    own = project.executed
    if reported is not None or own is None:
        return reported
    return Money(initial=own.initial, adjusted=own.adjusted, executed=own.executed)


def execution_score(
    project: Project, money: Money | None, weight: Decimal, basis: Basis
) -> ExecutionScore:
    """The rate and its points; open while full-year budget or spending are not known."""
    unknown = _unknown(money)
    received = evaluation_rate(money)
    if unknown or money is None or money.adjusted is None or money.executed is None:
        return ExecutionScore(None, weight, None, unknown, (), received)
    spent, budget = money.executed, money.adjusted
    rate = quotient((spent, HUNDRED), (budget,))
    points = min(quotient((spent, weight), (budget,)), weight)
    capped = f"，不超过{plain(weight)}分" if spent > budget else ""
    (spent_said, over), (budget_said, under) = said_and_keyed((spent, budget), project.unit or "")
    why = (
        f"全年执行数{spent_said}÷全年预算数{budget_said}={plain(rate)}%，"
        f"{plain(weight)}×{over}÷{under}{capped}={plain(points)}分{basis.words(_ARTICLE)}"
    )
    return ExecutionScore(
        rate, weight, points, why, _flags(spent, budget, basis), received, (_ARTICLE,)
    )


def said_and_keyed(amounts: Sequence[Decimal], unit: str) -> list[tuple[str, str]]:
    """Each amount as said (two places of its unit), and as keyed into a calculator.

    Where the rounding would change one, the exact amounts stand in brackets, in 元 where they can be.
    """
    if all(half_up(one) == one for one in amounts):
        return [(f"{amount_text(one)}{unit}", amount_text(one)) for one in amounts]
    size, in_brackets = (10000, "元") if unit == "万元" else (1, unit)
    keyed = [shortest(one * size) for one in amounts]
    pairs = zip(amounts, keyed, strict=True)
    return [(f"{amount_text(one)}{unit}（{exact}{in_brackets}）", exact) for one, exact in pairs]


def evaluation_rate(money: Money | None) -> Decimal | None:
    """The other rate, of the evaluation frame: spent ÷ funds received, in percent."""
    if money is None or money.executed is None or not money.received or money.received < 0:
        return None
    return quotient((max(money.executed, ZERO), HUNDRED), (money.received,))


def _unknown(money: Money | None) -> str:
    """Why the rate cannot be computed, or nothing."""
    if money is None or money.executed is None:
        return "没有全年执行数，执行率待补"
    if money.adjusted is None:
        return "没有全年预算数，执行率待补；年初预算数不能代替它"
    if money.adjusted < 0 or money.executed < 0:
        return "预算数或执行数是负数，请核对；执行率不算"
    if money.adjusted == 0:
        return "全年预算数为0，执行率算不出，不当作100%；请核对，或说明不适用"
    return ""


def _flags(spent: Decimal, budget: Decimal, basis: Basis) -> tuple[Flag, ...]:
    low = spent * 100 < basis.bound("execution_explain") * budget
    over = spent > budget
    return (Flag.EXECUTION_LOW,) * low + (Flag.OVER_BUDGET,) * over
