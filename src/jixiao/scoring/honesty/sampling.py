"""A random re-check: whom to look at, and what the sample says of the inflation of all.

Strata by priority, the doubtful looked at more often, none never. Within a stratum every project has
the same chance, so that each found point counts for the projects not looked at: the estimate
(Horvitz–Thompson) is unbiased whatever the checks missed. The interval supposes nothing of the projects
not looked at but that none can be inflated by more points than it claims
(:mod:`jixiao.scoring.honesty.sample_interval`). Everything follows from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.plan.money import plain
from jixiao.scoring.exact import HUNDRED, ZERO, quotient
from jixiao.scoring.honesty.sample_interval import Group, bounds

#: Least priority of each stratum, and how much more often one in it is looked at than one in the first.
STRATA: tuple[tuple[Decimal, int], ...] = (
    (Decimal(0), 1), (Decimal("0.01"), 3), (Decimal(3), 10), (Decimal(8), 16),
)  # fmt: skip
_FEWEST = 5
#: No score is more, so none is inflated by more.
_MOST = HUNDRED


@dataclass(frozen=True)
class Stratum:
    """The projects of a stratum in the order given, and those of them drawn."""

    projects: tuple[str, ...]
    drawn: tuple[str, ...]

    @property
    def chance(self) -> Decimal:
        """The probability of being drawn."""
        if not self.projects:
            return ZERO
        return quotient((Decimal(len(self.drawn)),), (Decimal(len(self.projects)),), 4)


@dataclass(frozen=True)
class Sample:
    """Whom to re-check, by stratum; the seed gives the same again."""

    seed: int
    strata: tuple[Stratum, ...]

    @property
    def drawn(self) -> tuple[str, ...]:
        """Every project to re-check."""
        return tuple(p for s in self.strata for p in s.drawn)

    def to_json(self) -> dict[str, Any]:
        """With the probability of each, so that anyone can make the estimate."""
        return {
            "seed": self.seed,
            "of": sum(len(s.projects) for s in self.strata),
            "drawn": [
                {"id": p, "chance": plain(s.chance)} for s in self.strata for p in s.drawn
            ],
        }  # fmt: skip


@dataclass(frozen=True)
class Estimate:
    """Inflation of all projects together, in points; ``low`` and ``high`` hold it at ``level`` %."""

    total: Decimal
    low: Decimal
    high: Decimal
    level: int
    found: int

    @property
    def words(self) -> str:
        """In a sentence."""
        return (
            f"抽查发现{self.found}个得分偏高的项目，推算全部项目共多计{plain(self.total)}分"
            f"（{self.level}%的把握在{plain(self.low)}到{plain(self.high)}分之间）"
        )


def draw(priorities: Mapping[str, Decimal], size: int, seed: int) -> Sample:
    """Draw ``size`` projects (all of them where there are not so many) by their priority."""
    groups = _groups(priorities)
    sizes = _allotted([len(g) for g in groups], min(size, len(priorities)))
    chance = random.Random(seed)
    strata = (
        Stratum(tuple(g), tuple(chance.sample(g, n))) for g, n in zip(groups, sizes, strict=True)
    )
    return Sample(seed, tuple(strata))


def estimate(
    sample: Sample,
    inflation: Mapping[str, Decimal],
    level: int = 90,
    claimed: Mapping[str, Decimal] | None = None,
) -> Estimate:
    """What the re-checked projects say of all: ``inflation`` is claimed less re-checked points.

    ``claimed``: the points every project claims, by id; none can be inflated by more. Where a re-check
    found too few points claimed, others are supposed to claim too few by as many at most.
    """
    total = sum((_of_stratum(s, inflation) for s in sample.strata), ZERO)
    found = [inflation[p] for p in sample.drawn if inflation[p] > 0]
    least = min([ZERO, *(inflation[p] for p in sample.drawn)])
    groups = [_group(s, inflation, least, claimed or {}) for s in sample.strata]
    low, high = bounds(groups, level, sample.seed)
    return Estimate(
        quotient((total,)) if total >= 0 else -quotient((total,)),
        min(_points(low), total), max(_points(high), total), level, len(found),
    )  # fmt: skip


def _group(
    stratum: Stratum,
    inflation: Mapping[str, Decimal],
    least: Decimal,
    claimed: Mapping[str, Decimal],
) -> Group:
    seen = [inflation[p] for p in stratum.drawn]
    unseen = set(stratum.projects) - set(stratum.drawn)
    most = max([*(claimed.get(p, _MOST) for p in unseen), *seen, ZERO])
    return Group([float(y) for y in seen], len(unseen), float(least), float(most))


def _points(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")


def _groups(priorities: Mapping[str, Decimal]) -> list[list[str]]:
    groups: list[list[str]] = [[] for _ in STRATA]
    for project, priority in priorities.items():
        at = max(n for n, (least, _) in enumerate(STRATA) if priority >= least or n == 0)
        groups[at].append(project)
    return groups


def _allotted(counts: Sequence[int], size: int) -> list[int]:
    """How many of each stratum: a few of each, the rest by number and weight, none more than there are."""
    sizes = [min(c, _FEWEST, size // len(counts)) for c in counts]
    while sum(sizes) < size:
        wants = [
            (c * STRATA[n][1] / (sizes[n] + 1) if sizes[n] < c else -1.0)
            for n, c in enumerate(counts)
        ]
        sizes[wants.index(max(wants))] += 1
    return sizes


def _of_stratum(stratum: Stratum, inflation: Mapping[str, Decimal]) -> Decimal:
    if not stratum.drawn:
        return ZERO
    seen = sum((inflation[p] for p in stratum.drawn), ZERO)
    return seen * len(stratum.projects) / len(stratum.drawn)
