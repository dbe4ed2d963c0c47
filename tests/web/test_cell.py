"""Changing a cell in place: read afresh, examined, stored as a version with its change, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jixiao.plan.json import dumps, loads
from jixiao.plan.model import Plan
from jixiao.terms.plans import Reason
from tests.web.conftest import Bureau

Edit = Callable[..., Any]


def test_a_better_target_makes_its_finding_go(bureau: Bureau, edit: Edit) -> None:
    page = bureau.client("clerk").get(bureau.path("projects/1/")).content.decode()
    assert "“30家”没有写符号" in page
    answer = edit("≥30家").content.decode()
    assert "已保存为第2版；新增 0 条提示，消除 1 条。" in answer
    assert "“30家”没有写符号" not in answer


def test_the_target_is_read_afresh(bureau: Bureau, edit: Edit) -> None:
    edit("不低于40家")
    target = bureau.plan.projects[0].indicators[0].target
    assert (target.raw, target.operator, target.low, target.unit) == (
        "不低于40家",
        ">=",
        "40",
        "家",
    )


def test_a_change_names_who_when_before_and_after(bureau: Bureau, edit: Edit) -> None:
    edit("≥30家", who="second")
    version = bureau.record.head
    (change,) = version.changes
    assert (version.number, version.reason, version.who) == (2, Reason.EDITED, "second")
    assert version.created is not None
    assert (change.project_name, change.indicator_name) == ("注册监管", "检查注册企业数量")
    assert (change.field, change.before, change.after) == ("target", "30家", "≥30家")


@pytest.mark.parametrize("field", ["name", "description", "basis"])
def test_the_other_cells_too(bureau: Bureau, edit: Edit, field: str) -> None:
    assert edit("甲乙丙", field=field).status_code == 200
    assert getattr(bureau.plan.projects[0].indicators[0], field) == "甲乙丙"


def test_nothing_typed_is_nothing_and_not_empty_words(bureau: Bureau, edit: Edit) -> None:
    edit("  ", field="basis")
    assert bureau.plan.projects[0].indicators[0].basis is None
    assert [one.after for one in bureau.record.head.changes] == [None]


def test_the_same_text_makes_no_version(bureau: Bureau, edit: Edit) -> None:
    assert "没有改动" in edit("30家").content.decode()
    assert bureau.record.head.number == 1


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("name", " ", "名称不能为空"),
        ("basis", "长" * 501, "最多写 500 字"),
        ("level1", "产出指标", "已不在表中"),
    ],
)
def test_what_cannot_stand_in_a_cell_is_refused_in_words(
    bureau: Bureau, edit: Edit, field: str, value: str, why: str
) -> None:
    answer = edit(value, field=field)
    assert answer.status_code == 422 and why in answer.content.decode()
    assert answer["HX-Retarget"] == ".editor-answer"
    assert bureau.record.head.number == 1


def test_a_later_version_is_never_overwritten_unseen(bureau: Bureau, edit: Edit) -> None:
    edit("≥31家", who="second")
    answer = edit("≥32家", seen=1)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "别人已保存到第2版" in words and "没有丢失" in words and "≥31家" in words
    assert bureau.plan.projects[0].indicators[0].target.raw == "≥31家"
    assert edit("≥32家", seen=2).status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_a_made_up_version_number_is_answered_as_stale(
    bureau: Bureau, edit: Edit, seen: str
) -> None:
    assert edit("≥32家", seen=seen).status_code == 409


def test_while_typing_it_says_how_it_is_understood_and_stores_nothing(
    bureau: Bureau, edit: Edit
) -> None:
    words = edit("≥95%", do="check/").content.decode()
    assert "≥95%，比率，越高越好" in words
    assert "没有写符号" in edit("95家", do="check/").content.decode()
    assert bureau.record.head.number == 1


def test_undo_goes_back_as_a_new_version(bureau: Bureau, edit: Edit) -> None:
    first = bureau.record.head
    edit("≥30家")
    answer = bureau.client("clerk").post(bureau.path("projects/1/undo/"), {"seen": 2})
    assert "已保存为第3版；新增 1 条提示，消除 0 条" in answer.content.decode()
    head = bureau.record.head
    assert (head.number, head.content_hash, head.restored_from) == (3, first.content_hash, 1)


def test_undo_of_what_somebody_else_changed_meanwhile_is_not_done(
    bureau: Bureau, edit: Edit
) -> None:
    edit("≥30家")
    edit("≥31家", who="second")
    answer = bureau.client("clerk").post(bureau.path("projects/1/undo/"), {"seen": 2})
    assert "没有撤销" in answer.content.decode()
    assert bureau.record.head.number == 3


def test_the_first_version_has_nothing_to_undo(bureau: Bureau) -> None:
    answer = bureau.client("clerk").post(bureau.path("projects/1/undo/"), {"seen": 1})
    assert "没有可以撤销的修改" in answer.content.decode()


def test_what_is_typed_is_text_and_never_markup(bureau: Bureau, edit: Edit) -> None:
    answer = edit("<script>alert(1)</script>", field="basis").content.decode()
    assert "<script>alert" not in answer and "&lt;script&gt;" in answer


def test_a_stored_version_is_the_contracts_json(bureau: Bureau, edit: Edit) -> None:
    edit("≥30家")
    assert loads(bureau.record.head.content) == bureau.plan


def test_a_direction_left_open_is_asked_said_once_and_dropped_with_the_text(
    bureau: Bureau, edit: Edit
) -> None:
    """Name and value do not tell whether 3 cases are many: who fills the form says it."""
    edit("案件数", field="name")
    edit("3件")
    page = bureau.client("clerk").get(bureau.path("projects/1/")).content.decode()
    assert 'class="asks"' in page
    asked = edit("3件", do="check/").content.decode()
    assert 'name="better" value="lower"' in asked and "越低越好" in asked
    edit("3件", better="lower")
    assert _direction(bureau) == ("lower", True)
    said = [(one.field, one.after) for one in bureau.record.head.changes]
    assert said == [("target.better", "越低越好")]
    edit("另一个依据", field="basis")
    edit("本年案件数", field="name")
    assert _direction(bureau) == ("lower", True)
    assert _direction(bureau, loads(dumps(bureau.plan))) == ("lower", True)
    edit("4件")
    assert _direction(bureau) == (None, False)


def _direction(bureau: Bureau, plan: Plan | None = None) -> tuple[str | None, bool]:
    target = (plan or bureau.plan).projects[0].indicators[0].target
    return target.better, target.is_said


def test_a_direction_the_sign_says_is_not_said_otherwise(bureau: Bureau, edit: Edit) -> None:
    answer = edit("≥31家", better="lower")
    assert answer.status_code == 422 and "要改，请改指标值" in answer.content.decode()
    assert bureau.record.head.number == 1
