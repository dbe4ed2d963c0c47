"""The forecast's closed forms against plain sums, and its laws."""

from __future__ import annotations

import math
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.monitoring.forecast.changes import forecast_change
from jixiao.monitoring.forecast.counts import (
    forecast_count,
    from_target,
    likely,
    together,
    totals_of,
)
from jixiao.monitoring.forecast.distributions import (
    beta_below,
    counts,
    gamma_below,
    shares,
)
from jixiao.monitoring.forecast.payments import forecast_paid
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.ratios import Part, dispersion, forecast_ratio, lag
from jixiao.monitoring.forecast.reaching import chance_to_reach
from jixiao.monitoring.forecast.season import (
    CELLS,
    COMMON,
    EVEN,
    LUMPINESS,
    PAYING,
    done_so_far,
    pooled,
    remembered,
    seen,
    unseen,
)

_MONTHS = st.floats(1, 11.9)
_DONE = st.integers(0, 400)


# -- closed forms ---------------------------------------------------------------------------------


@given(st.integers(1, 12), st.integers(1, 12), st.floats(0.01, 0.99))
def test_beta_is_a_sum_of_binomials(a: int, b: int, x: float) -> None:
    """P(Beta(a, b) ≤ x) = P(Binomial(a + b − 1, x) ≥ a)."""
    n = a + b - 1
    plain = sum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta_below(x, a, b) == pytest.approx(plain, abs=1e-12)


@given(st.floats(0.2, 40), st.floats(0.05, 0.95))
def test_counts_are_a_distribution_with_the_known_mean(size: float, share: float) -> None:
    mean = size * (1 - share) / share
    some = list(islice(counts(size, share), 4000))
    assert sum(some) == pytest.approx(1, abs=1e-6)
    assert sum(n * p for n, p in enumerate(some)) == pytest.approx(mean, rel=1e-4, abs=1e-6)


@given(st.integers(0, 80), st.floats(0.2, 50), st.floats(0.2, 50))
def test_shares_are_a_distribution(trials: int, a: float, b: float) -> None:
    every = list(shares(trials, a, b))
    assert len(every) == trials + 1 and sum(every) == pytest.approx(1, abs=1e-9)
    assert sum(n * p for n, p in enumerate(every)) == pytest.approx(trials * a / (a + b), abs=1e-6)


def test_the_gamma_by_its_cube_root_is_near() -> None:
    """Shape 9, scale 1: P(X ≤ 9) = 0.5443."""
    assert gamma_below(9, 9, 9) == pytest.approx(0.5443, abs=2e-3)


# -- what every forecast is -----------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0.01, 1)), min_size=1, max_size=40))
def test_the_interval_holds_about_four_fifths(pairs: list[tuple[int, float]]) -> None:
    made = Predictive.of((float(v), w) for v, w in pairs)
    low, high = made.interval()
    assert low <= high and made.within(low, high) >= 0.8 - max(made.weights)
    assert made.at_least(low) == pytest.approx(1 - made.at_most(low - 1))


@given(_DONE)
def test_when_the_year_is_over_the_outcome_is_certain(done: int) -> None:
    made = forecast_count(float(done), 12, unseen(), from_target(100))
    assert made.interval() == (done, done)
    assert made.at_least(100) == float(done >= 100)
    over = forecast_ratio([Part(done, done + 1)], 12, unseen(), 0.95)
    assert over is not None and over.interval() == (100 * done / (done + 1),) * 2
    assert forecast_paid(0.5, 12, unseen()).interval() == (0.5, 0.5)


@given(_DONE, _MONTHS, st.integers(5, 300))
def test_a_count_never_ends_below_what_is_done(done: int, months: float, target: int) -> None:
    made = forecast_count(float(done), months, unseen(), from_target(target))
    assert made.values[0] >= done
    assert done < target or made.at_least(target) == 1.0


