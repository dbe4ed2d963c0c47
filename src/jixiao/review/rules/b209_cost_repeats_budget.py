"""B209: a cost indicator that says more than the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.costs import budget_of, cost_of, costs_of
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension


class CostRepeatsBudget(ProjectRule):
    """成本指标只是把预算数抄了一遍。

    预算本来就不能超，“总成本≤预算数”每个项目都成立，考不出省不省钱。
    成本指标要考做一件事花多少：每批次、每人次、每套的成本，或者与上年、与定额的比较。
    已经另有单位成本的，总成本照抄预算不算问题。

    反例：
        预算数: 150.00
        指标:
          - {二级指标: 数量指标, 三级指标: 检验产品批次, 指标值: ≥1349批次}
          - {二级指标: 成本指标, 三级指标: 总成本, 指标值: ≤150万元}

    正例：
        预算数: 150.00
        指标:
          - {二级指标: 数量指标, 三级指标: 检验产品批次, 指标值: ≥1349批次}
          - {二级指标: 成本指标, 三级指标: 总成本, 指标值: ≤150万元}
          - {二级指标: 成本指标, 三级指标: 每批次检验成本, 指标值: ≤1100元}
    """

    code, level, kind = "B209", Level.NOTE, Kind.NUMBER
    english = "cost target only repeats the budget"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "成本指标"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        budget, costs = budget_of(sheet.project), costs_of(sheet)
        if budget and costs and all(cost_of(row) == budget for row in costs):
            yield self.finding(
                costs[0].at("target"),
                f"{shown(costs[0].name)}的指标值{shown(costs[0].target.raw)}就是预算数，考不出成本高低。",
                f"请补充或改用单位成本{_proposal(sheet, budget)}。",
                also=[row.at("target") for row in costs[1:]],
            )


def _proposal(sheet: Sheet, budget: Decimal) -> str:
    """The cost of one piece, where the project has one count of pieces."""
    counts = [r for r in sheet.of(Level2.QUANTITY) if r.target.dimension is Dimension.COUNT]
    if len(counts) != 1 or not (many := counts[0].target.value) or many < 10:
        return "，例如每件、每人次、每批次的成本，或者与上年比较的数"
    each = shortest((budget / many).quantize(Decimal(1)))
    unit = counts[0].target.unit
    return f"：预算数除以{shown(counts[0].name)}的{shortest(many)}{unit}，每{unit}约{each}元，可据此测算"
