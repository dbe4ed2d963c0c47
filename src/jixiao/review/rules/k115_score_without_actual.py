"""K115: what has points was done, and how much is written."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.plan.words import says_nothing
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class ScoreWithoutActual(ProjectRule):
    """没有实际完成值，却有得分。

    没有写做成多少，分数就没有来处，旁人也无从核对。画一杠、写“无”的，也是没有。

    反例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 权重: 10, 得分: 10}

    正例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 实际完成值: 260批次, 权重: 10, 得分: 10}
    """

    code, level, kind, urgency = "K115", Level.RETURN, Kind.RESULTS, 3
    english = "a score without an actual value"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("预算法", "第五十七条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        for row in sheet.rows:
            score = row.indicator.score
            if score is not None and score > 0 and says_nothing(row.indicator.actual):
                yield self.finding(
                    row.at("actual"),
                    f"{shown(row.name)}得了{shortest(score)}分，没有实际完成值。",
                    "补填实际完成值，并备好可以核对的资料；没有完成的，得分改为0。",
                )
