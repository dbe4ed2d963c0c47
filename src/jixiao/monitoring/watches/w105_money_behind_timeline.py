"""W105: behind the calendar."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch, percent


class MoneyBehindTimeline(Watch):
    """年过了一半，钱没有花到四分之一，多半偏慢；本项目的支出计划本来就排在后面、又没有落后于计划的，不报。

    反例：
        {支付: 20, 计划: 45, 产出: 50, 日期: 2023-06-30}

    正例：
        {支付: 20, 计划: 20, 产出: 40, 日期: 2023-06-30}
    """

    code, checks = "W105", ("money-behind-timeline",)
    english = "behind the calendar"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        share, bound = sheet.point.share, rule.value
        planned = sheet.point.planned
        if share is None or bound is None or (planned is not None and share >= planned):
            return
        late = sheet.point.timeline - share
        if late > bound:
            yield (
                None,
                f"序时进度 {percent(sheet.point.timeline)}%，已支付 {percent(share)}%，落后 {percent(late)} 个百分点",
            )
