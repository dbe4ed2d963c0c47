"""Time on the command line: spans, full exports, taking a take-in back, what was known on a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao.acts.folder import folder_record
from jixiao.acts.kinds.reported import ReportedValue
from jixiao.acts.kinds.reported import subject_of as value_subject
from jixiao.acts.record import head, on_subject
from jixiao.acts.typed_money import Entry, Part, typing
from jixiao.cli import main
from jixiao.measures.reported import ProofFile, report_value
from jixiao.registers.store import Store
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


def _said_on(folder: Path, day: datetime, project: str, indicator: str, value: str) -> None:
    """Somebody reports a value and types a payment of the same size on a day."""
    store = Store(folder, record=replace(folder_record(folder), clock=lambda: day))
    told = ReportedValue(indicator, value, None, "王五", "2023-03-31", "", "", by="王敏")
    seen = head(on_subject(store.record.reading(), value_subject(indicator)))
    report_value(store, told, ProofFile("纪要.pdf", value.encode()), "clerk", "", seen)
    paid = Entry(project, Part.PAYMENTS, date(2023, 3, 1), Decimal(value), "万元", "凭证1", "王敏")
    with store.record.writing() as writer:
        writer.say(typing(paid, "clerk", ""))


def test_what_people_said_is_known_from_the_day_it_was_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, folder = _plan(tmp_path), tmp_path / "e"
    project = json.loads(Path(plan).read_text("utf-8"))["projects"][0]
    indicator = project["indicators"][0]["id"]
    folder.mkdir()
    for moment, value in (
        (datetime(2023, 4, 1, tzinfo=UTC), "1"),
        (datetime(2023, 7, 3, 23, tzinfo=UTC), "2"),
    ):
        _said_on(folder, moment, project["id"], indicator, value)

    def told(command: str, *words: str) -> Any:
        main([command, plan, "--evidence", str(folder), "--as-of", "2023-12-31", "--json", *words])
        return json.loads(capsys.readouterr().out)

    def everywhere(*words: str) -> tuple[Any, ...]:
        (measured,) = told("measure", *words)
        (watched,) = told("monitor", *words)["projects"]
        (scored,) = told("score", *words)["projects"]
        return measured["value"], watched["paid"], scored["execution"]["rate"]

    assert everywhere() == everywhere("--known-on", "2023-07-03") == ("2", "3", "100.00")
    assert everywhere("--known-on", "2023-07-02") == ("1", "1", "33.33")
    nothing = everywhere("--known-on", "2023-03-31")
    assert nothing[0] is None and nothing[1] in (None, "0")