@given(_DONE, _DONE, st.integers(1, 11), st.integers(1, 300))
def test_more_done_is_never_less_likely_to_meet(
    one: int, other: int, months: int, target: int
) -> None:
    """With the same season and steadiness."""
    less, more = (
        chance_to_reach(target, float(n), months, unseen(), from_target(target))
        for n in sorted((one, other))
    )
    assert 0 <= less <= more <= 1
    assert max(one, other) < target or more == 1


@given(st.integers(0, 60), st.integers(1, 11))
def test_taken_together_it_is_near_the_bare_probability(done: int, months: int) -> None:
    season = {(EVEN, 150.0): 1.0}
    bare = forecast_count(float(done), months, season, from_target(60)).at_least(60)
    said = chance_to_reach(60, float(done), months, season, from_target(60))
    assert said == pytest.approx(bare, abs=0.12)


@given(st.integers(1, 11), st.integers(0, 200), st.integers(10, 300), st.integers(10, 300))
def test_a_higher_target_is_never_more_likely(months: int, done: int, one: int, two: int) -> None:
    low, high = sorted((one, two))
    made = forecast_count(float(done), months, unseen(), from_target(100))
    assert made.at_least(high) <= made.at_least(low)


@given(st.floats(0, 0.99), st.integers(1, 11))
def test_payments_end_between_what_is_paid_and_the_budget(paid: float, months: int) -> None:
    made = forecast_paid(paid, months, unseen(PAYING, LUMPINESS))
    assert made.values[0] >= paid - 1e-4 and made.values[-1] <= 1 + 1e-9


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=11))
def test_a_ratio_stays_a_ratio(months: list[tuple[int, int]]) -> None:
    parts = [Part(min(a, b), b) for a, b in months]
    for later in (False, True):
        made = forecast_ratio(parts, len(parts), unseen(), 0.95, settled_later=later)
        if made is None:
            assert sum(p.denominator for p in parts) == 0
        else:
            assert made.values[0] >= 0 and made.values[-1] <= 100.01


def test_what_is_missed_for_good_cannot_be_made_good() -> None:
    parts = [Part(10, 10), Part(9, 10), Part(10, 10)]
    lost = forecast_ratio(parts, 3, unseen(), 0.95)
    open_ = forecast_ratio(parts, 3, unseen(), 0.95, settled_later=True)
    assert lost is not None and lost.at_least(100) == 0
    assert open_ is not None and open_.at_least(100) > 0


# -- season and steadiness ------------------------------------------------------------------------


def test_the_cells_of_the_year_done_are_a_distribution() -> None:
    for months in (0.5, 3, 6.5, 10, 11.9):
        assert sum(done_so_far(unseen(), months)) == pytest.approx(1, abs=1e-6)


def test_a_steady_year_is_told_from_a_jump() -> None:
    steady, jump = seen(unseen(), [20.0] * 6), seen(unseen(), [0.0, 0.0, 120.0, 0.0, 0.0, 0.0])
    mean = [sum(c * p for (_, c), p in one.items()) for one in (steady, jump)]
    assert mean[0] > 20 * mean[1]


def test_earlier_years_carry_their_season() -> None:
    """Four done by June is little for an even year, and much where all work falls in the second half."""
    hopes = together(from_target(80), [100.0, 110.0, 90.0])
    second, even = [0.0] * 6 + [17.0] * 6, [8.0] * 12
    late = forecast_count(4.0, 6, remembered(unseen(), [second] * 3), hopes)
    steady = forecast_count(4.0, 6, remembered(unseen(), [even] * 3), hopes)
    assert late.mean > steady.mean and late.at_least(80) > steady.at_least(80)


def test_alike_years_make_the_season_surer_than_unlike_ones() -> None:
    """Years that repeat each other tell the share of June more narrowly than years that do not."""
    spring, autumn = [0.0, 5, 20, 40, 20, 5, *[1.0] * 6], [*[1.0] * 6, 5, 20, 40, 20, 5, 0.0]
    spread = []
    for years in ([spring] * 3, [spring, autumn, spring]):
        cells = done_so_far(remembered(unseen(), years), 6)
        mean = sum(s * p for s, p in zip(CELLS, cells, strict=True))
        spread.append(sum(p * (s - mean) ** 2 for s, p in zip(CELLS, cells, strict=True)))
    assert spread[0] < spread[1] / 2


