"""Plans as bad as they come: findings or a clear error, never a crash, never squared time."""

from __future__ import annotations

import json
import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.law.packs import UnknownPolicyError, packs
from jixiao.plan.model import Budget, Executed, Indicator, Plan, Project
from jixiao.plan.target_grammar import parse_target
from jixiao.review.examine import examine
from jixiao.review.form import project_forms
from jixiao.review.form_document import review_document
from tests.plans import plans, words

_AMOUNTS = st.none() | st.decimals(-10, 10_000, places=2, allow_nan=False, allow_infinity=False)
_ACTUALS = st.none() | words(0, 12) | st.sampled_from(
    ["95%", "≥95%", "0", "100", "/", "达成预期指标", "未完成", "-3", "1e9", "120%", "12月底"]
)  # fmt: skip


@st.composite
def evaluated(draw: st.DrawFn) -> Plan:
    """A plan with anything at all as results: weights, scores, actual values, execution."""
    plan = draw(plans())
    changed = [draw(_evaluated_project(project)) for project in plan.projects]
    return plan.model_copy(update={"projects": tuple(changed)})


@st.composite
def _evaluated_project(draw: st.DrawFn, project: Project) -> Project:
    rows = [
        row.model_copy(
            update={
                "actual": draw(_ACTUALS), "weight": draw(_AMOUNTS), "score": draw(_AMOUNTS),
                "deviation": draw(st.none() | words(0, 10)),
            }
        )
        for row in project.indicators
    ]  # fmt: skip
    money = Executed(**{name: draw(_AMOUNTS) for name in Executed.model_fields})
    return project.model_copy(
        update={"indicators": tuple(rows), "executed": draw(st.none() | st.just(money))}
    )


@given(evaluated(), st.none() | evaluated(), st.lists(evaluated(), max_size=2))
def test_never_raises(plan: Plan, last: Plan | None, others: list[Plan]) -> None:
    review = examine(plan, last_year=last, corpus=others)
    json.dumps(review.to_json(), ensure_ascii=False)
    forms = list(project_forms(packs()[review.policy], plan, review.findings))
    assert len(forms) == len(plan.projects)
    review_document(plan, review, packs()[review.policy])
    fields = {"name", "description", "target", "basis", "level1", "level2", "actual", "score"}
    for finding in review.findings:
        if finding.proposal and finding.where.indicator:
            assert finding.proposal.field in fields and finding.proposal.value


@given(plans())
def test_a_plan_against_itself_says_nothing_of_years(plan: Plan) -> None:
    found = {f.rule for f in examine(plan, last_year=plan).findings}
    assert not {code for code in found if code.startswith("G")}


def test_two_rows_of_one_name_are_not_taken_for_one_another() -> None:
    """The first of the earlier year is not the second of this one."""
    twins = (_row(0), _row(9)), (_row(9), _row(0))
    this, last = (
        Plan(year=2023, projects=(Project(id="p", name="甲", indicators=rows),)) for rows in twins
    )
    for earlier in (this, last, last.model_copy(update={"year": 2022})):
        found = {f.rule for f in examine(this, last_year=earlier).findings}
        assert not found & {"G101", "G102", "G106", "G107"}


def _row(n: int, **fields: str | None) -> Indicator:
    given: dict[str, str | None] = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": f"案件个数{n % 9}",
    }
    target = parse_target(f"≥{100 + n % 50}个")
    return Indicator.model_validate({"id": f"p/{n}", "target": target, **given, **fields})


def test_five_thousand_rows_of_long_texts_with_results() -> None:
    long = "检验不合格产品处置情况，" * 9_000
    rows = tuple(
        _row(
            n,
            description=long if n % 40 == 0 else f"第{n}号事项的检验情况",
            actual=str(n),
            basis=long[: n % 90],
        )
        for n in range(5_000)
    )
    project = Project(
        id="p", name=long, use=long, goals=tuple(f"{n}、{long}" for n in range(3)), indicators=rows,
        unit="万元", budget=Budget(total=Decimal(100)),
        executed=Executed(adjusted=Decimal(100), executed=Decimal(99)),
    )  # fmt: skip
    plan = Plan(year=2023, projects=(project,))
    began = time.perf_counter()
    review = examine(plan, last_year=plan.model_copy(update={"year": 2022}), corpus=[plan])
    assert time.perf_counter() - began < 30
    assert max(len(f.fault) for f in review.findings) < 700
    assert max(len(f.remedy) for f in review.findings) < 700


def test_every_project_the_same_code_and_name_in_the_year_before() -> None:
    rows = (_row(1),)
    now = Plan(projects=(Project(id="a", name="同名", indicators=rows),), year=2024)
    then = Plan(projects=tuple(Project(id=f"b{n}", name="同名") for n in range(2_000)), year=2023)
    assert not [f for f in examine(now, last_year=then).findings if f.rule.startswith("G")]


def test_unknown_levels_are_left_alone() -> None:
    rows = (_row(1, level1="其他", level2="未知的类别"), _row(2, level1="", level2=None))
    found = {
        f.rule
        for f in examine(Plan(projects=(Project(id="p", name="甲", indicators=rows),))).findings
    }
    assert not found & {"A201", "A203", "A301", "C202"}


def test_nothing_at_all() -> None:
    rows = tuple(Indicator(id=str(n), name="", target=parse_target("")) for n in range(3))
    plan = Plan(projects=(Project(id="x", name="", indicators=rows, executed=Executed()),))
    assert {f.rule for f in examine(plan).findings} == {"A204"}


def test_zero_everywhere() -> None:
    money = Executed(**dict.fromkeys(Executed.model_fields, Decimal(0)))
    row = _row(1, actual="0", weight="0", score="0").model_copy(
        update={"target": parse_target("0个")}
    )
    project = Project(
        id="x",
        name="甲",
        indicators=(row,),
        executed=money,
        budget=Budget(total=Decimal(0)),
        unit="万元",
    )
    examine(Plan(projects=(project,)))


@pytest.mark.parametrize(
    ("policy", "on", "says"),
    [
        ("nowhere", None, "sichuan-2025"),
        ("sichuan-2025", date(2025, 3, 16), "2025-03-17"),
        (None, date(1949, 10, 1), "2015-05-21"),
    ],
)
def test_a_policy_or_a_day_that_is_not_there(
    policy: str | None, on: date | None, says: str
) -> None:
    with pytest.raises(UnknownPolicyError, match=says):
        examine(Plan(), policy=policy, on=on)
