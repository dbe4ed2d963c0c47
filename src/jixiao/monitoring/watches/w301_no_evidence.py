"""W301: no evidence yet."""

from __future__ import annotations

from datetime import date

from jixiao.law.monitoring import WarningRule
from jixiao.measures.kinds import Status
from jixiao.monitoring.deadlines import due_of
from jixiao.monitoring.progress import Nature
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.monitoring.watch import Raised, Watch


class NoEvidence(Watch):
    """年度过了三个月还没有一行台账、一次报送，进度就无从看起。只能到年底才说的（定性的、有期限而已经开始的）不
    算。

    反例：
        {支付: 50, 计划: 50, 数据: 无, 日期: 2023-06-30}

    正例：
        {支付: 20, 计划: 20, 数据: 无, 日期: 2023-02-28}
    """

    code, checks = "W301", ("no-evidence",)
    english = "no evidence yet"

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        gone = (sheet.as_of - date(sheet.year, 1, 1)).days + 1
        if rule.value is None or gone < rule.value:
            return
        if sheet.account.payments is None:
            yield None, sheet.account.missing or "没有支付数据"
        for line in sheet.lines:
            if line.observation.status is Status.MISSING and not _is_waited_for(line, sheet.year):
                yield (
                    line.indicator.id,
                    f"年度过了 {gone} 天：{line.observation.reason or '没有数据'}",
                )


def _is_waited_for(line: Line, year: int) -> bool:
    """What is told only at the end (words), or has begun and is not finished (a deadline)."""
    target = line.indicator.target
    begun = due_of(target, year) is not None and bool(line.observation.rows)
    return begun or target.is_words or line.progress.nature is Nature.WORDS
