"""K128, as the scale reads the actual value: what converts is no fault, what is a thousand times off is."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.review.rules.k128_unit_differs import UnitDiffers
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim


class UnitNotConverted(Check, extends=UnitDiffers):
    """An actual value that the scale could not turn into the target's unit."""

    def look(self, claim: Claim) -> Iterator[Finding]:
        for flag in (Flag.UNIT_SLIP, Flag.MAY_BE_OTHER_UNIT):
            for one in claim.flagged(flag):
                yield self.finding(claim.at("actual", one), *UnitDiffers.words(one))
