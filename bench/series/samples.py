"""From real years to forecasts that could have been asked for: what was known, what was aimed at, what came.

Nobody set targets for births or house sales. So one is made as a department makes one: last year's total
times a usual factor, drawn by the year's name, every other one rounded to two figures. The year itself has
no say in it: where there is no last year there is no target, and only the interval is judged.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.series.split import kept
from jixiao.monitoring.forecast.known import MONTHS, Known

FACTORS = (0.8, 0.9, 0.95, 1.0, 1.0, 1.05, 1.1, 1.2)
#: How many earlier years are shown of those there are; the last: as many as there are, from four on.
HISTORIES = (0, 1, 2, 3, 4)
#: So many of a series' latest years are forecast, so that no long series speaks for all.
LATEST = 8


@dataclass(frozen=True)
class Sample:
    """One forecast: whose year, how many earlier years are shown, what was known, the truth."""

    name: str
    family: str
    kind: str
    year: int
    history: int
    known: Known
    truth: float

    @property
    def target(self) -> float | None:
        return self.known.aim


def load(path: Path) -> dict[str, dict[str, Any]]:
    """The gathered series."""
    found: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return found


def samples(
    real: dict[str, dict[str, Any]], parts: Sequence[str], months: Sequence[int]
) -> Iterator[Sample]:
    """Every forecast of counts and money of these parts of the split."""
    split = kept()
    for name, one in real.items():
        if one["kind"] in ("count", "money") and split.get(name) in parts:
            yield from _of_series(name, one, months)


def _of_series(name: str, one: dict[str, Any], months: Sequence[int]) -> Iterator[Sample]:
    x = one["x"]
    years = [tuple(x[n : n + MONTHS]) for n in range(0, len(x), MONTHS)]
    for at in range(max(0, len(years) - LATEST), len(years)):
        truth = sum(years[at])
        if truth <= 0:
            continue
        aim = target_of(name, at, years, whole=one["kind"] == "count")
        for history in HISTORIES:
            if history > at:
                continue
            first = 0 if history == HISTORIES[-1] else at - history
            shown = tuple(years[first:at])
            if history and not all(sum(year) > 0 for year in shown[-history:]):
                continue
            for month in months:
                known = Known(one["kind"] == "count", float(month), years[at][:month], shown, aim)
                yield Sample(name, one["family"], one["kind"], at, history, known, truth)


def target_of(name: str, at: int, years: Sequence[Sequence[float]], *, whole: bool) -> float | None:
    """What a department might have asked for that year, knowing the last one."""
    before = sum(years[at - 1]) if at else 0.0
    if before <= 0:
        return None
    aim = before * FACTORS[draw(f"factor/{name}/{at}") % len(FACTORS)]
    if draw(f"round/{name}/{at}") % 2:
        aim = rounded(aim)
    return float(max(1, round(aim))) if whole else aim


def rounded(value: float) -> float:
    """To two figures, as targets are: 1,349 is 1,300."""
    return round(value, 1 - math.floor(math.log10(value)))


def draw(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
