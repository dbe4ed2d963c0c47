"""B104: an amount in yuan where 万元 is meant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain, shortest
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.terms.findings import Kind, Level

_LEAST_PEERS = 3
_BEYOND_A_COUNTY, _LARGE = 1_000_000, 100_000
_TIMES = 1000


class AmountInYuan(Rule):
    """金额像是把元填成了万元。

    表头单位是万元，某个项目的预算数却是其他项目中位数的一千倍以上，或者一个项目合一百亿元以上，多半是按元填的。
    只提请核对：确有这样的大项目，不必改。

    反例：
        项目: [{预算数: 3}, {预算数: 4}, {预算数: 20}, {预算数: 198400}]

    正例：
        项目: [{预算数: 3}, {预算数: 4}, {预算数: 20}, {预算数: 19.84}]
    """

    code, level, kind = "B104", Level.IMPROVE, Kind.NUMBER
    english = "amount probably in yuan where 10,000 yuan is meant"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财办〔2020〕13号", "项目信息"))
    item = "complete"

    def check(self, exam: Examination) -> Iterator[Finding]:
        known = [
            (s, t)
            for s in exam.sheets
            if s.project.unit == "万元" and (t := s.project.budget.total)
        ]
        totals = [total for _, total in known]
        usual = median(totals) if len(known) > _LEAST_PEERS else None
        for sheet, total in known:
            if usual and total >= 10_000 and total > usual * _TIMES:
                peers = f"是各项目中位数{shortest(usual)}万元的一千倍以上"
            elif total >= _BEYOND_A_COUNTY or (not usual and _is_beyond(total, totals)):
                peers = f"合{shortest(total / 10_000)}亿元"
            else:
                continue
            yield self.finding(
                sheet.at("budget.total"),
                f"预算数{plain(total)}万元{peers}，像是按元填的。",
                f"请核对单位；如是{plain(total)}元，应填{shortest(total / 10_000)}万元。",
            )


def _is_beyond(total: Decimal, totals: list[Decimal]) -> bool:
    """Of a few projects: ten thousand times another, and more than a thousand million yuan."""
    return total >= _LARGE and total >= min(totals) * 10_000
