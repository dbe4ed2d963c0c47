"""K111: points taken off are explained."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Indicator
from jixiao.plan.money import plain
from jixiao.review.examination import Row
from jixiao.review.results import misgiven
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class ScoreBelowRule(RowRule):
    """得分比按完成值算出来的低，没有说明。

    完成了却扣分，又不说明，别人不知道扣的是什么。另有评分标准的，在偏差原因中写明。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 按时完成率, 指标值: =100%, 实际完成值: 100%, 权重: 10, 得分: 7}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 按时完成率, 指标值: =100%, 实际完成值: 70%, 权重: 10, 得分: 7}

    正例：
        指标: {二级指标: 成本指标, 三级指标: 采购成本, 指标值: 20万元, 实际完成值: 16万元, 权重: 10, 得分: 10}
    """

    code, level, kind, urgency = "K111", Level.NOTE, Kind.RESULTS, 0
    english = "a score below what its own actual value gives"
    cites = (cite("财预〔2020〕10号", "自评得分"),)

    def look(self, row: Row) -> Iterator[Finding]:
        found = misgiven(row, self.pack.threshold("completion_high"))
        if found and found.given < found.right:
            fault, remedy = self.words(row.indicator, found.right)
            yield self.finding(row.at("score"), fault, remedy, to=plain(found.right))

    @staticmethod
    def words(one: Indicator, right: Decimal) -> tuple[str, str]:
        """Fault and remedy, by whoever worked the points out."""
        return (
            f"{shown(one.name)}目标{one.target.raw}，实际{one.actual}，按规则得{plain(right)}分，"
            f"只填了{plain(one.score or Decimal(0))}分，没有说明。",
            "说明为什么扣分，或者改正得分；另有评分标准的，在偏差原因中写明。",
        )
