"""The experts weighed: where the rest of the year lies, and how sure that is.

The weights and the width were learned on real series by length of history, month, and how rough the years
are (``learned.json``, made by ``bench/series/fit.py``). The more years are known and the smoother they are,
the narrower; with none, as wide as real years without a past have been. Beside them stands the year that is
steered to its target (:mod:`~jixiao.monitoring.forecast.steering`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jixiao.monitoring.forecast.experts import said
from jixiao.monitoring.forecast.known import MONTHS, Known
from jixiao.monitoring.forecast.roughness import roughness
from jixiao.monitoring.forecast.steering import Steered, steered

_MIDDLE = 6.0
_MOST, _LEAST = 6.0, -20.0


@dataclass(frozen=True)
class Learned:
    """What was learned for one length of history. Each of ``experts``: level, by month, by roughness."""

    experts: Mapping[str, Sequence[float]]
    spread: Sequence[float]
    rough: Sequence[float]
    money: float
    freedom: float
    steered: Mapping[str, Any]


@dataclass(frozen=True)
class Rest:
    """What the year will still bring: the logarithm is a t about ``middle``, of that scale and freedom.

    ``trifle`` was added before the logarithm was taken. ``weights``: how far each expert was believed.
    ``steered``: the other voice, of the target.
    """

    middle: float
    spread: float
    freedom: float
    trifle: float
    weights: Mapping[str, float]
    steered: Steered | None = None


@cache
def learned() -> Mapping[int, Learned]:
    """By the number of earlier years; the last for that many or more."""
    text = files("jixiao.monitoring.forecast").joinpath("learned.json").read_text("utf-8")
    return {int(n): Learned(**one) for n, one in json.loads(text).items()}


def pooled(known: Known, table: Mapping[int, Learned]) -> Rest:
    """The rest of a year that is not over."""
    rough = roughness(known)
    own = table[min(len(known.years), max(table))]
    when = (min(max(known.months, 1.0), MONTHS - 1.0) - _MIDDLE) / _MIDDLE
    views = said(known)
    weights = _weights(own, when, rough[-1] if rough else 0.0)
    middle = sum(weights[name] * views[name] for name in weights)
    level, slope, bend = own.spread
    wide = level + slope * when + bend * when * when
    wide += sum(a * b for a, b in zip(own.rough, rough, strict=True))
    wide += 0.0 if known.counted else own.money
    spread = math.exp(min(max(wide, _LEAST), _MOST) / 2)
    return Rest(
        middle, spread, own.freedom, known.trifle, weights, steered(known, when=when, **own.steered)
    )


def _weights(own: Learned, when: float, rough: float) -> dict[str, float]:
    pulls = {name: a + b * when + c * rough for name, (a, b, c) in own.experts.items()}
    most = max(pulls.values())
    heavy = {name: math.exp(pull - most) for name, pull in pulls.items()}
    return {name: weight / sum(heavy.values()) for name, weight in heavy.items()}
