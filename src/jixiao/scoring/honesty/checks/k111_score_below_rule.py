"""K111, by the scale of the pack and to the second place."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.review.rules.k111_score_below_rule import ScoreBelowRule
from jixiao.scoring.exact import is_rounded
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim


class ScoreBelowScale(Check, extends=ScoreBelowRule):
    """A score below the points that the scale gives for the actual value written, unexplained."""

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            silent = one.score is not None and made.points is not None and not one.deviation
            if not silent or Flag.JUDGED in made.flags:
                continue
            assert one.score is not None
            assert made.points is not None
            if one.score < made.points and not is_rounded(one.score, made.points):
                words = ScoreBelowRule.words(one, made.points)
                yield self.finding(claim.at("score", one), *words)
