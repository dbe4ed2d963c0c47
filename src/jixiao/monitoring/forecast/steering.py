"""A year steered to its target: the total lies near what is asked for, however much is done by now.

Work that begins in the middle of a year, or comes at once, has shown nothing by June, and its pace says that
nothing will come. What is asked for then tells more. It is one voice beside the experts, of a weight that
was learned by month; what is done so far moves it only so far that no year ends below it, so that more done
never makes a target less likely.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from jixiao.monitoring.forecast.known import Known

#: Beyond so many standard deviations the normal tail is taken by its series.
_FAR = 30.0
_HALF, _NONE = 0.5, 0.25
_SHARES = (0.001, 0.005, *((n + 0.5) / 32 for n in range(32)), 0.995, 0.999)
_POINTS = tuple(NormalDist().inv_cdf(share) for share in _SHARES)


@dataclass(frozen=True)
class Steered:
    """The logarithm of the total is normal about ``middle`` with ``spread``; believed with ``weight``.

    ``done``: by now; ``step``: half a thing where things are counted, else nothing.
    """

    weight: float
    middle: float
    spread: float
    done: float
    step: float

    def reaching(self, rest: float) -> float:
        """P(the rest ≥ an amount), given that the total is no less than what is done."""
        if rest <= 0:
            return 1.0
        return math.exp(self._survival(self.done + rest) - self._survival(self.done))

    def cuts(self) -> Iterator[float]:
        """Amounts of the rest between which it is likely, small ones first."""
        for point in _POINTS:
            rest = math.exp(self.middle + self.spread * point) - self.done
            if rest > 0:
                yield rest

    def _survival(self, total: float) -> float:
        """Logarithm of the probability that the total is at least so much."""
        if total - self.step <= 0:
            return 0.0
        return log_upper((math.log(total - self.step) - self.middle) / self.spread)


def steered(
    known: Known, pull: Sequence[float], when: float, above: float, spread: float
) -> Steered | None:
    """``None`` where nothing is asked for. Where none at all is to happen, less than half a thing is aimed at.

    ``pull``: log odds of the weight, its slope by month (``when``), and what money adds; ``above``: how far
    (logarithm) the usual total lies above its target.
    """
    aim = _NONE if known.counted and known.aim == 0 else known.aim
    if aim is None or aim <= 0:
        return None
    level, slope, money = pull
    odds = level + slope * when + (0.0 if known.counted else money)
    weight, step = 1 / (1 + math.exp(-odds)), _HALF if known.counted else 0.0
    return Steered(weight, math.log(aim) + above, spread, known.done, step)


def log_upper(z: float) -> float:
    """Logarithm of P(Z ≥ z) of the normal distribution, far out by its series."""
    if z < _FAR:
        return math.log(math.erfc(z / math.sqrt(2)) / 2)
    tail = 1 / (z * z)
    return -z * z / 2 - math.log(z * math.sqrt(2 * math.pi)) + math.log1p(tail * (3 * tail - 1))
