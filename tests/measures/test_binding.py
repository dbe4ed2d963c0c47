"""Every indicator of the bureau is bound to what its description means, or has somebody who reports it."""

from __future__ import annotations

import pytest

from jixiao.measures.binding import bind, proposals
from jixiao.measures.pages import pages
from jixiao.measures.reporters import duty_of, reporter_of
from jixiao.plan.json import loads
from jixiao.plan.model import MeasureRef, Plan
from tests.needs import ROOT


@pytest.fixture(scope="module")
def example() -> Plan:
    return loads((ROOT / "examples/huailai-2023/plan.json").read_bytes())


@pytest.fixture(params=["example", "seed_plan"])
def plan(request: pytest.FixtureRequest) -> Plan:
    """The plan as we tell it, and as it was published."""
    found: Plan = request.getfixturevalue(request.param)
    return found


def test_all_79(plan: Plan) -> None:
    bound, found = bind(plan)
    assert len(found) == 79 and sum(1 for p in found if p.reference) == 68
    for _, indicator in bound.indicators():
        assert (indicator.measure is None) == (reporter_of(indicator) is not None)


@pytest.mark.parametrize(
    ("at", "measure"),
    [
        ("13073023P00009010002F/3", "case_closing_rate"),
        ("13073023P000094100026/2", "case_closing_rate"),
        ("13073023P00010510002J/2", "complaint_handled_rate"),
        ("13073023P00008210002K/3", "payments_on_time_rate"),
        ("13073023P00008810002M/3", "venue_on_time_rate"),
        ("13073023P00010510002J/3", "case_on_time_rate"),
        ("13073023P00009610002H/2", "product_unqualified_disposed_rate"),
        ("13073023P00009710001K/2", "food_unqualified_disposed_rate"),
        ("13073023P00009210002T/3", "training_latest_date"),
        ("13073023P00009610002H/3", "plan_latest_date"),
    ],
)
def test_one_name_means_different_things(plan: Plan, at: str, measure: str) -> None:
    found = {p.indicator: p for p in proposals(plan)}
    assert found[at].reference and found[at].reference.id == measure and "描述" in found[at].reason


def test_money_keeps_to_its_own_project(plan: Plan) -> None:
    bound = {i.id: i for _, i in bind(plan)[0].indicators()}
    reference = bound["13073023P00008210002K/4"].measure
    assert reference and "project = '13073023P00008210002K'" in str(reference.where)


def test_what_is_set_is_never_changed(plan: Plan) -> None:
    project = plan.projects[0]
    chosen = project.indicators[0].model_copy(
        update={"measure": MeasureRef(id="inspections_count")}
    )
    changed = project.model_copy(update={"indicators": (chosen, *project.indicators[1:])})
    bound, found = bind(plan.model_copy(update={"projects": (changed, *plan.projects[1:])}))
    assert bound.projects[0].indicators[0].measure == MeasureRef(id="inspections_count")
    assert chosen.id not in {p.indicator for p in found}
    assert bind(bound)[0] == bound


def test_a_name_alone_decides_nothing() -> None:
    row = {"id": "1", "name": "案件办结率", "description": "绿化完成的面积占比", "target": "≥95%"}
    plan = Plan.model_validate({"projects": [{"id": "p", "name": "绿化", "indicators": [row]}]})
    assert next(iter(proposals(plan))).reference is None


def test_every_duty_has_something_that_speaks_for_it(plan: Plan) -> None:
    found = [duty_of(goal) for goal in plan.duty_goals]
    assert len(found) == 12 and None not in found and len({d.words for d in found if d}) == 12


def test_the_page_is_up_to_date() -> None:
    for path, text in pages(ROOT).items():
        assert (ROOT / "docs" / path).read_text("utf-8") == text, "python -m jixiao.measures.pages"
