"""W104: paid more than the budget."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch
from jixiao.plan.money import shortest


class MoneyOverBudget(Watch):
    """预算没有调整以前不能超支；确有追加的，先记预算调整和文号。

    反例：
        {支付: 110, 计划: 100, 产出: 100, 日期: 2023-12-31}

    正例：
        {支付: 100, 计划: 100, 产出: 100, 日期: 2023-12-31}
    """

    code, checks = "W104", ("money-over-budget",)
    english = "paid more than the budget"

    def look(self, _: WarningRule, sheet: Sheet) -> Raised:
        paid, budget = sheet.point.paid, sheet.account.full_year(sheet.as_of)
        if paid is not None and budget is not None and paid > budget > 0:
            unit = sheet.account.unit
            yield None, f"全年预算数 {shortest(budget)}{unit}，已支付 {shortest(paid)}{unit}"
