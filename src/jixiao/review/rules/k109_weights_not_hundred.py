"""K109: points do not add up to a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level

_HUNDRED = Decimal(100)


class WeightsNotHundred(ProjectRule):
    """分值相加不是一百分，或者有负的分值。

    自评的指标分值加预算执行率的分值应当是一百分；不是一百分的，总分没法与别的项目比。
    申报时合计不对的由 D105 说。

    反例：
        执行: {分值: 10}
        指标: {三级指标: 水标尺, 指标值: ≥266米, 实际完成值: 270米, 权重: 100, 得分: 100}

    正例：
        执行: {分值: 10}
        指标: {三级指标: 水标尺, 指标值: ≥266米, 实际完成值: 270米, 权重: 90, 得分: 90}
    """

    code, level, kind = "K109", Level.RETURN, Kind.RESULTS
    english = "points do not add up to a hundred"
    cites = (cite("财预〔2020〕10号", "自评指标与权重"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        if not is_scored(sheet):
            return
        weights = [i.weight for i in sheet.project.indicators if i.weight is not None]
        money = sheet.project.executed
        printed = money.points if money else None
        usual = self.pack.weights.get("execution", Decimal(0))
        execution = usual if printed is None else printed
        if found := self.words(weights, execution):
            yield self.finding(sheet.rows[0].at("weight"), *found)

    @staticmethod
    def words(weights: list[Decimal], execution: Decimal) -> tuple[str, str] | None:
        """Fault and remedy of given weights beside the points of the execution rate; none where they fit."""
        total = sum(weights, Decimal(0))
        if weights and min(weights) < 0:
            return "有的指标分值是负数。", "分值应不小于0。"
        if not weights or total + execution == _HUNDRED:
            return None
        return (
            f"指标分值合计{plain(total)}分，加预算执行率{plain(execution)}分为{plain(total + execution)}分，"
            "不是100分。",
            f"调整分值，使指标分值合计为{plain(_HUNDRED - execution)}分；表格如有缺页，先补全。",
        )


def is_scored(sheet: Sheet) -> bool:
    """Whether the table is of a self-evaluation: some row, or the execution rate, has its points won."""
    money = sheet.project.executed
    return bool(money and money.score is not None) or any(
        row.score is not None for row in sheet.project.indicators
    )
