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
