"""The forecast's closed forms against plain sums, and its laws."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.monitoring.forecast.changes import forecast_change
from jixiao.monitoring.forecast.distributions import (
    beta_below,
    counts,
    gamma_below,
    poisson_at_least,
    shares,
    student_below,
    student_point,
)
from jixiao.monitoring.forecast.growing import forecast_growing
from jixiao.monitoring.forecast.known import Known
from jixiao.monitoring.forecast.lagging import lag
from jixiao.monitoring.forecast.parts import Part
from jixiao.monitoring.forecast.payments import forecast_paid
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.ratios import dispersion, forecast_ratio
from jixiao.monitoring.forecast.season import LUMPINESS, PAYING, done_so_far, seen, unseen
from jixiao.monitoring.forecast.steering import log_upper

_YEAR = st.lists(st.integers(0, 60), min_size=12, max_size=12).map(lambda y: tuple(map(float, y)))


@st.composite
def _known(draw: st.DrawFn, counted: bool | None = None) -> Known:
    """Any year that is not over: counts or money, a target, none to five earlier years."""
    months = draw(st.integers(1, 11))
    now = draw(_YEAR)[:months]
    earlier = tuple(draw(st.lists(_YEAR, max_size=5)))
    kind = draw(st.booleans()) if counted is None else counted
    return Known(kind, float(months), now, earlier, float(draw(st.integers(1, 900))))


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


@given(st.floats(-6, 6))
def test_student_with_one_and_two_degrees_has_known_forms(t: float) -> None:
    assert student_below(t, 1.0) == pytest.approx(0.5 + math.atan(t) / math.pi, abs=1e-9)
    assert student_below(t, 2.0) == pytest.approx(0.5 + t / (2 * math.sqrt(2 + t * t)), abs=1e-9)
    assert student_point(student_below(t, 3.0), 3.0) == pytest.approx(t, abs=1e-6)


@given(st.integers(0, 60), st.floats(0.05, 60))
def test_things_that_fall_by_chance(number: int, mean: float) -> None:
    plain = 1 - sum(math.exp(-mean) * mean**n / math.factorial(n) for n in range(number))
    assert poisson_at_least(number, mean) == pytest.approx(plain, abs=2e-3)


# -- what every forecast is -----------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 50), st.floats(0.01, 1)), min_size=1, max_size=40))
def test_the_interval_holds_about_four_fifths(pairs: list[tuple[int, float]]) -> None:
    made = Predictive.of((float(v), w) for v, w in pairs)
    low, high = made.interval()
    assert low <= high and made.within(low, high) >= 0.8 - max(made.weights)
    assert made.at_least(low) == pytest.approx(1 - made.at_most(low - 1))


@given(_known())
def test_the_estimate_lies_inside_the_interval(known: Known) -> None:
    made = forecast_growing(known, (known.aim or 0.0,))
    low, high = made.interval()
    assert known.done - 1e-9 <= low <= made.quantile(0.5) <= high


@given(_known())
def test_chance_and_interval_agree(known: Known) -> None:
    """What lies wholly on one side of the target has a chance of at least seven tenths, or at most three."""
    aim = known.aim or 0.0
    made = forecast_growing(known, (aim,))
    low, high = made.interval()
    assert low < aim - 1e-9 or made.at_least(aim) >= 0.7
    assert high >= aim - 1e-9 or made.at_least(aim) <= 0.3


@given(_known(), st.integers(0, 10), st.integers(1, 40))
def test_more_done_is_never_less_likely_to_meet(known: Known, month: int, more: int) -> None:
    """Whatever month it was done in."""
    aim, at = known.aim or 0.0, month % len(known.now)
    now = tuple(v + more * (n == at) for n, v in enumerate(known.now))
    less = forecast_growing(known, (aim,)).at_least(aim)
    assert forecast_growing(replace(known, now=now), (aim,)).at_least(aim) >= less - 1e-9


@given(_known(), st.integers(1, 900))
def test_a_higher_target_is_never_more_likely(known: Known, other: int) -> None:
    low, high = sorted((known.aim or 0.0, float(other)))
    easy, hard = (forecast_growing(replace(known, aim=a), (a,)).at_least(a) for a in (low, high))
    assert hard <= easy + 1e-9


@given(_known())
def test_what_is_done_and_what_is_over_is_certain(known: Known) -> None:
    done = known.done
    reached = forecast_growing(replace(known, aim=done), (done,))
    assert reached.at_least(done) == 1 and reached.at_most(done - 1) == 0
    over = forecast_growing(
        replace(known, months=12.0, now=(*known.now, *[0.0] * (12 - len(known.now))))
    )
    assert over.interval() == (done, done)
    paid = forecast_paid(0.5, 12, unseen())
    assert paid.interval() == (0.5, 0.5)


@given(_known(counted=False), st.sampled_from([1e4, 1e-4, 1e8]))
def test_money_is_the_same_in_any_unit(known: Known, unit: float) -> None:
    other = Known(
        False, known.months, tuple(v * unit for v in known.now),
        tuple(tuple(v * unit for v in year) for year in known.earlier), (known.aim or 0.0) * unit,
    )  # fmt: skip
    one, two = (forecast_growing(k, (k.aim or 0.0,)) for k in (known, other))
    assert two.at_least(other.aim or 0.0) == pytest.approx(one.at_least(known.aim or 0.0), abs=1e-6)
    assert two.interval() == pytest.approx([v * unit for v in one.interval()], rel=1e-6)


def test_things_are_the_same_counted_in_ten_thousands() -> None:
    years = ((812.0, 905.0, 731.0, *[803.0] * 9),)
    one = Known(True, 3.0, (801.0, 777.0, 853.0), years, 9999.0)
    ten = Known(
        True, 3.0, tuple(v / 1e4 for v in one.now),
        tuple(tuple(v / 1e4 for v in year) for year in years), 0.9999,
    )  # fmt: skip
    said = forecast_growing(ten, (0.9999,))
    assert said.interval() == pytest.approx(
        [v / 1e4 for v in forecast_growing(one, (9999.0,)).interval()]
    )


# -- what it stands on ----------------------------------------------------------------------------

_SPRING = (0.0, 5.0, 40.0, 80.0, 40.0, 10.0, 5.0, 5.0, 5.0, 5.0, 5.0, 0.0)
_EVEN = (17.0, 16.0, 17.0, 17.0, 16.0, 17.0, 17.0, 16.0, 17.0, 17.0, 16.0, 17.0)


def _wide(known: Known) -> float:
    low, high = forecast_growing(known).interval()
    return high - low


def test_a_short_history_is_wider() -> None:
    years = tuple(tuple(m + (-1) ** (n + y) for n, m in enumerate(_EVEN)) for y in range(3))
    wide = [_wide(Known(True, 6.0, years[0][:6], years[:n], 200.0)) for n in (0, 1, 3)]
    assert wide[0] > wide[1] > wide[2]


def test_smooth_years_are_told_more_narrowly_than_rough_ones() -> None:
    rough = ((0.0, 60.0, *[5.0] * 10), (40.0, *[0.0] * 6, 70.0, *[1.0] * 4), _SPRING)
    smooth, other = ((_EVEN,) * 3, rough)
    assert (
        _wide(Known(True, 6.0, _EVEN[:6], smooth)) < _wide(Known(True, 6.0, _EVEN[:6], other)) / 2
    )


def test_earlier_years_carry_their_season() -> None:
    """A hundred and seventy by June is nearly all where spring is the season, and half where it is not."""
    now = (0.0, 5.0, 38.0, 79.0, 41.0, 10.0)
    spring, even = (
        forecast_growing(Known(True, 6.0, now, (year,) * 3)).quantile(0.5)
        for year in (_SPRING, _EVEN)
    )
    assert 185 <= spring <= 215 and even > 240


def test_a_target_far_off_hardly_moves_what_three_years_say() -> None:
    one, two = (
        forecast_growing(Known(True, 6.0, _EVEN[:6], (_EVEN,) * 3, aim)).quantile(0.5)
        for aim in (200.0, 2000.0)
    )
    assert abs(two - one) < 0.12 * one


def test_work_that_has_not_begun_is_told_by_what_is_asked_for() -> None:
    """Nothing by June and no year to go by: it may begin late. Three years that began early say it is dead."""
    idle = Known(True, 6.0, (0.0,) * 6, (), 100.0)
    alone, after_years = (
        forecast_growing(k, (100.0,)).at_least(100)
        for k in (idle, replace(idle, earlier=(_EVEN,) * 3))
    )
    assert 0.1 < alone < 0.5 and after_years < 0.06


@given(st.floats(-8, 60), st.floats(0, 5))
def test_the_normal_tail_falls_without_a_step(z: float, more: float) -> None:
    assert log_upper(z + more) <= log_upper(z) + 1e-12
    assert z > 5 or log_upper(z) == pytest.approx(math.log(NormalDist().cdf(-z)), rel=1e-6)
    assert log_upper(30.0 + 1e-9) == pytest.approx(log_upper(30.0 - 1e-9), abs=1e-5)


# -- ratios ---------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=11),
    st.booleans(),
)
def test_a_ratio_stays_a_ratio(months: list[tuple[int, int]], history: bool) -> None:
    parts = [Part(min(a, b), b) for a, b in months]
    earlier = [[Part(9, 10)] * 12, [Part(7, 8)] * 12] if history else []
    for later in (False, True):
        made = forecast_ratio(parts, len(parts), 0.95, earlier, settled_later=later)
        if made is None:
            assert sum(p.denominator for p in parts) == 0
        else:
            assert made.values[0] >= 0 and made.values[-1] <= 100.01


@st.composite
def _ratio(draw: st.DrawFn) -> tuple[list[Part], list[list[Part]], bool]:
    """Any months of a ratio, earlier years or none; cases that may be settled later, or not."""

    def months(least: int, most: int) -> list[Part]:
        pairs = st.tuples(st.integers(0, 40), st.integers(0, 40) | st.integers(0, 900))
        made = draw(st.lists(pairs, min_size=least, max_size=most))
        return [Part(float(min(a, b)), float(b)) for a, b in made]

    parts = months(1, 11)
    earlier = [months(12, 12) for _ in range(draw(st.integers(0, 2)))]
    return parts, earlier, draw(st.booleans())


def _told(case: tuple[list[Part], list[list[Part]], bool]) -> Predictive | None:
    parts, earlier, later = case
    return forecast_ratio(parts, len(parts), 0.95, earlier, settled_later=later)


@given(_ratio(), st.integers(0, 10), st.floats(1, 100))
def test_one_more_that_is_good_never_makes_a_ratio_less_likely(
    case: tuple[list[Part], list[list[Part]], bool], month: int, target: float
) -> None:
    parts, earlier, later = case
    at = month % len(parts)
    more = [replace(p, numerator=p.numerator + (n == at)) for n, p in enumerate(parts)]
    less = _told(case)
    if less is None or more[at].numerator > more[at].denominator:
        return
    better = _told((more, earlier, later))
    assert better is not None and better.at_least(target) >= less.at_least(target) - 1e-9


@given(_ratio(), st.floats(0, 101))
def test_estimate_interval_and_chance_of_a_ratio_agree(
    case: tuple[list[Part], list[list[Part]], bool], target: float
) -> None:
    made = _told(case)
    if made is None:
        return
    low, high = made.interval()
    assert low <= made.quantile(0.5) <= high
    assert low < target - 1e-9 or made.at_least(target) >= 0.7
    assert high >= target - 1e-9 or made.at_least(target) <= 0.3


@given(_ratio())
def test_only_what_cannot_be_otherwise_is_certain_of_a_ratio(
    case: tuple[list[Part], list[list[Part]], bool],
) -> None:
    """Before the year is over a ratio of 100 % is neither reached for good nor, with none lost, out of reach."""
    parts, _, later = case
    made = _told(case)
    if made is None:
        return
    lost = sum(p.denominator - p.numerator for p in parts) > 0 and not later
    assert made.at_least(0) == pytest.approx(1) and made.at_least(100.001) == 0
    assert (made.at_least(100) == 0) if lost else (made.at_least(100) > 0)
    over = [*parts, *[Part(0, 0)] * (12 - len(parts))]
    said = forecast_ratio(over, 12, 0.95, case[1], settled_later=later)
    whole = 100 * sum(p.numerator for p in parts) / sum(p.denominator for p in parts)
    assert said is not None and said.interval() == (whole, whole)


@given(_ratio(), st.floats(1, 100))
def test_a_ratio_is_the_same_in_ten_thousands(
    case: tuple[list[Part], list[list[Part]], bool], target: float
) -> None:
    """Things down to the last: a number that shows its last thing."""
    parts, earlier, later = case
    parts, earlier = [Part(3, 7), *parts][:11], [[Part(5, 9), *year[1:]] for year in earlier]

    def small(year: list[Part]) -> list[Part]:
        return [Part(p.numerator / 1e4, p.denominator / 1e4) for p in year]

    one, two = (
        _told((parts, earlier, later)),
        _told((small(parts), list(map(small, earlier)), later)),
    )
    assert one is not None and two is not None
    assert two.at_least(target) == pytest.approx(one.at_least(target), abs=1e-6)
    assert two.interval() == pytest.approx(one.interval())


def test_what_is_missed_for_good_cannot_be_made_good() -> None:
    parts = [Part(10, 10), Part(9, 10), Part(10, 10)]
    lost = forecast_ratio(parts, 3, 0.95)
    open_ = forecast_ratio(parts, 3, 0.95, settled_later=True)
    assert lost is not None and lost.at_least(100) == 0
    assert open_ is not None and open_.at_least(100) > 0


def test_cases_that_close_late_are_told_by_the_years_that_closed_late() -> None:
    """Half are open in June as in earlier years, which ended at 96 %: so may this one."""
    year = [*[Part(5, 10)] * 6, *[Part(14, 10)] * 5, Part(15, 10)]
    made = forecast_ratio(year[:6], 6, 0.9, [year] * 3, settled_later=True)
    assert made is not None
    low, high = made.interval()
    assert low <= 100 <= high + 2 and made.at_least(95) > 0.5


def test_dispersion_and_lag() -> None:
    even, shaken = [Part(95, 100)] * 12, [Part(100, 100), Part(60, 100)] * 6
    assert dispersion([even]) < dispersion([shaken])
    assert lag([Part(0, 10), Part(10, 10), Part(10, 10)]) == pytest.approx(1)
    assert lag([Part(10, 10)] * 3) == 0


# -- payments and changes -------------------------------------------------------------------------


@given(st.floats(0, 0.99), st.integers(1, 11))
def test_payments_end_between_what_is_paid_and_the_budget(paid: float, months: int) -> None:
    made = forecast_paid(paid, months, unseen(PAYING, LUMPINESS))
    assert made.values[0] >= paid - 1e-4 and made.values[-1] <= 1 + 1e-9


def test_the_cells_of_the_year_done_are_a_distribution() -> None:
    for months in (0.5, 3, 6.5, 10, 11.9):
        assert sum(done_so_far(unseen(), months)) == pytest.approx(1, abs=1e-6)


def test_a_steady_year_is_told_from_a_jump() -> None:
    steady, jump = seen(unseen(), [20.0] * 6), seen(unseen(), [0.0, 0.0, 120.0, 0.0, 0.0, 0.0])
    mean = [sum(c * p for (_, c), p in one.items()) for one in (steady, jump)]
    assert mean[0] > 20 * mean[1]


def test_against_last_year() -> None:
    over = forecast_change(90, 100, 12, unseen(), rising=False)
    assert over is not None and over.interval() == (10.0, 10.0)
    assert forecast_change(0, 0, 6, unseen(), rising=False) is None
    made = forecast_change(5, 100, 6, unseen(), rising=False)
    assert made is not None and made.at_least(10) > 0.9
