"""K105, with the rows below the total where the total itself was left at zero."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.review.examination import Sheet
from jixiao.review.rules.k105_rate_or_score_miscomputed import RateOrScoreMiscomputed
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim


class MiscomputedFromParts(Check, extends=RateOrScoreMiscomputed):
    """The rule, over the sum of the parts: a total row of zero hides no rate."""

    def look(self, claim: Claim) -> Iterator[Finding]:
        rule = RateOrScoreMiscomputed(claim.basis.pack, claim.basis.on)
        return rule.look(_with_sums(claim))


def _with_sums(claim: Claim) -> Sheet:
    project = claim.project
    if claim.money.adjusted or claim.printed is None:
        return Sheet(project, ())
    sums = {key: sum(claim.parts(key)[1], Decimal(0)) for key in ("adjusted", "executed")}
    return Sheet(project.model_copy(update={"executed": claim.money.model_copy(update=sums)}), ())
