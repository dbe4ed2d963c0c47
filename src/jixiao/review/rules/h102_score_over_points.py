"""H102: a score lies between nothing and its points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class ScoreOverPoints(ProjectRule):
    """得分超过了分值，或者是负数。

    每项得分不低于零，也不高于这一项的分值。超出的多半是填错了格，例如把总分写进了预算执行率一行。

    反例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 权重: 10, 得分: 12}

    正例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 权重: 10, 得分: 10}
    """

    code, level, kind = "H102", Level.RETURN, Kind.RESULTS
    english = "score above its points or below zero"
    cites = (cite("财预〔2020〕10号", "自评得分"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        money = sheet.project.executed
        if money and _off(money.score, money.points if money.points is not None else Decimal(10)):
            yield self.finding(
                sheet.at("executed.score"),
                f"预算执行率一行的得分{plain(money.score or Decimal(0))}不在"
                f"0到{plain(money.points or Decimal(10))}分之间。",
                "请核对是不是把别处的分数填到了这一格。",
            )
        for row in sheet.rows:
            one = row.indicator
            if one.weight is not None and _off(one.score, one.weight):
                yield self.finding(
                    row.at("score"),
                    f"{shown(row.name)}的得分{plain(one.score or Decimal(0))}不在0到分值{plain(one.weight)}之间。",
                    f"请改为0到{plain(one.weight)}之间的数，或者核对分值。",
                )


def _off(score: Decimal | None, points: Decimal) -> bool:
    return score is not None and not 0 <= score <= points
