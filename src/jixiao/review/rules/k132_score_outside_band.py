"""K132: the words and the points of a qualitative result agree."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain, shortest
from jixiao.review.examination import Row
from jixiao.review.results import band_of
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class ScoreOutsideBand(RowRule):
    """定性指标的得分不在所写的档次里。

    达成年度指标得分值的八成到十成，部分达成得六成到八成，未达成的得六成以下。选了“达成”只给五成，或者选了
    “未达成”却给满分，档次和分数总有一个错了。

    反例：
        指标: {三级指标: 维护市场秩序, 指标值: 有效提升, 实际完成值: 达成年度指标, 权重: 10, 得分: 5}

    正例：
        指标: {三级指标: 维护市场秩序, 指标值: 有效提升, 实际完成值: 达成年度指标, 权重: 10, 得分: 9}
    """

    code, level, kind, urgency = "K132", Level.RETURN, Kind.RESULTS, 2
    english = "a score outside the band its own words name"
    cites = (cite("财预〔2020〕10号", "定性指标评分"),)

    def look(self, row: Row) -> Iterator[Finding]:
        one, band = row.indicator, band_of(row)
        if band is None or one.score is None or not one.weight or row.target.value is not None:
            return
        high, low = (share * one.weight / 100 for share in band)
        if not low <= one.score <= high:
            yield self.finding(
                row.at("score"),
                f"{shown(row.name)}的实际完成值是{shown(one.actual)}，得分{plain(one.score)}不在这一档的"
                f"{shortest(low)}到{shortest(high)}分之内。",
                "请核对：改分数，或者改所选的档次。",
            )
