"""W302: stale evidence."""

from __future__ import annotations

from datetime import date

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch


class StaleEvidence(Watch):
    """最近一次入库的台账说到的日子太早，算出来的进度是那时候的，不是现在的。

    反例：
        {支付: 50, 计划: 50, 产出: 45, 数据到: 2023-04-30, 日期: 2023-06-30}

    正例：
        {支付: 50, 计划: 50, 产出: 45, 数据到: 2023-06-15, 日期: 2023-06-30}
    """

    code, checks = "W302", ("stale-evidence",)
    english = "stale evidence"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        for line in sheet.lines:
            if line.fresh is None or rule.value is None:
                continue
            old = (min(sheet.as_of, date(sheet.year, 12, 31)) - line.fresh).days
            if old > rule.value:
                yield line.indicator.id, f"数据只到 {line.fresh}，已有 {old} 天"
