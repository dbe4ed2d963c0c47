"""K109: points do not add up to a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.scoring.exact import HUNDRED
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class WeightsNotHundred(Check):
    """分值相加不是一百分。

    指标分值加预算执行率的分值应当是一百分，不是一百分的，总分没法与别的项目比。

    反例：
        指标: [[数量指标, 水标尺, "≥266米", "270", "100", "100"]]

    正例：
        指标: [[数量指标, 水标尺, "≥266米", "270", "90", "90"]]
    """

    code, level = "K109", Level.RETURN
    english = "points do not add up to a hundred"
    cites = (cite("财预〔2020〕10号", "自评指标与权重"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        weights = [i.weight for i in claim.project.indicators if i.weight is not None]
        points = claim.money.points if claim.money.points is not None else Decimal(10)
        added = sum(weights, points)
        if weights and added != HUNDRED:
            yield self.finding(
                claim.at("indicators.weight"),
                f"指标分值合计{plain(added - points)}，加预算执行率{plain(points)}为{plain(added)}分，不是100分。",
                "调整分值，使合计为100分；表格如有缺页，先补全。",
            )
