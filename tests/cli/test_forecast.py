"""``jixiao forecast``: a question a line, an answer a line, in order (contract §7a)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from jixiao.law.packs import pack
from jixiao.monitoring.forecast.asked import answer
from tests.cli.test_commands import run

YEAR = [str(n) for n in (8, 7, 9, 10, 9, 8, 10, 9, 8, 9, 10, 9)]
COUNT = {
    "kind": "count", "target": {"operator": ">=", "value": "100"}, "month": 6,
    "so_far": YEAR[:6], "earlier": [YEAR, YEAR, YEAR],
}  # fmt: skip


def _said(**changed: Any) -> dict[str, Any]:
    return answer({**COUNT, **changed}, pack("central-2020").monitoring.possibility)


def test_answers_come_in_order_and_a_line_that_is_no_question_is_answered_too() -> None:
    lines = [COUNT, {**COUNT, "month": 13}, {**COUNT, "earlier": []}]
    given = "\n".join([json.dumps(lines[0]), "不是 JSON", *map(json.dumps, lines[1:])]) + "\n"
    done = run("forecast", "--json", given=given)
    first, none, wrong, alone = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0 and not done.stderr
    assert first["years"] == 3 and alone["years"] == 0
    assert set(first) == {"low80", "high80", "p_meet", "possibility", "years", "why"}
    assert none["p_meet"] is None and "JSON" in none["why"]
    assert wrong["p_meet"] is None and "month" in wrong["why"] and "13" in wrong["why"]


def test_three_like_years_are_believed() -> None:
    """106 every year, 51 by June as always."""
    said = _said()
    assert 51 <= int(said["low80"]) <= 106 <= int(said["high80"]) <= 130
    assert "依据往年 3 年" in said["why"] and "48%" in said["why"]
    wide = _said(earlier=[])
    width = [int(one["high80"]) - int(one["low80"]) for one in (said, wide)]
    assert width[0] < width[1] and "没有往年数据" in wide["why"]


@pytest.mark.parametrize("operator, sure", [(">=", "1"), (">", "1"), ("<=", "0"), ("<", "0")])
def test_what_is_done_is_certain(operator: str, sure: str) -> None:
    said = _said(target={"operator": operator, "value": "50"})
    assert said["p_meet"] == sure
    assert said["possibility"] == ("确定能" if sure == "1" else "完全不可能")


def test_when_the_year_is_over_it_is_known() -> None:
    said = _said(month=12, so_far=YEAR, target={"operator": ">=", "value": "107"})
    assert (said["low80"], said["high80"], said["p_meet"]) == ("106", "106", "0")


def test_money_is_the_same_in_yuan_and_in_ten_thousands() -> None:
    """To the cent of the smaller unit."""
    yuan = _said(
        kind="money", target={"operator": ">=", "value": "1000000"},
        so_far=[f"{m}0000" for m in YEAR[:6]], earlier=[[f"{m}0000" for m in YEAR]],
    )  # fmt: skip
    wan = _said(kind="money", earlier=[YEAR])
    assert yuan["p_meet"] == wan["p_meet"]
    for end in ("low80", "high80"):
        assert Decimal(yuan[end]) / 10000 == pytest.approx(Decimal(wan[end]), abs=Decimal("0.01"))


def test_a_ratio_whose_cases_close_late_is_told_by_the_years_that_closed_late() -> None:
    year = [["5", "10"]] * 6 + [["14", "10"]] * 5 + [["15", "10"]]
    said = _said(
        kind="ratio", target={"operator": ">=", "value": "95"}, so_far=year[:6], earlier=[year] * 3
    )
    assert Decimal(said["p_meet"]) > Decimal("0.5") and Decimal(said["high80"]) <= 100


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"kind": "days"}, "kind"),
        ({"target": None}, "target"),
        ({"target": {"operator": "~", "value": "1"}}, "target.operator"),
        ({"target": {"operator": ">=", "value": "很多"}}, "target.value"),
        ({"month": True}, "month"),
        ({"so_far": ["1"] * 5}, "so_far"),
        ({"so_far": ["1"] * 5 + [None]}, "so_far[5]"),
        ({"so_far": ["1"] * 5 + ["-2"]}, "so_far[5]"),
        ({"so_far": ["1"] * 5 + ["NaN"]}, "so_far[5]"),
        ({"earlier": [YEAR[:11]]}, "earlier[0]"),
        ({"kind": "ratio"}, "so_far[0]"),
        ({"kind": "ratio", "so_far": [["3", "2"]] * 6, "earlier": []}, "超过 100%"),
        ({"kind": "ratio", "so_far": [["0", "0"]] * 6, "earlier": []}, "分母"),
    ],
)  # fmt: skip
def test_what_cannot_be_forecast_says_why(changed: dict[str, Any], place: str) -> None:
    said = _said(**changed)
    assert place in said["why"]
    assert [said[k] for k in ("low80", "high80", "p_meet", "possibility")] == [None] * 4
