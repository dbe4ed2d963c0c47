"""The whole department's self-evaluation: worked out by hand, and the form it fills in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao.cli.main import main
from jixiao.forms.department import tables_in
from jixiao.forms.reading import read_plan
from jixiao.grids.reading import read
from jixiao.law.packs import packs
from jixiao.plan.json import dumps
from jixiao.plan.model import Plan
from jixiao.scoring.actuals import BASIC_SPENDING, Actuals
from jixiao.scoring.department import DepartmentScore, score_department
from jixiao.scoring.score import score
from tests.scoring.situations import cases, money_of


def plan_of(case: dict[str, Any]) -> Plan:
    """The plan a situation speaks of: duties, and projects with their actual values."""
    projects = [_project(n, one) for n, one in enumerate(case["项目"], start=1)]
    duties = [
        {"number": str(n), "duty": name, "text": f"{name}的目标"}
        for n, name in enumerate(case["职责"], start=1)
    ]
    return Plan.model_validate(
        {"year": 2023, "department": {"name": "示例局", "code": "414001"},
         "duty_goals": duties, "projects": projects}
    )  # fmt: skip


def _project(number: int, said: list[Any]) -> dict[str, Any]:
    name, budget, spent, rows = said
    executed = {"initial": budget, "adjusted": budget, "executed": spent, "points": "10"}
    indicators = [
        {"id": f"p{number}/{n}", "level2": level2, "name": title, "target": target,
         "actual": actual, "measure": _measure(measure), "weight": weight}
        for n, (level2, title, target, actual, measure, weight) in enumerate(rows, start=1)
    ]  # fmt: skip
    return {"id": f"p{number}", "name": name, "unit": "万元", "budget": {"total": budget},
            "executed": executed, "indicators": indicators}  # fmt: skip


def _measure(said: Any) -> dict[str, str] | None:
    if said is None:
        return None
    measure, where = said if isinstance(said, list) else (said, None)
    return {"id": measure} | ({"where": where} if where else {})


def actuals_of(case: dict[str, Any]) -> Actuals:
    """What the situation says of the spending that belongs to no project."""
    basic = {BASIC_SPENDING: money_of(case["基本支出"])} if "基本支出" in case else {}
    out = [*([BASIC_SPENDING] if case.get("没有基本支出") else []), *case.get("不适用", [])]
    return Actuals.model_validate({"execution": basic, "not_applicable": out})


def scored(case: dict[str, Any]) -> DepartmentScore:
    plan, actuals = plan_of(case), actuals_of(case)
    policy = case.get("政策包", "central-2020")
    return score_department(plan, actuals, score(plan, actuals, policy=policy))


@pytest.mark.parametrize("case", cases("department"), ids=lambda c: c["情形"])
def test_a_department(case: dict[str, Any]) -> None:
    made = scored(case)
    points = [None if i.score.points is None else str(i.score.points) for i in made.lines]
    assert points == case["得分"], [i.score.why for i in made.lines]
    for word, value in (("执行率", made.execution.rate), ("执行得分", made.execution.points)):
        if word in case:
            assert str(value) == case[word], made.execution.why
    assert (str(made.total), made.grade) == (case["总分"], case.get("等级")), made.total_why
    assert list(made.open) == case.get("待定", [])
    assert [goal.duty for goal in made.unspoken] == case.get("未计入", [])
    said = "\n".join(line.score.why for line in made.lines)
    assert all(words in said for words in case.get("说", [])), said


@pytest.mark.parametrize("policy", packs())
def test_every_packs_department_weights_make_a_hundred_and_say_their_source(policy: str) -> None:
    rules = packs()[policy].scoring
    assert sum(rules.department.values()) == 100
    for key in ("department", "department_shared", "department_projects", "department_money"):
        assert rules.basis[key].source


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "html"])
def test_the_form_filled_in_is_read_back(tmp_path: Path, ending: str, capsys: Any) -> None:
    case = cases("department")[0]
    (tmp_path / "plan.json").write_text(dumps(plan_of(case)))
    (tmp_path / "actuals.json").write_text(
        json.dumps({"execution": {BASIC_SPENDING: money_of(case["基本支出"])}})
    )
    out = tmp_path / f"department.{ending}"
    words = ["--actuals", str(tmp_path / "actuals.json"), "--form", f"department={out}", "--json"]
    assert main(["score", str(tmp_path / "plan.json"), "--policy", "central-2020", *words]) == 0
    assert json.loads(capsys.readouterr().out)["department"]["total"] == "89.00"
    document = read(out.read_bytes(), out.name)
    table = tables_in(document)[0].table
    assert (table.total.adjusted, table.total.executed, table.total.rate) == ("100", "95", "95.00%")
    assert (table.projects.executed, table.basic.executed) == ("37", "58")
    assert (table.weight, table.score) == ("100.00", "89.00")
    assert [row.score for row in table.rows] == case["得分"]
    assert table.results.startswith("【待填写：") and table.tasks[0].name == "执法办案"
    again = read_plan(document).projects[0]  # 读回成计划，按同一规则再算一遍
    made = score(read_plan(document), policy="central-2020").projects[0]
    assert again.executed is not None and str(made.execution.points) == "9.50"
    assert [str(i.points) for i in made.indicators[:2]] == ["20.00", "25.00"]


def test_a_form_nobody_knows_is_refused(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "plan.json").write_text(dumps(plan_of(cases("department")[0])))
    out = tmp_path / "a.docx"
    assert main(["score", str(tmp_path / "plan.json"), "--form", f"什么表={out}"]) == 2
    assert "department" in capsys.readouterr().err and not out.exists()
