"""K110, by the scale of the pack and to the second place."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.review.rules.k110_score_above_rule import ScoreAboveRule
from jixiao.scoring.exact import is_rounded
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim


class ScoreAboveScale(Check, extends=ScoreAboveRule):
    """A score above the points that the scale gives for the actual value written."""

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            known = one.score is not None and one.weight is not None and made.points is not None
            if not known or Flag.JUDGED in made.flags:
                continue
            assert one.score is not None
            assert made.points is not None
            if one.score > made.points and not is_rounded(one.score, made.points):
                words = ScoreAboveRule.words(one.name, one.score, made.points, made.why)
                yield self.finding(claim.at("score", one), *words)
