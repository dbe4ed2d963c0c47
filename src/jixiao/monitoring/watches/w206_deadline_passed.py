"""W206: past its deadline."""

from __future__ import annotations

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.progress import Nature
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch


class DeadlinePassed(Watch):
    """过了期限还没有完成的，要写明原因和新的完成时间。

    反例：
        {支付: 50, 计划: 50, 目标: 2023年5月31日前, 实际: 2023-06-20, 日期: 2023-06-30}

    正例：
        {支付: 50, 计划: 50, 目标: 2023年5月31日前, 实际: 2023-05-20, 日期: 2023-06-30}
    """

    code, checks = "W206", ("deadline-passed",)
    english = "past its deadline"

    def look(self, _: WarningRule, sheet: Sheet) -> Raised:
        for line in sheet.lines:
            if line.progress.nature is Nature.DATE and line.progress.met is False:
                yield line.indicator.id, line.progress.why
