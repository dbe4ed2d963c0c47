"""W205: near its deadline."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.deadlines import due_of
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch


class DeadlineNear(Watch):
    """写了期限的目标，到期以前提醒一次，来得及赶。

    反例：
        {支付: 50, 计划: 50, 目标: 2023年7月15日前, 数据: 无, 日期: 2023-06-30}

    正例：
        {支付: 50, 计划: 50, 目标: 2023年12月15日前, 数据: 无, 日期: 2023-06-30}
    """

    code, checks = "W205", ("deadline-near",)
    english = "near its deadline"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        for line in sheet.lines:
            due = due_of(line.indicator.target, sheet.year)
            if due is not None and line.progress.met is None and rule.value is not None:
                left = (due - sheet.as_of).days
                if 0 <= left <= rule.value:
                    yield line.indicator.id, f"{due} 到期，还有 {left} 天，尚未完成"
