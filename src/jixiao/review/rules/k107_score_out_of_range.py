"""K107: a score lies between nothing and its points."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class ScoreOutOfRange(ProjectRule):
    """得分超过分值，或者是负数。

    每条指标的得分不低于零，也不高于它的分值。

    反例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 实际完成值: 260批次, 权重: 10, 得分: 12}

    正例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 实际完成值: 260批次, 权重: 10, 得分: 10}
    """

    code, level, kind, urgency = "K107", Level.RETURN, Kind.RESULTS, 2
    english = "a score beyond its points"
    cites = (cite("财预〔2020〕10号", "自评得分"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        for row in sheet.rows:
            score, points = row.indicator.score, row.indicator.weight
            if score is not None and (score < 0 or (points is not None and score > points)):
                said = "没有分值" if points is None else f"分值{plain(points)}"
                yield self.finding(
                    row.at("score"),
                    f"{shown(row.name)}得分{plain(score)}，{said}。",
                    "得分应在0到分值之间。",
                )
