"""The random re-check: the seed decides, chances are as said, the estimate is unbiased."""

from __future__ import annotations

import random
import statistics
from decimal import Decimal

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
