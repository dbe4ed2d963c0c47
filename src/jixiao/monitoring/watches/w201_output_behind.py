"""W201: output behind the calendar."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch, percent


class OutputBehind(Watch):
    """要达到一定数量的指标，到这一天完成的比例比过去的日子少得多，年底就可能做不完。集中在某几个月做的事，在偏
    差原因里说明。

    反例：
        {支付: 30, 计划: 30, 产出: 20, 日期: 2023-06-30}

    正例：
        {支付: 45, 计划: 50, 产出: 45, 日期: 2023-06-30}
    """

    code, checks = "W201", ("output-behind",)
    english = "output behind the calendar"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        for line in sheet.lines:
            done = line.progress.percent
            if line.is_output and done is not None and rule.value is not None:
                late = sheet.point.timeline - done
                if late > rule.value:
                    words = f"{line.progress.why}，完成 {percent(done)}%"
                    yield line.indicator.id, f"{words}，序时进度 {percent(sheet.point.timeline)}%"
