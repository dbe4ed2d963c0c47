"""The review form: what is proposed, what a person judges, what it leads to, how it prints."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.law.packs import pack, packs
from jixiao.plan.model import Plan
from jixiao.review.examine import examine, policy_of
from jixiao.review.form import completed, counted_grade, project_forms
from jixiao.review.form_document import TITLE, review_document
from tests.review.vocabulary import plan_of

TWO = {
    "项目": [
        {"项目名称": "甲", "绩效目标": "全年抽检300批次", "指标": {"三级指标": "抽检批次", "指标值": "≥50"}},
        {"项目名称": "乙", "绩效目标": "全年办案100件", "指标": {"三级指标": "办案件数", "指标值": "≥100件"}},
    ]
}  # fmt: skip


def test_each_project_has_its_own_form() -> None:
    plan = plan_of(TWO)
    review = examine(plan)
    first, second = project_forms(policy_of(review), plan, review.findings)
    assert "B203" in {f.rule for f in first.findings}
    assert "B203" not in {f.rule for f in second.findings}
    scores = [
        next(i.points for i in f.form.items if i.item.key == "scientific") for f in (first, second)
    ]
    assert scores[0] is not None and scores[1] is not None and scores[0] < scores[1]


def test_a_finding_counts_wherever_it_points() -> None:
    row = {
        "二级指标": "数量指标",
        "三级指标": "案件个数",
        "绩效指标描述": "实际办理案件数量",
        "指标值": "≥100个",
    }
    plan = plan_of({"项目": [{"项目名称": "甲", "指标": row}, {"项目名称": "乙", "指标": row}]})
    review = examine(plan)
    forms = list(project_forms(policy_of(review), plan, review.findings))
    assert all("E101" in {f.rule for f in one.findings} for one in forms)


def test_a_person_closes_what_is_open() -> None:
    review = examine(plan_of(TWO))
    one = policy_of(review)
    open_items = {i.item.key: i.item.points for i in review.form.items if i.open}
    assert set(open_items) == {"relevant", "reasonable", "matched", "achievable", "ready"}
    done = completed(one, review.form, open_items)
    assert done.grade in one.grades and done.leads_to == one.outcomes[done.grade]
    assert done.total == sum(i.points for i in done.items if i.points is not None)
    assert all(i.by_person == (i.item.key in open_items) for i in done.items)


@pytest.mark.parametrize(
    ("judged", "said"), [({"nothing": "1"}, "relevant"), ({"relevant": "16"}, "15")]
)
def test_points_that_cannot_be(judged: dict[str, str], said: str) -> None:
    review = examine(plan_of(TWO))
    with pytest.raises(ValueError, match=said):
        completed(policy_of(review), review.form, {k: Decimal(v) for k, v in judged.items()})


def test_the_worst_grade_may_not_enter_the_budget() -> None:
    review = examine(plan_of(TWO))
    one = policy_of(review)
    nothing = {i.item.key: Decimal(0) for i in review.form.items}
    assert completed(one, review.form, nothing).leads_to == "不得进入下一步预算编审程序。"


def test_seventy_is_middling_in_the_centre_and_the_least_of_it_in_sichuan() -> None:
    assert [pack(n).grade(Decimal(69)) for n in ("central-2021", "sichuan-2025")] == ["中", "差"]


def test_the_grade_of_a_general_project_by_counting() -> None:
    assert counted_grade(["优"] * 6 + ["良"] * 2) == "优"
    assert counted_grade(["优"] * 7 + ["中"]) == "良"
    assert counted_grade(["优"] * 7 + ["差"]) == "中"
    assert counted_grade(["差"] * 3 + ["优"] * 5) == "差"


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_prints_in_every_container(seed_plan: Plan, ending: str) -> None:
    review = examine(seed_plan)
    data = write(review_document(seed_plan, review, policy_of(review)), ending)
    if ending in ("docx", "xlsx"):
        assert zipfile.is_zipfile(BytesIO(data))
    cells = {c.text for g in read(data, f"form.{ending}").grids() for c in g.cells}
    assert any("待审核人判断" in text for text in cells)
    assert any("不得进入" in text for text in cells)


def test_one_page_a_project_with_its_findings(seed_plan: Plan) -> None:
    review = examine(seed_plan)
    document = review_document(seed_plan, review, policy_of(review))
    titles = [b for b in document.blocks if getattr(b, "text", "") == TITLE]
    assert len(titles) == 13
    said = "".join(c.text for g in document.grids() for c in g.cells)
    assert "B203" in said and "≥50人次" in said and "培训参加人次\n指标值" in said


def test_a_switched_off_rule_is_shown_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "county.toml").write_text(
        'extends = "hebei"\nlabel = "示例县"\nin_force_from = 2023-01-01\nsource = "虚构"\n'
        'divisions = ["130730"]\n[levels.B203]\nlevel = "off"\nreason = "县里统一写在描述里"\n',
        "utf-8",
    )
    plan = plan_of(TWO)
    known = packs(tmp_path)
    review = examine(plan, among=known)
    assert review.policy == "county" and "B203" not in {f.rule for f in review.findings}
    assert "理由：县里统一写在描述里" in review.changed["B203"]
    assert review.to_json()["changed"] == review.changed
    document = review_document(plan, review, policy_of(review, known))
    assert "县里统一写在描述里" in "".join(getattr(b, "text", "") for b in document.blocks)
