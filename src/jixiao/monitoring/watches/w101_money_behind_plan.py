"""W101: behind the plan of spending."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch, percent


class MoneyBehindPlan(Watch):
    """支出计划是项目自己报的，落后了就要说明：是事没有做，还是款没有付。按到这一天为止最近的一个计划时点比。

    反例：
        {支付: 30, 计划: 50, 产出: 50, 日期: 2023-06-30}

    正例：
        {支付: 45, 计划: 50, 产出: 50, 日期: 2023-06-30}
    """

    code, checks = "W101", ("money-behind-plan",)
    english = "behind the plan of spending"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        gap, bound = sheet.point.gap, rule.value
        if gap is not None and bound is not None and gap < -bound:
            by = sheet.point.planned_by
            yield (
                None,
                (
                    f"到 {by} 计划支付 {percent(sheet.point.planned)}%，已支付 {percent(sheet.point.share)}%，"
                    f"落后 {percent(-gap)} 个百分点"
                ),
            )
