"""W202: not to be met by the forecast."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.broken import open_lines
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch


class ForecastNo(Watch):
    """按到目前的数和以往各年的走势推算，到年底几乎不可能达到目标；越早调整，越来得及。推算的数是提示，由人判断
    。

    反例：
        {支付: 50, 计划: 50, 产出: 45, 日期: 2023-06-30, 预测: "0.02"}

    正例：
        {支付: 50, 计划: 50, 产出: 45, 日期: 2023-06-30, 预测: "0.90"}
    """

    code, checks = "W202", ("forecast-no",)
    english = "not to be met by the forecast"

    def look(self, _: WarningRule, sheet: Sheet) -> Raised:
        for line in open_lines(sheet):
            chance = line.forecast.p_meet
            if chance is not None and chance <= sheet.possibility.impossible:
                yield line.indicator.id, line.forecast.why
