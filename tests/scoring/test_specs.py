"""The situations a finance officer can read aloud, each worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jixiao.law.packs import pack
from jixiao.scoring.actuals import Actuals, ActualsError
from jixiao.scoring.score import score
from tests.scoring.situations import actuals_of_line, cases, money_of, plan_of, plan_of_line


def _named(case: dict[str, Any]) -> str:
    return str(case["情形"])


@pytest.mark.parametrize("case", cases("indicators"), ids=_named)
def test_an_indicator(case: dict[str, Any]) -> None:
    plan, actuals = plan_of_line(case), actuals_of_line(case)
    if "拒绝" in case:
        with pytest.raises(ActualsError, match=case["拒绝"]):
            score(plan, actuals, policy="central-2020")
        return
    whole = score(plan, actuals, policy=case.get("政策", "central-2020")).projects[0]
    made = whole.indicators[0]
    assert (made.points is None) == case.get("待定", False) == ("p/1" in whole.open), made
    if "得分" in case:
        assert str(made.points) == case["得分"], made.why
    if "完成" in case:
        assert str(made.ratio) == case["完成"]
    if "提示" in case:
        assert [str(f) for f in made.flags] == case["提示"]
    assert all(words in made.why for words in case.get("说", [])), made.why


@pytest.mark.parametrize("row", cases("rows"), ids=lambda row: f"{row[0]} {row[2]} {row[3]}")
def test_a_row_worked_out_by_hand(row: list[str]) -> None:
    name, level2, target, actual, points = row
    case = {"指标": name, "二级": level2, "目标": target, "实际": actual}
    whole = score(plan_of_line(case), actuals_of_line(case), policy="central-2020").projects[0]
    made = whole.indicators[0]
    assert (str(made.points) if made.points is not None else "待定") == points, made.why
    assert ("p/1" in whole.open) == (points == "待定")


@pytest.mark.parametrize("case", cases("execution"), ids=_named)
def test_the_execution_rate(case: dict[str, Any]) -> None:
    money = money_of(case)
    actuals = Actuals(execution={"p": money} if money else {})
    scores = score(plan_of([{}]), actuals, policy="central-2020")
    made = scores.projects[0].execution
    assert (made.points is None) == case.get("待定", False) == ("p" in scores.projects[0].open)
    for word, value in (
        ("执行率", made.rate),
        ("得分", made.points),
        ("评价执行率", made.evaluation_rate),
    ):
        if word in case:
            assert str(value) == case[word], made.why
    assert [str(f) for f in made.flags] == case.get("提示", [])
    assert all(words in made.why for words in case.get("说", [])), made.why
    assert set(case.get("问题", [])) <= {f.rule for f in scores.findings}


@pytest.mark.parametrize("case", cases("weights"), ids=_named)
def test_points_shared_out(case: dict[str, Any]) -> None:
    given = case.get("写明", [None] * len(case["指标"]))
    rows = [
        {
            "level1": f"{level.split('/')[0]}指标",
            "level2": f"{level.split('/')[1]}指标",
            "weight": w,
        }
        for level, w in zip(case["指标"], given, strict=True)
    ]
    scores = score(plan_of(rows), policy=case["政策"])
    if "问题" in case:
        assert case["问题"] == [f.rule for f in scores.findings]
        assert scores.projects[0].grade is None
        return
    weights = [i.weight for i in scores.projects[0].indicators]
    assert [str(w) for w in weights] == case["分值"]
    assert sum(w or 0 for w in weights) == 90
    assert not scores.findings
    by_rule = all(w is None for w in given)
    assert all(("weight-by-rule" in i.flags) == by_rule for i in scores.projects[0].indicators)


@pytest.mark.parametrize("case", cases("grades"), ids=lambda c: f"{c['政策']} {c['总分']}")
def test_a_grade(case: dict[str, Any]) -> None:
    assert pack(case["政策"]).grade(Decimal(case["总分"])) == case["等级"]
    # 总分由一条定性指标凑成，走完整个计分
    percent = Decimal(case["总分"]) - 10
    rows = [{"level1": "产出指标", "target": "有效提升", "weight": "90"}]
    band = "met" if percent >= 72 else "partly" if percent >= 54 else "unmet"
    share = percent * 100 / 90
    actuals = Actuals(
        judged={"p/1": {"band": band, "percent": str(share)}},
        execution={"p": {"adjusted": "3", "executed": "3"}},
    )
    made = score(plan_of(rows), actuals, policy=case["政策"]).projects[0]
    assert (str(made.total), made.grade) == (case["总分"], case["等级"])
