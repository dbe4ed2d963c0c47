"""H109: a rate is what its numbers make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, plain, shortest
from jixiao.review.examination import Sheet
from jixiao.review.results import computed_rate
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level

_NEAR = Decimal("0.1")


class ExecutionRateWrong(ProjectRule):
    """执行率与预算数、执行数算出来的不同。

    执行率是全年执行数除以全年预算数。算错的常见原因是除了年初预算数，或者只取了整数。

    反例：
        执行: {年初预算数: 100, 全年预算数: 120, 全年执行数: 90, 执行率: 90}

    正例：
        执行: {年初预算数: 100, 全年预算数: 120, 全年执行数: 90, 执行率: 75}
    """

    code, level, kind = "H109", Level.RETURN, Kind.RESULTS
    english = "execution rate does not follow from its numbers"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        money, right = sheet.project.executed, computed_rate(sheet.project)
        if money is None or money.rate is None or right is None:
            return
        if abs(right - money.rate) > _NEAR and abs(half_up(right, 0) - money.rate) > _NEAR:
            yield self.finding(
                sheet.at("executed.rate"),
                _fault(money.rate, right),
                f"请改为{shortest(half_up(right))}%，并相应改正得分。",
                to=shortest(half_up(right)),
            )


def _fault(printed: Decimal, right: Decimal) -> str:
    computed = f"按执行数除以预算数应为{shortest(half_up(right))}%"
    digits = -int(printed.as_tuple().exponent)
    if half_up(right / 100, digits) == printed:
        return f"执行率填的是{plain(printed)}，像是没有换算成百分数；{computed}。"
    return f"执行率填的是{plain(printed)}%，{computed}。"
