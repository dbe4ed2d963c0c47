"""What the indicator library says while a clerk types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import Bureau

Edit = Callable[..., Any]


def _said(edit: Edit, value: str, **told: Any) -> str:
    return edit(value, do="check/", **told).content.decode()


def test_the_usual_wording_unit_and_target_are_named(edit: Edit) -> None:
    words = _said(edit, "30")
    assert "指标库" in words and "“检查企业数”：单位 家，写法如 ≥30家" in words
    assert "见过 1 例，30–30家" in words


def test_a_slogan_is_answered_with_what_can_be_counted(edit: Edit) -> None:
    words = _said(edit, "提升工作效率", field="name")
    assert "可以改用能数的：" in words and "事项平均办理时间" in words


def test_a_name_of_another_class_is_explained(bureau: Bureau, edit: Edit) -> None:
    row = bureau.plan.projects[0].indicators[0]
    assert row.level2 == "数量指标"
    words = _said(edit, "案件办结率", field="name")
    assert "像是“质量指标”，现在放在“数量指标”之下。" in words
    assert "带“率”的不放数量" in words


def test_where_it_has_nothing_to_say_it_is_silent(edit: Edit) -> None:
    assert "指标库" not in _said(edit, "甲乙丙丁", field="name")
    assert "类别" not in _said(edit, "检查企业数", field="name")


@pytest.mark.parametrize("field", ["basis", "description"])
def test_the_other_cells_are_left_alone(edit: Edit, field: str) -> None:
    assert "check-line library" not in _said(edit, "案件办结率", field=field)


def test_entries_of_like_meaning_are_offered_while_a_name_is_typed(edit: Edit) -> None:
    words = _said(edit, "老百姓投诉多不多", field="name")
    assert "意思相近的" in words and 'data-fill="' in words and "为什么是" in words


def test_the_class_of_the_row_is_explained_where_it_is_typed_and_in_the_table(
    bureau: Bureau, edit: Edit
) -> None:
    assert "数量指标：做了多少：件、家、次、批次、人次。" in _said(edit, "30家")
    page = bureau.page(bureau.path("projects/1/"))
    assert 'popovertarget="why-quantity"' in page and 'id="why-quantity"' in page


@pytest.mark.parametrize(
    ("typed", "found"),
    [("案件办结率", "案件办结率"), ("投诉办得快不快", "投诉"), ("训练", "培训")],
)
def test_the_library_is_searched_by_name_and_by_meaning(
    bureau: Bureau, typed: str, found: str
) -> None:
    page = bureau.page(bureau.path(f"library/?q={typed}"))
    first = page.split('class="card entry"')[1]
    assert found in first
    assert all(part in first for part in ("算法", "单位和写法", "为什么是", "数据来源"))


def test_the_library_of_one_class(bureau: Bureau) -> None:
    page = bureau.page(bureau.path("library/?q=按时&class=timeliness"))
    assert "做得快不快、按不按时。" in page
    assert (
        all(">时效指标<" in part for part in page.split('class="card entry"')[1:])
        and 'class="card entry"' in page
    )


def test_a_class_alone_lists_all_its_entries(bureau: Bureau) -> None:
    page = bureau.page(bureau.path("library/?class=satisfaction"))
    assert "服务的人满意不满意。" in page and "群众满意度" in page
    assert page.count('class="card entry"') >= 4
