"""Laws of scoring, on generated plans and actuals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.law.packs import pack
from jixiao.plan.target_grammar import parse_target
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.exact import quotient
from jixiao.scoring.interval import interval_of
from jixiao.scoring.rules import completion
from jixiao.scoring.score import score
from jixiao.scoring.weights import equal_shares
from tests.scoring.situations import plan_of

RULES = pack("central-2020").scoring
NUMBERS = st.decimals(-1000, 10**7, places=3, allow_nan=False, allow_infinity=False)
POSITIVE = st.decimals(0, 10**7, places=3, allow_nan=False, allow_infinity=False)
SIGNS = st.sampled_from(["≥", "≤", ">", "<", "="])
POINTS = st.decimals("0.01", 100, places=2)


def _points(raw: str, actual: Decimal, weight: Decimal) -> Decimal:
    interval = interval_of(parse_target(raw, "增减数"), RULES)
    assert interval is not None
    done = completion(actual, interval)
    return weight if done.met else quotient((weight, done.over), (done.under,))


@given(SIGNS, NUMBERS, NUMBERS, POINTS)
def test_points_stay_between_nothing_and_the_weight(
    sign: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    assert 0 <= _points(f"{sign}{target}", actual, weight) <= weight


@given(st.sampled_from(["≥", ">"]), POSITIVE, POSITIVE, POSITIVE, POINTS)
def test_more_is_never_worse_above_a_floor(
    sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    less, more = sorted((one, other))
    assert _points(f"{sign}{target}", less, weight) <= _points(f"{sign}{target}", more, weight)


@given(st.sampled_from(["≤", "<"]), NUMBERS, NUMBERS, NUMBERS, POINTS)
def test_less_is_never_worse_below_a_ceiling(
    sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    less, more = sorted((one, other))
    assert _points(f"{sign}{target}", more, weight) <= _points(f"{sign}{target}", less, weight)


@given(NUMBERS, NUMBERS, st.integers(1, 9), st.integers(1, 9))
def test_the_unit_does_not_matter(
    target: Decimal, actual: Decimal, times: int, weight: int
) -> None:
    one = _points(f"≥{target}", actual, Decimal(weight))
    assert one == _points(f"≥{target * times}", actual * times, Decimal(weight))


@given(POINTS, st.integers(1, 60))
def test_shares_are_equal_to_a_cent_and_their_sum_is_exact(points: Decimal, count: int) -> None:
    shares = equal_shares(points, count)
    assert sum(shares) == points
    assert max(shares) - min(shares) <= Decimal("0.01")


_ROW = st.fixed_dictionaries(
    {
        "target": st.builds("{}{}个".format, SIGNS, st.integers(1, 500)),
        "actual": st.integers(0, 900),
    }
)


@given(st.lists(_ROW, min_size=2, max_size=8), st.data())
def test_the_order_of_the_rows_does_not_matter(rows: list[dict[str, Any]], data: Any) -> None:
    weight = str(equal_shares(Decimal(90), len(rows))[-1])
    made = [{"target": r["target"], "weight": weight} for r in rows]
    actual = [str(r["actual"]) for r in rows]
    order = data.draw(st.permutations(range(len(rows))))
    one = score(plan_of(made), _actuals(actual), policy="central-2020").projects[0]
    other = score(
        plan_of([made[n] for n in order]), _actuals([actual[n] for n in order]),
        policy="central-2020",
    ).projects[0]  # fmt: skip
    assert one.total == other.total
    assert [one.indicators[n].points for n in order] == [i.points for i in other.indicators]


@given(st.integers(0, 100), st.integers(0, 100), st.integers(5, 40))
def test_what_does_not_apply_is_taken_out_of_the_hundred(one: int, other: int, out: int) -> None:
    rows = [{"target": "≥100个", "weight": str(w)} for w in (50, 40 - out, out)]
    assume(out != 40)
    actuals = Actuals(
        indicators={"p/1": str(one), "p/2": str(other)}, not_applicable=("p/3",),
        execution={"p": {"adjusted": "1", "executed": "1"}},
    )  # fmt: skip
    made = score(plan_of(rows), actuals, policy="central-2020").projects[0]
    parts = sum((i.points or Decimal(0) for i in made.indicators), Decimal(10))
    assert made.total == quotient((parts, Decimal(100)), (Decimal(100 - out),))
    assert 0 <= made.total <= 100
    assert made.grade is not None


def _actuals(values: list[str]) -> Actuals:
    return Actuals(indicators={f"p/{n}": v for n, v in enumerate(values, start=1)})
