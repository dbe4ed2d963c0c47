"""W204: beyond its ceiling."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.broken import broken
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch


class CeilingBroken(Watch):
    """只增不减的数超过了上限，年底不会自己降回来；要么说明原因，要么按程序调整目标。

    反例：
        {支付: 50, 计划: 50, 目标: ≤100次, 实际: "120", 日期: 2023-06-30}

    正例：
        {支付: 50, 计划: 50, 目标: ≤100次, 实际: "45", 日期: 2023-06-30}
    """

    code, checks = "W204", ("ceiling-broken",)
    english = "beyond its ceiling"

    def look(self, _: WarningRule, sheet: Sheet) -> Raised:
        return ((line.indicator.id, line.progress.why) for line in sheet.lines if broken(line))
