"""The form's law: what is printed is read back, in every container."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from jixiao.forms.reading import read_plan
from jixiao.forms.writing import write_plan
from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.plan.model import Plan
from jixiao.plan.places import without_places
from tests.plans import plans


def _again(plan: Plan, ending: str) -> Plan:
    return read_plan(read(write(write_plan(plan), ending), f"plan.{ending}"))


@given(plans())
def test_the_form_itself_loses_nothing(plan: Plan) -> None:
    assert without_places(read_plan(write_plan(plan))) == plan


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_true_text_comes_back_from_every_container(seed_plan: Plan, ending: str) -> None:
    assert without_places(_again(seed_plan, ending)) == without_places(seed_plan)


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_plan_comes_back_from_every_container(ending: str) -> None:
    @settings(max_examples=25)
    @given(plans())
    def comes_back(plan: Plan) -> None:
        assert without_places(_again(plan, ending)) == plan

    comes_back()


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_target_keeps_its_place(seed_plan: Plan, ending: str) -> None:
    again = _again(seed_plan, ending)
    places = [i.place for _, i in again.indicators()]
    assert all(p and p.file == f"plan.{ending}" and p.row and p.cell for p in places)
    assert len(set(places)) == 79


def test_goals_given_without_headings_are_printed_under_the_usual_ones() -> None:
    goal = {"number": "1", "text": "维护市场秩序。"}
    plan = Plan.model_validate(
        {
            "form": "hebei-goal-text",
            "year": 2023,
            "overall_goals": [goal],
            "safeguards": ["由办公室每季度检查。"],
            "projects": [{"id": "project-1", "name": "注册监管", "short_name": "注册监管"}],
        }
    )
    assert [s.heading for s in plan.sections] == ["一、总体绩效目标", "三、工作保障措施"]
    again = read_plan(write_plan(plan))
    assert (again.overall_goals, again.safeguards) == (plan.overall_goals, plan.safeguards)
    assert without_places(again) == plan


def test_a_year_that_nothing_agrees_on_is_asked_and_not_guessed() -> None:
    row = {"id": "p/1", "name": "检查次数", "target": "≥30次", "basis": "2022年工作计划"}
    projects = [{"id": "project-1", "name": "注册监管", "indicators": [row]}]
    plan = Plan.model_validate({"form": "hebei-goal-text", "projects": projects})
    again = read_plan(write_plan(plan))
    assert again.year is None
    assert [(f.rule, f.where.field) for f in again.findings if f.rule == "F108"] == [
        ("F108", "year")
    ]
