"""What outsiders rely on: results on standard output, lines on standard error, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.grids.writing import ENDINGS
from tests.needs import ROOT


def run(
    *args: str, given: str | bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """``jixiao ARGS`` in a process of its own."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "jixiao.cli", *args], input=data, capture_output=True, cwd=cwd
    )
    return subprocess.CompletedProcess(
        args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


@pytest.fixture
def example() -> Path:
    return ROOT / "examples/huailai-2023/plan.json"


def test_the_true_text_is_read_with_its_figures(seed_text_path: Path) -> None:
    done = run("read", str(seed_text_path), "--json")
    plan = json.loads(done.stdout)
    assert done.returncode == 0
    assert plan["schema"] == "jixiao/plan/1"
    assert plan["department"] == {
        "name": "怀来县市场监督管理局",
        "code": "414001",
        "division": "130730",
    }
    assert (
        plan["year"],
        len(plan["projects"]),
        len(plan["overall_goals"]),
        len(plan["duty_goals"]),
    ) == (2023, 13, 6, 12)
    assert sum(len(p["indicators"]) for p in plan["projects"]) == 79
    assert sum(round(float(p["budget"]["total"]) * 100) for p in plan["projects"]) == 46840
    assert [len(p["indicators"]) for p in plan["projects"]] == [7] + [6] * 12
    assert all(i["place"]["row"] for p in plan["projects"] for i in p["indicators"])
    faults = " ".join(f["fault"] for f in plan["findings"])
    assert "工作保障措施" in faults
    assert "二、分项绩效目标" in faults


def test_several_files_give_an_array_in_order(example: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.docx"
    empty.touch()
    done = run("read", str(example), str(empty), str(example), "--json")
    plans = json.loads(done.stdout)
    assert done.returncode == 3
    assert [p and p["year"] for p in plans] == [2023, None, 2023]
    assert done.stderr.count("\n") == 1
    assert str(empty) in done.stderr


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_plan_is_written_and_read_back(example: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"计划.{ending}"
    assert run("write", str(example), "--form", "hebei-goal-text", "-o", str(out)).returncode == 0
    again = json.loads(run("read", str(out), "--json").stdout)
    assert _bare(again) == _bare(json.loads(example.read_text()) | {"findings": again["findings"]})


def _bare(value: object) -> object:
    """Without places."""
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if k not in ("place", "places")}
    return [_bare(v) for v in value] if isinstance(value, list) else value


def test_target_answers_line_by_line() -> None:
    done = run(
        "target",
        "--json",
        given="≥95%\t群众满意度\t服务对象满意度指标\n≥50\n有效提升\n\n735\t\t\t人次\n",
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [a["kind"] for a in answers] == ["number", "number", "level", "none", "number"]
    assert answers[0] | {"notes": []} == {
        "raw": "≥95%", "kind": "number", "operator": ">=", "low": "95", "high": None, "unit": "%",
        "dimension": "share", "better": "higher", "canonical": "≥95%", "notes": [],
    }  # fmt: skip
    assert answers[4]["unit"] == "人次"


def test_review_finds_what_must_be_mended(seed_text_path: Path) -> None:
    done = run("review", str(seed_text_path), "--json")
    review = json.loads(done.stdout)
    assert done.returncode == 1
    assert review["schema"] == "jixiao/review/1"
    unit = [f for f in review["findings"] if f["rule"] == "B203"]
    assert [f["where"]["indicator"] for f in unit] == ["13073023P00009210002T/1"]
    assert unit[0]["level"] == "return"
    assert unit[0]["cites"]
    assert {"items", "total", "grade"} <= set(review["form"])


def test_standard_input_is_read_like_a_file(example: Path) -> None:
    done = run("read", "-", "--json", given=example.read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["year"] == 2023


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["没有的命令"], 2),
        ([], 2),
        (["read"], 2),
        (["forms", "没有的表"], 2),
        (["rules", "Z999"], 2),
        (["policies", "nowhere"], 2),
        (["read", "没有的文件.docx"], 3),
        (["read", "."], 3),
        (["--version"], 0),
        (["forms"], 0),
        (["rules", "--json"], 0),
        (["policies", "central-2020", "--json"], 0),
    ],
)
def test_exit_codes(args: list[str], code: int) -> None:
    done = run(*args)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_unknown_policy_and_odd_dates_are_the_command_lines_fault(example: Path) -> None:
    assert run("review", str(example), "--policy", "nowhere").returncode == 2
    assert run("review", str(example), "--on", "2023-13-01").returncode == 2
    assert run("review", str(example), "--on", "1900-01-01").returncode == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "全文"),
        ('{"schema": "jixiao/plan/2"}', "schema"),
        (
            '{"projects": [{"id": "a", "name": "b", "budget": {"total": 3}}]}',
            "projects.0.budget.total",
        ),
        ('{"projects": [{"id": "a", "name": "b"}, {"id": "a", "name": "c"}]}', "全文"),
        ('{"surprise": 1}', "surprise"),
        (
            '{"projects": [{"id": "a", "name": "b", "indicators": [{"id": "a/1", "name": "c"}]}]}',
            "indicators.0.target",
        ),
        ("[" * 100_000, "全文"),
    ],
)
def test_a_plan_that_breaks_the_schema_is_refused_with_the_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    done = run("read", str(path))
    assert done.returncode == 3
    assert done.stderr.startswith(f"{path}: ")
    assert place in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_written_leaves_the_old_one(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "no-such-folder" / "a.docx"
    done = run("write", str(example), "-o", str(out))
    assert done.returncode == 2
    assert "不能写入" in done.stderr
    assert run("write", str(example), "-o", str(tmp_path / "a.odt")).returncode == 2
    assert not list(tmp_path.iterdir())


def test_what_a_form_has_no_cell_for_is_said(example: Path, tmp_path: Path) -> None:
    plan = json.loads(example.read_text())
    plan["projects"][0]["indicators"][0]["weight"] = "10"
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    done = run("write", str(path), "-o", str(tmp_path / "a.html"))
    assert done.returncode == 0
    assert "分值" in done.stderr


def test_demo_writes_plan_and_evidence_and_every_indicator_has_an_answer(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    assert run("demo", "--data", str(folder)).returncode == 0
    done = run(
        "measure", str(folder / "plan.json"), "--evidence", str(folder / "evidence"),
        "--as-of", "2023-12-31", "--json",
    )  # fmt: skip
    observations = json.loads(done.stdout)
    assert done.returncode in (0, 1)
    assert len(observations) == 79
    for one in observations:
        answered = {
            "computed": one["imports"],
            "reported": one.get("reported"),
            "missing": one.get("reason"),
        }
        assert answered[one["status"]], one


def test_demo_never_touches_evidence_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/mine").write_text("台账")
    done = run("demo", "--data", str(tmp_path))
    assert done.returncode == 2
    assert [p.name for p in (tmp_path / "evidence").iterdir()] == ["mine"]


def test_english_words_for_people(example: Path) -> None:
    done = run("review", str(example), "--lang", "en")
    assert "must be mended" in done.stdout
