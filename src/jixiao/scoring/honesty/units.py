"""K125–K128, K130: actual values that cannot be what they are written as."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.plan.model import Indicator
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level
from jixiao.terms.shares import PART_OF_WHOLE


class ShareOverWhole(Check):
    """比率的实际完成值超过百分之百。

    合格的不会比检验的多；超过的，分子分母取错了数，或者口径不一。
    """

    code, level, weight = "K125", Level.RETURN, 3
    english = "a share above the whole"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in _flagged(claim, Flag.SHARE_OVER_HUNDRED):
            if PART_OF_WHOLE.search(one.name):
                yield self.finding(
                    claim.at("actual", one),
                    f"“{one.name}”最多是100%，实际完成值填{one.actual}。",
                    "按同一口径重新取分子和分母计算。",
                )


class ShareAsDecimal(Check):
    """百分数写成了小数。

    目标是“≥95%”，实际填“0.97”，读成百分之零点九七就差了一百倍。
    """

    code, level, weight = "K126", Level.RETURN, 1
    english = "a percentage written as a decimal"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in _flagged(claim, Flag.MAY_BE_FRACTION):
            yield self.finding(
                claim.at("actual", one),
                f"“{one.name}”的目标是{one.target.raw}，实际完成值填{one.actual}，像是把百分数写成了小数。",
                "写成百分数，例如97%；确是百分之零点几的，写明%。",
            )


class ResultInWords(Check):
    """指标值是数，实际完成值只有一句话，却得了分。"""

    code, level, weight = "K127", Level.RETURN, 2
    english = "a number answered in words, with points"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in _flagged(claim, Flag.ACTUAL_UNCLEAR):
            if one.score and not any(c.isdigit() for c in one.actual or ""):
                yield self.finding(
                    claim.at("actual", one),
                    f"“{one.name}”的目标是{one.target.raw}，实际完成值只写“{one.actual}”，却得了分。",
                    "填实际完成的数和单位，并备好可以核对的资料。",
                )


class UnitDiffers(Check):
    """实际完成值的单位与目标的不同，不能折算。"""

    code, level, weight = "K128", Level.RETURN, 2
    english = "a unit that does not fit the target's"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for flag in (Flag.UNIT_SLIP, Flag.MAY_BE_OTHER_UNIT):
            for one in _flagged(claim, flag):
                yield self.finding(
                    claim.at("actual", one),
                    f"“{one.name}”的目标是{one.target.raw}，实际完成值填{one.actual}，单位对不上。",
                    "按目标的单位重新填写，写明单位。",
                )


class NegativeActual(Check):
    """实际完成值是负数。"""

    code, level, weight = "K130", Level.RETURN, 2
    english = "a negative actual value"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in _flagged(claim, Flag.NEGATIVE):
            yield self.finding(
                claim.at("actual", one),
                f"“{one.name}”的实际完成值填{one.actual}，不会是负数。",
                "核对后填实际完成的数。",
            )


def _flagged(claim: Claim, flag: Flag) -> Iterator[Indicator]:
    return (one for one, made in claim.rows() if flag in made.flags)
