"""K130: a negative actual value."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class NegativeActual(Check):
    """实际完成值是负数。

    完成的数量不会小于零；负数多半是抄错了格，或者把减少写成了负号。

    反例：
        指标: [[数量指标, 检查家数, "≥30家", "-31", "90", "90"]]

    正例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
    """

    code, level, urgency = "K130", Level.RETURN, 2
    english = "a negative actual value"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.flagged(Flag.NEGATIVE):
            yield self.finding(
                claim.at("actual", one),
                f"“{one.name}”的实际完成值填{one.actual}，不会是负数。",
                "核对后填实际完成的数。",
            )
