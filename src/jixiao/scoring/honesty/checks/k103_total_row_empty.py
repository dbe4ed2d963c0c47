"""K103: zero in the total row above amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import AMOUNTS, Claim
from jixiao.terms.findings import Level


class TotalRowEmpty(Check):
    """年度资金总额是零，下面的明细却有数。

    总额一行是各行之和；总额填零，执行率就算不出来，得分也没有来处。

    反例：
        资金: {年初: "0", 全年: "0", 执行: "0", 分值: "10", 执行率: "0", 得分: "0"}
        明细: {年初: "90", 全年: "89.974", 执行: "89.974"}
        指标: [[数量指标, 报告份数, "≥50份", "51", "90", "90"]]

    正例：
        资金: {年初: "90", 全年: "90", 执行: "90", 分值: "10", 执行率: "100", 得分: "10"}
        明细: {年初: "90", 全年: "90", 执行: "90"}
        指标: [[数量指标, 报告份数, "≥50份", "51", "90", "90"]]
    """

    code, level, urgency = "K103", Level.RETURN, 2
    english = "zero in the total row above amounts"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for key, words in AMOUNTS:
            total, parts = claim.parts(key)
            if not total and sum(parts) > 0:
                yield self.finding(
                    claim.at(f"executed.{key}"),
                    f"年度资金总额的{words}是{'0' if total is not None else '空白'}，"
                    f"明细合计{plain(sum(parts, Decimal(0)))}。",
                    f"{words}应填明细之和{plain(sum(parts, Decimal(0)))}。",
                )
