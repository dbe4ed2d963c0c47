"""What is to be done, case by case as a finance officer reads it; and that every kind stands a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jixiao.terms.roles import Role
from jixiao.year.to_do import ToDo, kinds, to_dos
from tests.year.cases import cases, known_of

#: These wait on acts about warnings and matters; the pages' tests show them (tests/web/test_today.py).
SHOWN_ELSEWHERE = {"warnings_to_decide", "mending", "mending_to_accept"}


def _line(one: ToDo) -> str:
    return f"{one.says()} | {one.found.due or ''}"


@pytest.mark.parametrize("case", cases("to_do"), ids=lambda case: case["name"])
def test_what_waits_for_whom(case: dict[str, Any], tmp_path: Path) -> None:
    known = known_of(case, tmp_path)
    for role, lines in case["waits"].items():
        assert [_line(one) for one in to_dos(known, Role.of(role))] == lines, role


def test_every_kind_stands_a_case(tmp_path: Path) -> None:
    found = {
        one.kind.key
        for case in cases("to_do")
        for role in Role
        for one in to_dos(known_of(case, tmp_path), role)
    }
    assert {one.key for one in kinds()} - found == SHOWN_ELSEWHERE


def test_what_is_counted_is_named_with_where_it_stands(tmp_path: Path) -> None:
    case = {"today": cases("to_do")[0]["today"], "looked_at": cases("to_do")[0]["looked_at"]}
    found = {one.kind.key: one.found for one in to_dos(known_of(case, tmp_path), Role.CLERK)}
    missing = [(one.label, one.project, one.row) for one in found["missing_values"].items]
    assert missing == [("案件个数", 1, 1), ("案件办结率", 1, 2), ("抽检批次", 2, 1)]
    assert [(one.label, one.note) for one in found["possibilities"].items] == [
        ("执法办案", "2 项"),
        ("抽检", "1 项"),
    ]
    assert "第二个时点" in found["possibilities"].why, "a deadline says where it stands"


def test_a_returned_form_says_by_whom_and_why(tmp_path: Path) -> None:
    case = {"today": cases("to_do")[0]["today"], "forms": {"执法办案": "returned"}}
    (one,) = to_dos(known_of(case, tmp_path), Role.CLERK)
    assert [item.note for item in one.found.items] == ["王局：数字与台账不符"]


def test_days_late_are_counted_from_the_deadline() -> None:
    from datetime import date

    from jixiao.year.to_do import Found

    one = ToDo(kinds()[0], Found(1, due=date(2023, 6, 30)))
    assert (one.late(date(2023, 6, 30)), one.late(date(2023, 7, 2))) == (None, 2)
