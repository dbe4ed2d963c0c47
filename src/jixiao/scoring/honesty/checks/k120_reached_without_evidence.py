"""K120: reached, without evidence."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.measures.kinds import Status
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.scoring.readings import is_blank
from jixiao.terms.findings import Level


class ReachedWithoutEvidence(Check):
    """填了完成，台账里没有依据。

    做到了就有台账、材料可查；没有的，是估计的数，不能计分。

    反例：
        指标: [[质量指标, 合格率, "≥90%", "95", "90", "90"]]
        台账: {1: {没有: 没有检验台账}}

    正例：
        指标: [[质量指标, 合格率, "≥90%", "95", "90", "90"]]
        台账: {1: {算出: "95", 单位: "%", 行数: 40}}
    """

    code, level, urgency = "K120", Level.RETURN, 3
    english = "reached, without evidence"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.project.indicators:
            seen = (claim.evidence or {}).get(one.id)
            if (
                seen
                and seen.status is Status.MISSING
                and not is_blank(one.actual)
                and one.target.value is not None
            ):
                yield self.finding(
                    claim.at("actual", one),
                    f"“{one.name}”填实际{one.actual}，没有台账或者报送的佐证（{seen.reason or '没有取得'}）。",
                    "补交台账或者佐证材料；没有的，不计完成。",
                )  # fmt: skip
