"""B105: a whole that is nothing has no parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class TotalZero(ProjectRule):
    """合计是零，明细却有数。

    财政资金、其他资金有数，预算总额却填了0，多半是合计一栏忘了填。监控、自评都用总额作分母，执行率就算不出来。
    自评表里全年预算数的合计填了0、而预算并不是零的，也是。

    反例：
        预算数: 0
        财政资金: 90.00

    正例：
        预算数: 90.00
        财政资金: 90.00
    """

    code, level, kind = "B105", Level.RETURN, Kind.NUMBER
    english = "total is zero while its parts are not"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财办〔2020〕13号", "项目信息"))
    item = "complete"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        budget, money = sheet.project.budget, sheet.project.executed
        parts = sum((p for p in (budget.fiscal, budget.other) if p is not None), Decimal(0))
        known, unit = budget.total or parts, sheet.project.unit or ""
        evaluated = bool(money and money.adjusted == 0 and known > 0)
        if budget.total == 0 and parts > 0:
            both = "和自评表的全年预算数合计都" if evaluated else ""
            yield self.finding(
                sheet.at("budget.total"),
                f"预算总额{both}填的是0，而其中各项之和是{plain(parts)}{unit}。",
                f"请把预算总额改为{plain(parts)}{unit}，并核对各项{'，重算执行率和得分' if both else ''}。",
                also=[sheet.at("executed.adjusted")] if evaluated else (),
                to=plain(parts),
            )
        elif evaluated:
            yield self.finding(
                sheet.at("executed.adjusted"),
                f"自评表的全年预算数合计是0，而预算是{plain(known)}{unit}，执行率算不出来。",
                "请填上全年预算数和全年执行数的合计，重算执行率和得分。",
            )
