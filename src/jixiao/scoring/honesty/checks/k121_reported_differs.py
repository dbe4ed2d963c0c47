"""K121: the value written differs from the one computed."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.measures.kinds import Status
from jixiao.scoring.evidence import printed
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.scoring.readings import is_blank, read_actual
from jixiao.terms.findings import Level


class ReportedDiffers(Check):
    """填的数与台账算出的不同。

    台账一行一行算出来的数，别人可以复算；填的与它不同，要说得出为什么。

    反例：
        指标: [[数量指标, 办案数, "≥100件", "100", "90", "90"]]
        台账: {1: {算出: "80", 单位: 件, 行数: 80}}

    正例：
        指标: [[数量指标, 办案数, "≥100件", "100", "90", "90"]]
        台账: {1: {算出: "100", 单位: 件, 行数: 100}}
    """

    code, level, urgency = "K121", Level.RETURN, 4
    english = "the value written differs from the one computed"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.project.indicators:
            seen = (claim.evidence or {}).get(one.id)
            if not seen or seen.status is not Status.COMPUTED or is_blank(one.actual):
                continue
            written, computed = (
                read_actual(text, one.target, one.name).value
                for text in (one.actual or "", printed(seen))
            )
            if written is not None and computed is not None and written != computed:
                over = f"（{seen.numerator}÷{seen.denominator}）" if seen.denominator else ""
                yield self.finding(
                    claim.at("actual", one),
                    f"“{one.name}”填{one.actual}，台账算出{printed(seen)}{over}，共{seen.rows}行。",
                    "核对台账和填报的数，以能核对的为准。",
                )  # fmt: skip
