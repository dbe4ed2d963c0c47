"""The evaluation frame as a form: what is printed is read back, in every container."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.forms.evaluation import EvaluationRow, EvaluationTable, document_of, tables_in
from jixiao.forms.writing import write_plan
from jixiao.grids.document import Paragraph
from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.law.packs import pack
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName
from tests.plans import words

_TEXT = st.just("") | words(1, 30)
_NUMBER = st.sampled_from(["", "3.85", "30.00", "【待评】"])
_LEVELS = st.sampled_from([("决策", "项目立项"), ("决策", "资金投入"), ("过程", "资金管理")])
_ROWS = st.builds(
    lambda levels, name, *rest: EvaluationRow(name, *levels, *rest),
    _LEVELS, words(2, 12), _TEXT, _NUMBER, _NUMBER, _TEXT,
)  # fmt: skip
TABLES = st.builds(
    EvaluationTable,
    name=words(2, 20),
    department=_TEXT,
    unit=_TEXT,
    year=st.none() | st.integers(2019, 2030),
    rows=st.lists(_ROWS, max_size=6).map(tuple),
    points=_NUMBER,
    score=_NUMBER,
)


@given(st.lists(TABLES, min_size=1, max_size=3).map(tuple), words(2, 30))
def test_the_form_itself_loses_nothing(tables: tuple[EvaluationTable, ...], note: str) -> None:
    assert tables_in(document_of(tables, [Paragraph(note)], "【模拟数据】")) == tables


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_table_comes_back_from_every_container(ending: str) -> None:
    @settings(max_examples=10)
    @given(st.lists(TABLES, min_size=1, max_size=2).map(tuple))
    def comes_back(tables: tuple[EvaluationTable, ...]) -> None:
        assert tables_in(read(write(document_of(tables), ending), f"t.{ending}")) == tables

    comes_back()


def test_the_blank_frame_has_every_item_and_no_score(seed_plan: Plan) -> None:
    tables = tables_in(write_plan(seed_plan, FormName.EVALUATION))
    assert [t.name for t in tables] == [p.name for p in seed_plan.projects]
    assert [r.name for r in tables[0].rows] == [
        i.name for i in pack("central-2020").evaluation.items
    ]
    assert not any(row.score for table in tables for row in table.rows)
