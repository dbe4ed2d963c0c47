"""W203: doubtful by the forecast."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.broken import open_lines
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch


class ForecastDoubtful(Watch):
    """还有可能达到，但是不到一半；现在就看一看差在哪里。

    反例：
        {支付: 50, 计划: 50, 产出: 45, 日期: 2023-06-30, 预测: "0.30"}

    正例：
        {支付: 50, 计划: 50, 产出: 45, 日期: 2023-06-30, 预测: "0.60"}
    """

    code, checks = "W203", ("forecast-doubtful",)
    english = "doubtful by the forecast"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        for line in open_lines(sheet):
            chance = line.forecast.p_meet
            if chance is None or rule.value is None or chance <= sheet.possibility.impossible:
                continue
            if chance * 100 < rule.value:
                yield line.indicator.id, line.forecast.why
