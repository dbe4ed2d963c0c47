"""The department's self-evaluation: what is printed is read back, in every container."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.forms.department import (
    DepartmentTable,
    IndicatorRow,
    MoneyRow,
    TaskRow,
    document_of,
    tables_in,
)
from jixiao.forms.reading import read_plan
from jixiao.forms.writing import write_plan
from jixiao.grids.document import Document, Paragraph
from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName
from tests.plans import words

_AMOUNTS = st.sampled_from(["", "3.00", "468.40", "0.00", "【待填写：基本支出】"])
_PART = st.builds(MoneyRow, _AMOUNTS, _AMOUNTS, _AMOUNTS, rate=st.sampled_from(["", "95.97%"]))
_TOTAL = st.builds(MoneyRow, _AMOUNTS, _AMOUNTS, _AMOUNTS, _AMOUNTS, _AMOUNTS, _AMOUNTS)
_LEVELS = st.sampled_from(
    [("产出指标", "数量指标"), ("产出指标", ""), ("效益指标", "社会效益指标"), ("", "")]
)
_TEXT = st.just("") | words(1, 30)
_NUMBER = st.sampled_from(["", "3.85", "30.00", "【待评】"])


@st.composite
def rows(draw: st.DrawFn) -> IndicatorRow:
    level1, level2 = draw(_LEVELS)
    return IndicatorRow(
        name=draw(words(2, 20)),
        level1=level1,
        level2=level2,
        target=draw(st.sampled_from(["", "≥95%", "255批次", "较上年提升"])),
        actual=draw(_TEXT),
        weight=draw(_NUMBER),
        score=draw(_NUMBER),
        deviation=draw(_TEXT),
    )


TABLES = st.builds(
    DepartmentTable,
    name=words(2, 20),
    year=st.none() | st.integers(2019, 2030),
    total=_TOTAL,
    basic=_PART,
    projects=_PART,
    goals=_TEXT,
    results=_TEXT,
    tasks=st.lists(
        st.builds(TaskRow, words(2, 12), _TEXT, _TEXT, _AMOUNTS, _AMOUNTS), max_size=4
    ).map(tuple),
    rows=st.lists(rows(), max_size=5).map(tuple),
    weight=_NUMBER,
    score=_NUMBER,
)


def _again(document: Document) -> tuple[DepartmentTable, ...]:
    return tuple(found.table for found in tables_in(document))


@given(st.lists(TABLES, min_size=1, max_size=3).map(tuple), words(2, 30))
def test_the_form_itself_loses_nothing(tables: tuple[DepartmentTable, ...], note: str) -> None:
    assert _again(document_of(tables, [Paragraph(note)], "【模拟数据】")) == tables


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_table_comes_back_from_every_container(ending: str) -> None:
    @settings(max_examples=10)
    @given(st.lists(TABLES, min_size=1, max_size=2).map(tuple))
    def comes_back(tables: tuple[DepartmentTable, ...]) -> None:
        assert _again(read(write(document_of(tables), ending), f"t.{ending}")) == tables

    comes_back()


def test_the_true_plan_is_printed_for_filling_in(seed_plan: Plan) -> None:
    again = read_plan(write_plan(seed_plan, FormName.DEPARTMENT))
    assert again.form is FormName.DEPARTMENT
    assert (again.department.code, again.department.name) == ("414001", "怀来县市场监督管理局")
    ours, theirs = ([g.text for g in p.overall_goals] for p in (seed_plan, again))
    assert theirs == ours and len(ours) == 6
    assert [g.duty for g in again.duty_goals] == [g.duty for g in seed_plan.duty_goals]
    assert len(again.duty_goals) == 12
    table = _again(write_plan(seed_plan, FormName.DEPARTMENT))[0]
    assert (table.projects.initial, table.total.initial) == ("468.40", "")  # 基本支出计划里没有


@pytest.mark.parametrize("form", [f for f in FormName if f is not FormName.DEPARTMENT])
def test_another_form_is_not_taken_for_it(seed_plan: Plan, form: FormName) -> None:
    assert tables_in(write_plan(seed_plan, form)) == ()
