"""The review form: what was printed is read back from what is printed alone, in every container."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.forms import review_form
from jixiao.forms.reading import read_plan
from jixiao.forms.review_form import ReviewRow, ReviewTable, document_of, tables_in
from jixiao.forms.writing import write_plan
from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.plan.model import Plan
from jixiao.review.examine import examine, policy_of
from jixiao.review.form import project_forms
from jixiao.review.form_document import review_document
from jixiao.terms.forms import FormName


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_filled_form_is_read_back_as_a_review(seed_plan: Plan, ending: str) -> None:
    review = examine(seed_plan)
    printed = write(review_document(seed_plan, review, policy_of(review)), ending)
    back = read_plan(read(printed, f"审核表.{ending}"))
    assert (back.form, back.year, back.status) == (FormName.REVIEW, 2023, "whole")
    assert [p.code for p in back.projects] == [p.code for p in seed_plan.projects]
    assert [p.budget.total for p in back.projects] == [p.budget.total for p in seed_plan.projects]
    forms = list(project_forms(policy_of(review), seed_plan, review.findings))
    for project, one in zip(back.projects, forms, strict=True):
        said = [(i.level1, i.name, i.weight, i.score) for i in project.indicators]
        assert said == [
            (i.item.block, i.item.name, i.item.points, i.points) for i in one.form.items
        ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_blank_form_is_read_back_with_nothing_judged(seed_plan: Plan, ending: str) -> None:
    printed = write(write_plan(seed_plan, FormName.REVIEW), ending)
    back = read_plan(read(printed, f"审核表.{ending}"))
    assert back.form is FormName.REVIEW
    items = [i for p in back.projects for i in p.indicators]
    assert len(items) == 13 * 8
    assert not any(i.score or i.deviation for i in items)
    assert sum((i.weight or Decimal(0) for i in items), Decimal(0)) == 1300


_WORDS = st.text("审核内容要点得分0123456789.（）：、", min_size=1, max_size=9).filter(
    lambda text: text not in ("审核内容", "合计", "得分")
)
_ROW = st.builds(
    ReviewRow, block=_WORDS, item=_WORDS, points=_WORDS, score=_WORDS, grade=_WORDS, why=_WORDS
)
_TABLE = st.builds(
    ReviewTable,
    name=_WORDS, code=_WORDS, unit=_WORDS, budget=_WORDS, note=_WORDS,
    rows=st.lists(_ROW, min_size=1, max_size=9).map(tuple),
    total=st.builds(ReviewRow, st.just(""), st.just(""), _WORDS, _WORDS, _WORDS, _WORDS),
    overall=_WORDS, outcome=_WORDS, opinion=_WORDS, reviewer=_WORDS, day=_WORDS,
)  # fmt: skip


@given(st.lists(_TABLE, min_size=1, max_size=3).map(tuple))
def test_whatever_a_form_says_comes_back(tables: tuple[ReviewTable, ...]) -> None:
    assert tables_in(document_of(tables)) == tables


def test_another_table_is_no_review_form(seed_plan: Plan) -> None:
    others = [name for name in FormName if name is not FormName.REVIEW]
    assert not any(review_form.read(write_plan(seed_plan, name)) for name in others)
