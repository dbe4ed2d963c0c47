"""W103: money ahead of output."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch, percent


class MoneyAheadOfOutput(Watch):
    """钱付出去了，事还没有做出来，可能是提前付款，也可能是产出没有及时记账。产出进度是各条数量指标完成程度的平
    均。四川的办法两头都看：差得多的，快慢都报。

    反例：
        {支付: 60, 计划: 50, 产出: 35, 日期: 2023-06-30}

    正例：
        {支付: 55, 计划: 50, 产出: 35, 日期: 2023-06-30}
    """

    code, checks = "W103", ("money-ahead-of-output", "money-apart-from-output")
    english = "money ahead of output"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        share, output = sheet.point.share, sheet.output
        if share is None or output is None or rule.value is None:
            return
        ahead = share - output
        apart = abs(ahead) if rule.check == "money-apart-from-output" else ahead
        if apart > rule.value:
            yield (
                None,
                f"已支付 {percent(share)}%，产出进度 {percent(output)}%，相差 {percent(apart)} 个百分点",
            )
