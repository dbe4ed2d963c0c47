"""K135: the whole cost is not the money spent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Indicator
from jixiao.plan.money import plain
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level
from jixiao.terms.indicators import level2_of

_WHOLE_COST = re.compile(
    "总成本|总支出|总费用|总投入|总投资|支出总额|成本合计|支出合计|项目成本|项目总"
)
_SIZES = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "亿元": Decimal(10_000),
}
_NEAR = Decimal("0.01")


class CostNotTheMoney(Check):
    """项目总成本的实际值与全年执行数对不上。

    指标值就是预算数的总成本，实际值应当是花出去的数；一张表里两个数，总有一个不对。

    反例：
        资金: {年初: "60", 全年: "60", 执行: "60", 分值: "10", 执行率: "100", 得分: "10"}
        指标:
          - [成本指标, 购买服务总成本, ≤60万元, 52万元, "30", "30"]
          - [成本指标, 单场成本, ≤60元, 52元, "30", "30"]
          - [数量指标, 服务次数, "≥30次", "31", "30", "30"]

    正例：
        资金: {年初: "60", 全年: "60", 执行: "53.13", 分值: "10", 执行率: "88.55", 得分: "8.86"}
        指标:
          - [成本指标, 项目总成本, ≤60万元, 531300元, "45", "45"]
          - [数量指标, 服务次数, "≥30次", "29", "45", "43.5", 雨天停了一次]
    """

    code, level, urgency = "K135", Level.IMPROVE, 2
    english = "the whole cost is not the money spent"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        spent = claim.money.executed
        for one in claim.project.indicators if spent is not None else ():
            actual = _whole_cost(claim, one)
            assert spent is not None
            if actual is not None and abs(actual - spent) > max(spent, actual) * _NEAR:
                yield self.finding(
                    claim.at("actual", one),
                    f"“{one.name}”的实际值是{plain(actual)}万元，全年执行数是{plain(spent)}万元，两个数不符。",
                    "按支付凭证核对，改正其中不对的一个；有已发生还没有支付的，写明。",
                )


def _whole_cost(claim: Claim, one: Indicator) -> Decimal | None:
    """The actual value in 万元 of an indicator that holds the whole budget as its bound."""
    level2, size = level2_of(one.level2), _SIZES.get(one.target.unit or "")
    bound, actual = one.target.value, claim.number(one)
    if claim.project.unit != "万元" or level2 is None or not level2.is_cost or size is None:
        return None
    budgets = (claim.money.initial, claim.money.adjusted)
    whole = bound is not None and bound * size in [b for b in budgets if b is not None]
    return actual * size if actual is not None and whole and _WHOLE_COST.search(one.name) else None
