"""B208: a project cannot cost more than its budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.costs import budget_of, cost_of, costs_of
from jixiao.review.examination import Row, Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Operator

_TOTAL = re.compile(
    "(?:项目|工程|资金|经费|费用|支出|计划|全年|年度)*"
    "(?:总成本|总费用|成本总额|费用总额|总支出|支出总额|总投资|总投入)"
)


class CostDiffersFromBudget(ProjectRule):
    """成本指标与预算数对不上。

    成本上限高于预算数，等于允许超支；总成本低于预算数，又说明预算多要了。两数应当一致，或者改预算。
    单位成本、人均成本不与预算数比。

    反例：
        预算数: 19.84
        指标: {二级指标: 成本指标, 三级指标: 总成本, 指标值: ≤25万元}

    正例：
        预算数: 19.84
        指标: {二级指标: 成本指标, 三级指标: 总成本, 指标值: ≤19.84万元}
    """

    code, level, kind = "B208", Level.IMPROVE, Kind.NUMBER
    english = "cost target differs from the budget"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "成本指标"))
    item = "matched"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        budget = budget_of(sheet.project)
        for row in costs_of(sheet) if budget else ():
            cost = cost_of(row)
            if (
                cost is None
                or budget is None
                or row.target.operator in (Operator.AT_LEAST, Operator.MORE_THAN)
            ):
                continue
            if cost > budget or (cost < budget and _TOTAL.fullmatch(row.key)):
                yield self.finding(
                    row.at("target"), _fault(sheet, row, cost > budget), _remedy(sheet)
                )


def _fault(sheet: Sheet, row: Row, over: bool) -> str:
    return f"{shown(row.name)}的指标值{shown(row.target.raw)}{'高' if over else '低'}于预算数{_budget(sheet)}。"


def _remedy(sheet: Sheet) -> str:
    return f"请核对：总成本按预算数{_budget(sheet)}填写；预算有变的，一并调整预算数。"


def _budget(sheet: Sheet) -> str:
    return f"{shortest(sheet.project.budget.total or Decimal(0))}{sheet.project.unit}"
