"""``jixiao score``: contract §8, exit codes, plain errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao.cli.main import main
from jixiao.plan.json import dumps
from tests.scoring.situations import plan_of


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    rows = [
        {"target": "≥100个", "weight": "60", "level1": "产出指标"},
        {"target": "有效提升", "weight": "30", "level1": "效益指标"},
    ]
    (tmp_path / "plan.json").write_text(dumps(plan_of(rows)))
    reported = {
        "indicators": {"p/1": "80"},
        "execution": {"p": {"initial": "3.00", "adjusted": "3.00", "executed": "2.70"}},
        "judged": {"p/2": {"band": "partly", "percent": "62"}},
    }
    (tmp_path / "actuals.json").write_text(json.dumps(reported))
    return str(tmp_path / "plan.json"), str(tmp_path / "actuals.json")


def _run(capsys: Any, *words: str) -> tuple[int, str, str]:
    code = main(["score", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_json_is_that_of_the_contract(files: tuple[str, str], capsys: Any) -> None:
    plan, actuals = files
    code, out, _ = _run(capsys, plan, "--actuals", actuals, "--policy", "central-2020", "--json")
    made = json.loads(out)
    one = made["projects"][0]
    assert code == 0
    assert (made["schema"], made["policy"], made["on"]) == (
        "jixiao/score/1",
        "central-2020",
        "2024-03-01",
    )
    assert (one["execution"]["rate"], one["execution"]["points"]) == ("90.00", "9.00")
    first = one["indicators"][0]
    assert (first["weight"], first["ratio"], first["points"]) == ("60.00", "0.8000", "48.00")
    assert one["indicators"][1]["points"] == "18.60"
    assert (one["total"], one["grade"], one["open"]) == ("75.60", "中", [])


def test_another_policy_changes_the_grade(files: tuple[str, str], capsys: Any) -> None:
    plan, actuals = files
    words = ("--policy", "central-2020", "--compare", "sichuan-2025", "--json")
    _, out, _ = _run(capsys, plan, "--actuals", actuals, *words)
    assert json.loads(out)["grades_changed"] == 0  # 75.60 是“中”，两处一样
    low = Path(actuals).read_text().replace('"80"', '"65"')
    Path(actuals).write_text(low)
    _, out, _ = _run(capsys, plan, "--actuals", actuals, *words)
    assert json.loads(out)["projects"][0]["grades"] == ["中", "差"]  # 66.60


def test_a_day_before_the_pack_is_refused(files: tuple[str, str], capsys: Any) -> None:
    plan, actuals = files
    words = ("--policy", "sichuan-2025", "--on", "2024-03-01")
    code, out, err = _run(capsys, plan, "--actuals", actuals, *words)
    assert (code, out) == (2, "")
    assert "不在施行期内" in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "不能解析"),
        ('{"execution": {"p": {"adjusted": "1"}, "p": {"adjusted": "2"}}}', "写了两次"),
        ('{"indicators": {"p/1": "1"}, "实际": {}}', "没有这个项目名"),
        ('{"judged": {"p/2": {"band": "优", "percent": "90"}}}', "met、partly、unmet"),
        ('{"judged": {"p/2": {"band": "unmet", "percent": "90"}}}', "0%—60%"),
        ('{"execution": {"p": {"adjusted": "三万"}}}', "十进制"),
        ('{"indicators": {"p/1": NaN}}', "不是数字"),
        ("[]", "应为一个对象"),
        ('{"execution": []}', "应为一个对象"),
        ('{"indicators": {"p/1": ["80"]}}', "字符串"),
        ('{"indicators": {"p/1": true}}', "字符串"),
    ],
)
def test_bad_actuals_are_one_line(
    files: tuple[str, str], capsys: Any, text: str, says: str
) -> None:
    plan, actuals = files
    Path(actuals).write_text(text)
    code, out, err = _run(capsys, plan, "--actuals", actuals, "--json")
    assert (code, out) == (3, "")
    assert says in err and err.count("\n") == 1


def test_actuals_nobody_asked_for_are_findings(files: tuple[str, str], capsys: Any) -> None:
    plan, actuals = files
    Path(actuals).write_text(
        '{"indicators": {"p/9": "1", "p/1": 80}, "execution": {"q": {"executed": "1"}}}'
    )
    code, out, _ = _run(capsys, plan, "--actuals", actuals, "--json")
    made = json.loads(out)
    assert code == 1
    assert [f["rule"] for f in made["findings"]] == ["S101", "S102"]
    assert made["projects"][0]["open"] == ["p/2", "p"]
    assert made["projects"][0]["grade"] is None


def test_text_for_people(files: tuple[str, str], capsys: Any) -> None:
    plan, actuals = files
    code, out, _ = _run(capsys, plan, "--actuals", actuals, "--policy", "central-2020")
    assert code == 0
    assert "75.60 分  中" in out and "60.00×80÷100=48.00分" in out
