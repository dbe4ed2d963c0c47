"""The random re-check: the seed decides, chances are as said, the estimate is unbiased."""

from __future__ import annotations

import math
import random
import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.honesty.sampling import Sample, Stratum, draw, estimate

_PRIORITIES = st.dictionaries(
    st.integers(0, 999).map(str), st.sampled_from([Decimal(n) for n in (0, 0, 0, 1, 4, 9, 20)]),
    min_size=1, max_size=80,
)  # fmt: skip


@given(_PRIORITIES, st.integers(1, 60), st.integers(0, 10**6))
def test_the_seed_gives_the_same_again(
    priorities: dict[str, Decimal], size: int, seed: int
) -> None:
    sample = draw(priorities, size, seed)
    assert sample == draw(priorities, size, seed)
    assert len(set(sample.drawn)) == len(sample.drawn) == min(size, len(priorities))
    assert {p for s in sample.strata for p in s.projects} == set(priorities)


def test_all_looked_at_is_exact() -> None:
    priorities = {str(n): Decimal(n % 5) for n in range(20)}
    inflation = {p: Decimal(int(p) % 3) for p in priorities}
    made = estimate(draw(priorities, 20, 1), inflation)
    total = sum(inflation.values())
    assert (made.total, made.low, made.high) == (total, total, total)


def test_each_found_point_counts_for_those_not_looked_at() -> None:
    sample = Sample(1, (Stratum(("a", "b", "c", "d"), ("a", "b")), Stratum(("e",), ("e",))))
    made = estimate(sample, {"a": Decimal(3), "b": Decimal(0), "e": Decimal(5)})
    assert made.total == Decimal("11.00")  # 3×4÷2 + 5
    assert made.low <= made.total <= made.high
    assert "11.00分" in made.words


def test_the_estimate_is_unbiased_over_all_samples() -> None:
    chance = random.Random(1)
    priorities = {str(n): Decimal(chance.choice((0, 0, 2, 5, 12))) for n in range(60)}
    inflation = {p: Decimal(chance.choice((0, 0, 0, 4, 9))) for p in priorities}
    truth = float(sum(inflation.values()))
    totals = []
    for seed in range(3000):
        strata = draw(priorities, 20, seed).strata
        totals.append(
            sum(float(sum(inflation[p] for p in s.drawn)) * len(s.projects) / len(s.drawn)
                for s in strata if s.drawn)
        )  # fmt: skip
    error = statistics.stdev(totals) / len(totals) ** 0.5
    assert abs(statistics.mean(totals) - truth) < 4 * error


def test_what_was_not_looked_at_may_hold_all_it_claims() -> None:
    sample = Sample(1, (Stratum(("a", "b", "c"), ()),))
    made = estimate(sample, {}, claimed={"a": Decimal(90), "b": Decimal(80), "c": Decimal(85)})
    assert (made.total, made.low, made.high) == (0, 0, 270)  # nobody looked: none or all of it


@pytest.mark.parametrize(("size", "hits"), [(8, 0), (12, 1), (20, 5)])
def test_of_things_that_are_or_are_not_it_is_the_exact_hypergeometric_bound(
    size: int, hits: int
) -> None:
    projects = tuple(map(str, range(60)))
    over = {p: Decimal(int(p) < hits) for p in projects}
    ones = dict.fromkeys(projects, Decimal(1))
    made = [
        estimate(Sample(seed, (Stratum(projects, projects[:size]),)), over, claimed=ones)
        for seed in range(20)
    ]
    assert abs(statistics.mean(e.low for e in made) - _fewest(60, size, hits)) <= 0.5
    assert abs(statistics.mean(e.high for e in made) - _most(60, size, hits)) <= 0.5


def test_the_interval_keeps_its_promise_where_few_are_much_inflated() -> None:
    """One project in thirty is inflated by 60 points and 12 of 60 are looked at; most draws find none."""
    kept = 0
    for seed in range(200):
        chance = random.Random(seed)
        over = {str(n): Decimal(60 if chance.random() < 1 / 30 else 0) for n in range(60)}
        made = estimate(draw(dict.fromkeys(over, Decimal(0)), 12, seed), over)
        kept += made.low <= sum(over.values()) <= made.high
    assert kept >= 180


def _chance(of: int, bad: int, size: int, hits: int) -> float:
    return math.comb(bad, hits) * math.comb(of - bad, size - hits) / math.comb(of, size)


def _most(of: int, size: int, hits: int) -> int:
    """The largest number of bad ones that still lets so few be seen, at five percent."""
    likely = [
        b for b in range(of + 1) if sum(_chance(of, b, size, h) for h in range(hits + 1)) > 0.05
    ]
    return max(likely)


def _fewest(of: int, size: int, hits: int) -> int:
    """The smallest number of bad ones that still lets so many be seen, at five percent."""
    likely = [
        b
        for b in range(of + 1)
        if sum(_chance(of, b, size, h) for h in range(hits, size + 1)) > 0.05
    ]
    return min(likely)