def test_without_earlier_years_nothing_is_remembered() -> None:
    assert remembered(unseen(), [[0.0] * 12]) == unseen()


# -- totals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [6, 12, 60, 200, 2000])
def test_a_target_is_as_likely_to_be_met_whatever_its_size(target: int) -> None:
    """Work is steered to its target: a target of six is no more a matter of luck than one of 2,000."""
    totals = totals_of(from_target(target), 0, target)
    met = sum(t.prior for t in totals if t.first >= target) / sum(t.prior for t in totals)
    assert met == pytest.approx(0.68, abs=0.02)


def test_what_is_done_is_binomial_in_the_total() -> None:
    """With half of the year's work gone by for certain, 6 of 10 have the chance 10!/(6!4!)/2¹⁰."""
    half = [float(abs(s - 0.5) < 0.03) / 2 for s in CELLS]
    totals = totals_of(from_target(10), 0, 10)
    ten = next(n for n, t in enumerate(totals) if t.first == t.last == 10)
    plain = sum(math.comb(10, 6) * s**6 * (1 - s) ** 4 / 2 for s in CELLS if abs(s - 0.5) < 0.03)
    weight = likely(6.0, totals, half)[ten]
    assert weight / totals[ten].prior == pytest.approx(plain)


def test_work_may_stop_when_just_the_quota_is_done() -> None:
    """In June exactly the 60 asked for: perhaps no more will come. With 61 done it did not stop."""
    just, beyond = (
        forecast_count(n, 6, unseen(), from_target(60), 60).at_most(n) for n in (60.0, 61.0)
    )
    assert just > 0.3 > beyond


def test_what_hardly_can_be_is_still_forecast() -> None:
    """A thousand done in January, where all earlier years began in autumn with a hundred in all."""
    years = [[0.0] * 9 + [30.0, 40.0, 30.0]] * 3
    hopes = together(from_target(100), [100.0] * 3)
    made = forecast_count(1000.0, 1, remembered(unseen(), years), hopes)
    assert made.values[0] >= 1000 and sum(made.weights) == pytest.approx(1)
    said = chance_to_reach(2000, 1000.0, 1, remembered(unseen(), years), hopes)
    assert 0 <= said <= 1


def test_earlier_totals_move_what_a_target_says() -> None:
    alone = forecast_count(0.0, 1, unseen(), from_target(100)).at_least(100)
    short, long = (
        forecast_count(0.0, 1, unseen(), together(from_target(100), [n, n])).at_least(100)
        for n in (60.0, 150.0)
    )
    assert short < alone < long


def test_like_indicators_are_pooled() -> None:
    assert pooled([]) == pytest.approx(unseen())
    shaped = pooled([seen(unseen(), [30.0, 28.0, 31.0, 29.0])] * 20)
    rough = {c for (s, c) in shaped if s in COMMON and c < 1}
    assert sum(p for (_, c), p in shaped.items() if c in rough) < 0.07


def test_dispersion_and_lag() -> None:
    assert dispersion([Part(95, 100)] * 6) < dispersion([Part(100, 100), Part(60, 100)] * 3)
    assert lag([Part(0, 10), Part(10, 10), Part(10, 10)]) == pytest.approx(1)
    assert lag([Part(10, 10)] * 3) == 0


def test_against_last_year() -> None:
    over = forecast_change(90, 100, 12, unseen(), rising=False)
    assert over is not None and over.interval() == (10.0, 10.0)
    assert forecast_change(0, 0, 6, unseen(), rising=False) is None
    made = forecast_change(5, 100, 6, unseen(), rising=False)
    assert made is not None and made.at_least(10) > 0.9
