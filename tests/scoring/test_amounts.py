"""Amounts as people read them: two places by the named rounding, while the points follow the exact ones."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.forms.reading import read_plan
from jixiao.forms.self_evaluation import printed_of, write
from jixiao.law.packs import pack
from jixiao.plan.money import amount_text, half_up, money_words
from jixiao.scoring.actuals import Actuals, Money
from jixiao.scoring.filling import filled
from jixiao.scoring.honesty.examine import examine_claims
from jixiao.scoring.score import score
from tests.scoring.situations import plan_of

_YUAN = st.integers(1, 10**10).map(lambda cents: Decimal(cents).scaleb(-6))


@given(_YUAN)
def test_an_amount_has_at_most_two_places(value: Decimal) -> None:
    printed = Decimal(amount_text(value))
    assert printed == half_up(value) and abs(printed - value) <= Decimal("0.005")


def test_the_form_prints_two_places_and_the_exact_rate() -> None:
    row = {
        "level2": "数量指标",
        "name": "检查家数",
        "target": "≥30家",
        "weight": "90",
        "actual": "31",
    }
    plan = plan_of([row])
    money = Money(adjusted=Decimal("2"), executed=Decimal("1.870449"))
    actuals = Actuals(execution={"p": money})
    form = write(
        filled(
            plan, actuals, score(plan, actuals, policy="central-2020"), pack("central-2020").scoring
        )
    )
    back = read_plan(form)
    executed = back.projects[0].executed
    assert executed is not None
    assert (str(executed.executed), str(executed.rate), str(executed.score)) == (
        "1.87",
        "93.52",
        "9.35",
    )
    found = examine_claims(back, printed_of(form), policy="central-2020").findings
    assert "K105" not in {f.rule for f in found}, "a rate of the exact amounts is not wrong"


def test_money_in_words_has_two_places_and_the_exact_yuan_behind() -> None:
    assert money_words("2.86795万元") == "2.87万元"
    assert money_words("2.86795万元", exact=True) == "2.87万元（28679.5元）"
    assert money_words("97.123%") == "97.123%" and money_words("3.10万元") == "3.10万元"


def test_an_actual_above_its_ceiling_is_not_rounded_onto_it() -> None:
    row = {"level2": "成本指标", "name": "项目成本", "target": "≤3万元", "weight": "90"}
    plan = plan_of([row])
    for exact, printed in (("3.001万元", "3.001万元"), ("2.86795万元", "2.87万元")):
        actuals = Actuals(indicators={"p/1": exact})
        form = filled(
            plan, actuals, score(plan, actuals, policy="central-2020"), pack("central-2020").scoring
        )
        assert form.projects[0].indicators[0].actual == printed
