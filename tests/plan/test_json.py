"""A plan's JSON: whatever stands in it, it is a plan or an error that names the place."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.plan.json import PlanError, dumps, loads, loads_with, read_project
from jixiao.plan.model import Project
from tests.needs import ROOT

PLAN = json.loads((ROOT / "examples/huailai-2023/plan.json").read_text("utf-8"))
PLAN["projects"] = PLAN["projects"][:1]
PLAN["projects"][0]["executed"] = {"initial": "3.00", "rate": "90.00"}
PLAN["projects"][0]["indicators"][0]["measure"] = {"id": "inspected_entities", "where": None}


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        if isinstance(one, dict | list):
            yield from _places(one, (*path, key))
        else:
            yield (*path, key)


PLACES = [path for path in _places(PLAN) if path]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["NaN", "NaNx", "1e999999", "Infinity", "0202399", "±-3", "\x00", "９", "==", "1/0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def _with(path: tuple[Any, ...], value: Any) -> str:
    plan = copy.deepcopy(PLAN)
    at = plan
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return json.dumps(plan)


@given(path=st.sampled_from(PLACES), value=ANYTHING)
def test_anything_anywhere_is_a_plan_or_an_error_that_names_its_place(
    path: tuple[Any, ...], value: Any
) -> None:
    try:
        plan = loads(_with(path, value))
    except PlanError as wrong:
        assert wrong.place and str(wrong)
    else:
        assert loads(dumps(plan)) == plan


@pytest.mark.parametrize(
    "path, value",
    [
        (("projects", 0, "indicators", 0, "target", "low"), "NaNx"),
        (("projects", 0, "indicators", 0, "level2"), {}),
        (("sections",), 5),
        (("sections",), [5]),
        (("year",), "2023x"),
        (("year",), 202399),
        (("projects", 0, "id"), "x" * 10_000),
        (("projects", 0, "indicators", 0, "id"), ""),
        (("projects", 0, "budget", "total"), "1e9"),
    ],
)
def test_what_no_plan_can_hold_is_refused_at_its_place(path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(PlanError) as refused:
        loads(_with(path, value))
    assert refused.value.place.split(".")[0] == path[0]


def test_what_was_done_is_one_text_or_several() -> None:
    project = {"id": "p", "name": "项目", "results": "做了三件事"}
    plan = loads(json.dumps({"projects": [project]}))
    assert plan.projects[0].results == ("做了三件事",)
    assert loads(dumps(plan)) == plan


@pytest.mark.parametrize("indent", [None, 2])
def test_read_project_by_project_it_is_the_same_plan(indent: int | None) -> None:
    plan = loads((ROOT / "examples/huailai-2023/plan.json").read_text("utf-8"))
    named = plan.projects[0].model_copy(
        update={"name": '名为 "projects": [{}], 的项目', "short_name": None}
    )
    plan = plan.model_copy(update={"projects": (named, *plan.projects[1:])})
    text, kept = dumps(plan, indent=indent), dict[str, Project]()

    def project(part: str) -> Project:
        return kept.setdefault(part, read_project(part))

    assert loads_with(text, project) == loads(text) == plan
    assert len(kept) == len(plan.projects)
    one = plan.projects[1].model_copy(update={"name": "改过的项目"})
    changed = plan.model_copy(update={"projects": (plan.projects[0], one, *plan.projects[2:])})
    again = loads_with(dumps(changed, indent=indent), project)
    assert again == changed and len(kept) == len(plan.projects) + 1
    assert again.projects[0] is loads_with(text, project).projects[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"projects": [',
        '{"projects": [{}]}',
        '{"year" 2023}',
        dumps(loads(json.dumps(PLAN))) + "x",
    ],
)
def test_what_is_no_plan_is_none_project_by_project_either(text: str) -> None:
    with pytest.raises(PlanError):
        loads(text)
    with pytest.raises((ValueError, IndexError)):
        loads_with(text, read_project)
