"""``jixiao bind``, ``measure``, ``trace``, ``measures`` as a shell sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.measures.made_up import write
from jixiao.plan.json import loads
from tests.needs import ROOT

EXAMPLE = ROOT / "examples/huailai-2023/plan.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bound plan and a made-up year, as ``jixiao demo --data`` leaves it."""
    made = tmp_path_factory.mktemp("demo")
    write(made / "evidence", loads(EXAMPLE.read_bytes()))
    assert main(["bind", str(EXAMPLE), "-o", str(made / "plan.json")]) == 0
    return made


def _given(folder: Path, *more: str) -> list[str]:
    evidence = ["--evidence", str(folder / "evidence"), "--as-of", "2023-12-31"]
    return [str(folder / "plan.json"), *evidence, *more]


def test_measure_gives_79_observations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", *_given(folder, "--json")]) == 0
    told = capsys.readouterr()
    seen = json.loads(told.out)
    assert len(seen) == 79 and {o["status"] for o in seen} == {"computed", "reported", "missing"}
    keys = ["indicator", "measure", "as_of", "value", "unit", "numerator", "denominator", "rows",
            "imports", "definition", "status"]  # fmt: skip
    assert all(list(o)[:11] == keys for o in seen)
    assert told.err.count("M101") == 3


@pytest.mark.parametrize("name", ["postgresql", "spark"])
def test_the_same_with_another_engine(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(name)
    url = "spark:local[2]" if name == "spark" else request.getfixturevalue("postgresql_url")
    capsys.readouterr()
    outputs = []
    for more in ([], ["--engine", url]):
        assert main(["measure", *_given(folder, "--json", *more)]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_text_is_marked_as_made_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", *_given(folder)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("模拟数据") and "案件办结率  ≥95%  → " in text and "报送，凭" in text


def test_bind_as_json_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bind", str(EXAMPLE), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["proposals"]) == 79 and all(p["reason"] for p in told["proposals"])


def test_bind_with_evidence_finds_double_claims(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bind", str(EXAMPLE), "--json", "--evidence", str(folder / "evidence")]) == 0
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 3


def test_trace(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    given = _given(folder, "--indicator", "13073023P00009010002F/3")
    assert main(["trace", *given, "--json", "--size", "3", "--page", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    table = told["tables"][0]
    assert (table["total"], table["in_numerator"], len(table["rows"])) == (137, 123, 3)
    assert told["sql"] and told["definition_sha256"] and "party" not in table["rows"][0]
    assert main(["trace", *given]) == 0 and "共 137 行" in capsys.readouterr().out
    for ending in ("csv", "xlsx"):
        assert main(["trace", *given, "-o", str(tmp_path / f"rows.{ending}")]) == 0
    assert len((tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()) == 138


def test_measures_lists_and_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures"]) == 0 and len(capsys.readouterr().out.splitlines()) > 70
    assert (
        main(["measures", "case_on_time_rate"]) == 0 and "case-decision" in capsys.readouterr().out
    )
    assert main(["measures", "case_on_time_rate", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "on_time"


_ON = ("--evidence", "/tmp", "--as-of", "2023-12-31")


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["measures", "nothing"], 2, "没有测度“nothing”；有："),
        (["measure", "--evidence", "/nowhere", "--as-of", "2023-12-31"], 3, "没有这个文件夹"),
        (["measure", "--evidence", "/tmp", "--as-of", "2022-12-31"], 2, "早于计划的年度"),
        (["measure", *_ON, "--engine", "oracle://x"], 2, "不认识引擎"),
        (["measure", *_ON, "--engine", "postgresql://127.0.0.1:1/x"], 4, "连接不上"),
        (["trace", *_ON, "--indicator", "x"], 2, "没有编号为“x”的指标"),
    ],
)
def test_what_is_wrong_is_one_line(
    command: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if command[0] != "measures":
        command = [command[0], str(EXAMPLE), *command[1:]]
    assert main(command) == code
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1 and said in lines[0]


def test_a_printed_mark_leads_back_to_its_number(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measure", *_given(folder, "--json")]) == 0
    seen = json.loads(capsys.readouterr().out)
    one = next(o for o in seen if o["measure"] == "case_closing_rate")
    plan, evidence = str(folder / "plan.json"), str(folder / "evidence")
    told = ["trace", plan, "--evidence", evidence, "--mark", one["mark"]]
    assert main([*told, "--json"]) == 0
    traced = json.loads(capsys.readouterr().out)
    assert traced["definition_sha256"] == one["definition"]
    assert (sorted(traced["imports"]), traced["imports_since"]) == (sorted(one["imports"]), [])
    assert main(["trace", plan, "--evidence", evidence, "--mark", "00000000"]) == 2
    assert "可能属于另一份计划" in capsys.readouterr().err
    assert main(["trace", plan, "--evidence", evidence, "--mark", "x"]) == 2
    assert "记号是八位" in capsys.readouterr().err
