"""K126: a percentage written as a decimal."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class ShareAsDecimal(Check):
    """百分数写成了小数。

    目标是“≥95%”，实际填“0.97”，读成百分之零点九七就差了一百倍。

    反例：
        指标: [[质量指标, 产品合格率, "≥95%", "0.97", "90", "90"]]

    正例：
        指标: [[质量指标, 产品合格率, "≥95%", "97%", "90", "90"]]
    """

    code, level, urgency = "K126", Level.RETURN, 1
    english = "a percentage written as a decimal"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.flagged(Flag.MAY_BE_FRACTION):
            yield self.finding(
                claim.at("actual", one),
                f"“{one.name}”的目标是{one.target.raw}，实际完成值填{one.actual}，像是把百分数写成了小数。",
                "写成百分数，例如97%；确是百分之零点几的，写明%。",
            )
