"""K108: the total is not the sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class TotalNotTheSum(Check):
    """总分不等于各项得分之和。

    总分是预算执行率和各条指标的得分之和；对不上的，不是漏加了一行，就是改了得分没有改总分。

    反例：
        资金: {全年: "3", 执行: "3", 分值: "10", 执行率: "100", 得分: "10"}
        指标: [[数量指标, 报告份数, "≥50份", "51", "90", "90"]]
        总分: "98"

    正例：
        资金: {全年: "3", 执行: "3", 分值: "10", 执行率: "100", 得分: "10"}
        指标: [[数量指标, 报告份数, "≥50份", "51", "90", "90"]]
        总分: "100"
    """

    code, level, urgency = "K108", Level.RETURN, 2
    english = "the total is not the sum"
    cites = (cite("财预〔2020〕10号", "自评得分"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        printed = claim.printed.amount("sum.score") if claim.printed else None
        money = claim.money.score
        points = claim.money.points if claim.money.points is not None else Decimal(10)
        if printed is None or not claim.scored:
            return
        parts = sum((i.score or Decimal(0) for i in claim.scored), Decimal(0))
        added = parts + (money if money is not None and money <= points else Decimal(0))
        if printed != added:
            yield self.finding(
                claim.at("sum.score"),
                f"总分填{plain(printed)}，预算执行率和{len(claim.scored)}条指标的得分相加是{plain(added)}。",
                "核对各项得分后重新相加。",
            )
