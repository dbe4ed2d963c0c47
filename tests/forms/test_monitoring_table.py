"""The monitoring table's law: what is printed is read back, in every container."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.forms.monitoring_table import (
    MoneyRow,
    MonitoringRow,
    MonitoringTable,
    document_of,
    tables_in,
    tables_of_plan,
)
from jixiao.forms.reading import read_plan
from jixiao.forms.shelf import shelf
from jixiao.forms.writing import write_plan
from jixiao.grids.document import Document
from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName
from tests.plans import words

_AMOUNTS = st.sampled_from(["", "3.00", "156.70", "0.00", "40.12%", "2.70–3.00"])
_MONEY = st.builds(MoneyRow, _AMOUNTS, _AMOUNTS, _AMOUNTS, _AMOUNTS)
_LEVELS = st.sampled_from(
    [("产出指标", "数量指标"), ("产出指标", ""), ("效益指标", "社会效益指标"), ("", "")]
)
_TEXT = st.just("") | words(1, 20)


@st.composite
def rows(draw: st.DrawFn) -> MonitoringRow:
    level1, level2 = draw(_LEVELS)
    return MonitoringRow(
        name=draw(words(2, 20)),
        level1=level1,
        level2=level2,
        target=draw(st.sampled_from(["", "≥95%", "30家", "较上年提升"])),
        progress=draw(_TEXT),
        estimate=draw(_TEXT),
        causes=tuple(draw(st.lists(_TEXT, min_size=6, max_size=6))),
        possibility=draw(st.sampled_from(["", "1", "2", "3"])),
        remark=draw(_TEXT),
    )


TABLES = st.builds(
    MonitoringTable,
    name=words(2, 20),
    department=_TEXT,
    unit=_TEXT,
    year=st.none() | st.integers(2019, 2030),
    months=st.integers(1, 12),
    total=_MONEY,
    fiscal=_MONEY,
    other=_MONEY,
    goal=_TEXT,
    rows=st.lists(rows(), max_size=5).map(tuple),
)


def _again(document: Document) -> tuple[MonitoringTable, ...]:
    return tuple(found.table for found in tables_in(document))


@given(st.lists(TABLES, min_size=1, max_size=3).map(tuple))
def test_the_form_itself_loses_nothing(tables: tuple[MonitoringTable, ...]) -> None:
    assert _again(document_of(tables)) == tables


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_table_comes_back_from_every_container(ending: str) -> None:
    @settings(max_examples=15)
    @given(st.lists(TABLES, min_size=1, max_size=2).map(tuple))
    def comes_back(tables: tuple[MonitoringTable, ...]) -> None:
        assert _again(read(write(document_of(tables), ending), f"t.{ending}")) == tables

    comes_back()


def test_the_true_plan_is_printed_for_filling_in(seed_plan: Plan) -> None:
    again = read_plan(write_plan(seed_plan, FormName.MONITORING_TABLE))
    assert again.form is FormName.MONITORING_TABLE
    assert [p.name for p in again.projects] == [p.name for p in seed_plan.projects]
    assert again.total == seed_plan.total
    assert [i.target for _, i in again.indicators()] == [
        i.target for _, i in seed_plan.indicators()
    ]
    assert tables_of_plan(seed_plan)[0].months == 7


def test_another_form_is_not_taken_for_it(seed_plan: Plan) -> None:
    assert tables_in(write_plan(seed_plan)) == ()


def test_sixteen_columns_lie_across_the_page_the_goal_form_stands(seed_plan: Plan) -> None:
    across = {name: _word(write_plan(seed_plan, name)) for name in shelf()}
    assert 'w:orient="landscape"' in across[FormName.MONITORING_TABLE]
    assert 'w:orient="landscape"' not in across[FormName.HEBEI_GOAL_TEXT]


def _word(document: Document) -> str:
    with ZipFile(BytesIO(write(document, "docx"))) as package:
        return package.read("word/document.xml").decode()
