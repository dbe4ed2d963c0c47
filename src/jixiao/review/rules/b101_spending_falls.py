"""B101: the plan of spending is cumulative."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.spending import at, month_of, points_of
from jixiao.terms.findings import Kind, Level


class SpendingFalls(ProjectRule):
    """资金支出计划前高后低。

    各时点填的是累计支出占全年预算的百分比，累计数只会增加，不会减少。
    填成前高后低的，多半是把各段的数当成了累计数。

    反例：
        资金支出计划: [25, 30, 25, 20]

    正例：
        资金支出计划: [25, 55, 80, 100]
    """

    code, level, kind = "B101", Level.RETURN, Kind.NUMBER
    english = "planned cumulative spending goes down"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财办〔2020〕13号", "项目信息"))
    item = "complete"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        filled = [(s.by, s.percent) for s in points_of(sheet) if s.percent is not None]
        for (by, share), (later, lower) in pairwise(filled):
            if lower < share:
                yield self.finding(
                    at(sheet, later),
                    f"资金支出计划是累计数，{month_of(later)}的{shortest(lower)}%"
                    f"却低于{month_of(by)}的{shortest(share)}%。",
                    _remedy(filled),
                )
                return


def _remedy(filled: list[tuple[str, Decimal]]) -> str:
    if sum(share for _, share in filled) != 100:
        return "请按累计支出填写，后一时点不低于前一时点，12月底为100%。"
    running, words = Decimal(0), []
    for by, share in filled:
        running += share
        words.append(f"{month_of(by)}{shortest(running)}%")
    return f"各时点之和正好是100%，像是把分段数当成了累计数；请改为：{'、'.join(words)}。"
