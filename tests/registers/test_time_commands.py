"""Time on the command line: spans, full exports, taking a take-in back, what was known on a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.needs import ROOT
from tests.registers.ledgers import HEAD, csv_bytes

EXAMPLE = ROOT / "examples/huailai-2023/plan.json"


def _plan(folder: Path) -> str:
    """A plan of one indicator, the money of all cases."""
    plan = json.loads(EXAMPLE.read_bytes())
    plan["projects"] = plan["projects"][:1]
    indicators = plan["projects"][0]["indicators"] = plan["projects"][0]["indicators"][:1]
    indicators[0]["measure"] = {"id": "case_penalties", "where": None}
    (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    return str(folder / "plan.json")


def _file(folder: Path, name: str, *rows: list[str]) -> str:
    path = folder / name
    path.write_bytes(csv_bytes([[*HEAD, "处罚决定日期"], *rows]))
    return str(path)


def _intake(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["intake", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_withdrawn_and_known_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evidence = ["--evidence", str(tmp_path / "e")]
    march = _file(
        tmp_path, "3.csv", ["A1", "2023-01-05", "2023-03-01", "200.00", "已结案", "2023-02-20"]
    )
    june = _file(
        tmp_path, "6.csv", ["A1", "2023-01-05", "2023-03-01", "300.00", "已结案", "2023-02-20"]
    )
    _intake(capsys, "penalty_cases", march, *evidence, "--speaks-for", "2023-01-01..2023-03-31")
    made = _intake(capsys, "penalty_cases", june, *evidence, "--speaks-for", "2023-06-30", "--full")
    told = _intake(capsys, "--withdraw", made["import"][:10], "--reason", "导错", *evidence)
    assert (told["import"], told["reason"]) == (made["import"], "导错")
    assert main(["intake", "--withdraw", made["import"], "--reason", "导错", *evidence]) == 2
    assert "不能再撤一次" in capsys.readouterr().err
    measured = ["measure", _plan(tmp_path), *evidence, "--as-of", "2023-12-31", "--json"]

    def value(*words: str) -> tuple[str, str | None]:
        assert main([*measured, *words]) == 0
        (one,) = json.loads(capsys.readouterr().out)
        return one["numerator"] or one["value"], one.get("known")

    assert value() == ("200", None)
    assert value("--known-on", "2023-04-01") == ("200", "2023-04-01")
    assert value("--known-on", "2023-07-01") == ("300", "2023-07-01")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--withdraw", "abcdef1"], "--reason"),
        (["--reason", "导错"], "--withdraw"),
        (["--withdraw", "abcdef1", "--reason", "导错"], "没有摘要"),
        (["penalty_cases"], "写明台账和文件"),
        (["penalty_cases", "x.csv", "--speaks-for", "六月"], "2023-06-30"),
    ],
)
def test_a_command_line_that_is_wrong_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    with_code = None
    try:
        with_code = main(["intake", *words, "--evidence", str(tmp_path)])
    except SystemExit as left:
        with_code = left.code
    assert with_code == 2 and said in capsys.readouterr().err
