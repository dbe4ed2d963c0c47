"""K110: points are not more than the result gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Row
from jixiao.review.results import misgiven
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class ScoreAboveRule(RowRule):
    """得分比按完成值算出来的高。

    定量指标完成的得满分，没有完成的按完成值与指标值的比例得分。没有完成却得满分，分数就不可信。
    审核时相差不到分值百分之五的、写了偏差原因的不判；核对自评表时按计分规则算到两位。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥200批次, 实际完成值: 160批次, 权重: 10, 得分: 10}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥200批次, 实际完成值: 160批次, 权重: 10, 得分: 8}
    """

    code, level, kind, urgency = "K110", Level.RETURN, Kind.RESULTS, 3
    english = "a score above what its own actual value gives"
    cites = (cite("财预〔2020〕10号", "自评得分"),)

    def look(self, row: Row) -> Iterator[Finding]:
        found = misgiven(row, self.pack.threshold("completion_high"))
        if found and found.given > found.right:
            fault, remedy = self.words(row.name, found.given, found.right, found.why)
            yield self.finding(row.at("score"), fault, remedy, to=plain(found.right))

    @staticmethod
    def words(name: str, given: Decimal, right: Decimal, why: str) -> tuple[str, str]:
        """Fault and remedy, by whoever worked the points out."""
        return (
            f"{shown(name)}得分填{plain(given)}，按规则是{plain(right)}：{why}。",
            f"改为{plain(right)}，或者更正实际完成值。",
        )
