"""The form is found by its labels, whoever made the file."""

from __future__ import annotations

import pytest

from jixiao.forms.reading import read_plan
from jixiao.grids import text
from jixiao.grids.reading import read
from jixiao.plan.model import Plan
from jixiao.plan.places import without_places
from tests.forms.strangers import word_file
from tests.needs import shared


@pytest.mark.parametrize("split", [False, True], ids=["一张表", "指标另成一表"])
@pytest.mark.parametrize("title_inside", [False, True], ids=["标题在表外", "标题在表内"])
def test_the_bureaus_text_as_a_word_file_with_merged_cells(
    seed_plan: Plan, split: bool, title_inside: bool
) -> None:
    original = text.read(shared("seed/huailai-2023.txt").read_bytes(), "a.txt")
    data = word_file(original, split=split, title_inside=title_inside)
    assert without_places(read_plan(read(data, "a.docx"))) == without_places(seed_plan)


def test_tianjin_prints_the_same_table_with_fewer_rows() -> None:
    data = shared("cases/docs/087.txt").read_bytes()
    plan = read_plan(text.read(data, "087.txt"))
    assert plan.year == 2023
    assert plan.department.name == "天津市河北区人民法院"
    assert plan.department.code == "207101"
    assert [p.name for p in plan.projects] == ["安全隐患维修", "办案业务费(陪审员及互联网专线)"]
    assert [str(p.budget.total) for p in plan.projects] == ["20.00", "24.00"]
    assert [len(p.indicators) for p in plan.projects] == [6, 5]
    rows = plan.projects[0].indicators
    assert [r.level1 for r in rows] == ["产出指标"] * 4 + ["效益指标", "满意度指标"]
    assert [r.target.canonical for r in rows[:2]] == ["≥400平方米", "≥98%"]
    assert plan.projects[1].indicators[2].name == "案件调解率"
