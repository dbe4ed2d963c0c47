"""K113: every actual value equals its target."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level

_FEWEST = 3


class ActualEqualsTargetEverywhere(Check):
    """定量指标的实际完成值个个等于目标。

    几条数不差分毫地都等于目标，像是把目标抄了一遍。

    反例：
        指标:
          - [数量指标, 检查家数, "≥30家", "30", "30", "30"]
          - [数量指标, 检查次数, "≥120次", "120", "30", "30"]
          - [质量指标, 合格率, "≥95%", "95", "30", "30"]

    正例：
        指标:
          - [质量指标, 合格率, 100%, "100", "30", "30"]
          - [质量指标, 及时率, 100%, "100", "30", "30"]
          - [数量指标, 检查次数, "≥120次", "124", "30", "30"]
    """

    code, level, urgency = "K113", Level.IMPROVE, 3
    english = "every actual value equals its target"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        known = [(i, n) for i in claim.project.indicators if (n := claim.number(i)) is not None]
        open_ended = [
            (i, n) for i, n in known if not (i.target.unit == "%" and i.target.value == 100)
        ]
        if len(open_ended) >= _FEWEST and all(n == i.target.value for i, n in known):
            yield self.finding(
                claim.at("actual", known[0][0]), f"{len(known)}条定量指标的实际完成值全都正好等于目标。",
                "逐条用台账核对实际完成值。", also=[claim.at("actual", i) for i, _ in known[1:]],
            )  # fmt: skip
