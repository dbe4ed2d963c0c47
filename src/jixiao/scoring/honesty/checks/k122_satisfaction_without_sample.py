"""K122: satisfaction without a sample."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.measures.kinds import Status
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.scoring.readings import is_blank
from jixiao.terms.findings import Level
from jixiao.terms.indicators import Level2


class SatisfactionWithoutSample(Check):
    """满意度没有调查样本。

    满意度是调查出来的，没有答卷就没有满意度。

    反例：
        指标: [[服务对象满意度指标, 满意度, "≥90%", "98", "90", "90"]]
        台账: {1: {算出: "98", 单位: "%", 行数: 0}}

    正例：
        指标: [[服务对象满意度指标, 满意度, "≥90%", "98", "90", "90"]]
        台账: {1: {算出: "98", 单位: "%", 行数: 120}}
    """

    code, level, urgency = "K122", Level.RETURN, 3
    english = "satisfaction without a sample"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.project.indicators:
            if (
                one.type2 is not Level2.SATISFACTION
                or is_blank(one.actual)
                or claim.evidence is None
            ):
                continue
            seen = claim.evidence.get(one.id)
            if seen is None or (seen.status is not Status.REPORTED and not seen.rows):
                yield self.finding(
                    claim.at("actual", one), f"满意度填{one.actual}，没有一份答卷登记在册。",
                    "交来调查的问卷、时间、对象和有效份数。",
                )  # fmt: skip
