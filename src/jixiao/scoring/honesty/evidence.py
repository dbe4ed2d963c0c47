"""K120–K122: the claim against the evidence; silent where nobody looked at any."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.measures.kinds import Status
from jixiao.scoring.evidence import printed
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.scoring.readings import is_blank, read_actual
from jixiao.terms.findings import Level
from jixiao.terms.indicators import Level2


class ReachedWithoutEvidence(Check):
    """填了完成，台账里没有依据。"""

    code, level, weight = "K120", Level.RETURN, 3
    english = "reached, without evidence"

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


class ReportedDiffers(Check):
    """填的数与台账算出的不同。"""

    code, level, weight = "K121", Level.RETURN, 4
    english = "the value written differs from the one computed"

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


class SatisfactionWithoutSample(Check):
    """满意度没有调查样本。"""

    code, level, weight = "K122", Level.RETURN, 3
    english = "satisfaction without a sample"

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
