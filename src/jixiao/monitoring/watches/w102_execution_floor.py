"""W102: below the floor of execution."""

from __future__ import annotations

from datetime import date, timedelta

from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import Raised, Watch, percent


class ExecutionFloor(Watch):
    """有的地方规定了到几月底执行率不得低于多少；低于这条线，按规定在期限内处理。没有规定的地方不报。

    反例：
        {支付: 39.99, 计划: 40, 产出: 45, 日期: 2026-06-30, 政策包: sichuan-2025}

    正例：
        {支付: 40, 计划: 45, 产出: 45, 日期: 2026-06-30, 政策包: sichuan-2025}
    """

    code, checks = "W102", ("execution-floor",)
    english = "below the floor of execution"

    def look(self, _: WarningRule, sheet: Sheet) -> Raised:
        day = floor_passed(sheet)
        if day is None:
            return
        line = next(w for w in sheet.pack.warnings if _on(w.by, sheet.year) == day)
        share = sheet.account.share(day)
        if share is not None and share < line.execution:
            yield None, f"{line.words}：到 {day} 已支付 {percent(share)}%"


def floor_passed(sheet: Sheet) -> date | None:
    """The day of the last warning line of the pack that has passed."""
    days = (_on(line.by, sheet.year) for line in sheet.pack.warnings)
    return max((day for day in days if day <= sheet.as_of), default=None)


def _on(by: str, year: int) -> date:
    month, day = map(int, by.split("-"))
    return (
        date(year, 3, 1) - timedelta(days=1) if (month, day) == (2, 29) else date(year, month, day)
    )
