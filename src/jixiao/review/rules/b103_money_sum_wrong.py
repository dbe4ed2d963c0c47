"""B103: the whole is the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class MoneySumWrong(ProjectRule):
    """预算数不等于财政资金加其他资金。

    资金来源加起来应当正好是预算数。只有财政资金、其他资金空着的，按没有其他资金计算。

    反例：
        预算数: 10.00
        财政资金: 8.00

    正例：
        预算数: 10.00
        财政资金: 8.00
        其他资金: 2.00
    """

    code, level, kind = "B103", Level.RETURN, Kind.NUMBER
    english = "budget is not the sum of its sources"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财办〔2020〕13号", "项目信息"))
    item = "complete"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        budget = sheet.project.budget
        if budget.total is None or (budget.fiscal is None and budget.other is None):
            return
        fiscal, other = budget.fiscal or Decimal(0), budget.other or Decimal(0)
        if budget.total and fiscal + other != budget.total:  # a total of zero is B105's
            unit = sheet.project.unit or ""
            yield self.finding(
                sheet.at("budget.total"),
                f"预算数{plain(budget.total)}{unit}，财政资金{plain(fiscal)}与其他资金{plain(other)}"
                f"之和却是{plain(fiscal + other)}{unit}，相差{plain(abs(fiscal + other - budget.total))}{unit}。",
                "请核对三个数，使预算数等于财政资金与其他资金之和。",
            )
