"""K104: the total row is not the sum of those below."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import AMOUNTS, Claim
from jixiao.terms.findings import Level


class TotalRowNotTheSum(Check):
    """年度资金总额不等于明细之和。

    总额一行应当等于财政拨款、结转和其他资金之和，三个数里总有一个不对。

    反例：
        资金: {年初: "100", 全年: "100", 执行: "100", 分值: "10", 执行率: "100", 得分: "10"}
        明细: {年初: "100", 全年: "90", 执行: "100"}
        指标: [[数量指标, 报告份数, "≥50份", "51", "90", "90"]]

    正例：
        资金: {年初: "100", 全年: "100", 执行: "100", 分值: "10", 执行率: "100", 得分: "10"}
        明细: {年初: "100", 全年: "100", 执行: "100"}
        指标: [[数量指标, 报告份数, "≥50份", "51", "90", "90"]]
    """

    code, level = "K104", Level.RETURN
    english = "the total row is not the sum of those below"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for key, words in AMOUNTS:
            total, parts = claim.parts(key)
            added = sum(parts, Decimal(0))
            if total and parts and total != added:
                yield self.finding(
                    claim.at(f"executed.{key}"),
                    f"年度资金总额的{words}是{plain(total)}，明细合计{plain(added)}。",
                    "核对后改正，总额应等于明细之和。",
                )
