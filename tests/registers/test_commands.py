"""``jixiao registers`` and ``jixiao intake`` as other programs call them (contract §1, §5)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.needs import ROOT
from tests.registers.ledgers import HEAD, ROWS, csv_bytes


def _run(*words: object, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "jixiao.cli", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, input=data, capture_output=True, check=False)


def test_intake_gives_the_document_of_the_contract(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(csv_bytes([HEAD, *ROWS]))
    bad.write_bytes(csv_bytes([HEAD, *ROWS, ["A9", "2023.13.1", "", "", ""]]))
    evidence = ("--evidence", tmp_path / "e", "--json")
    done = _run("intake", "penalty_cases", good, *evidence)
    said = json.loads(done.stdout)
    assert (
        done.returncode == 0 and said["schema"] == "jixiao/intake/1" and len(said["import"]) == 64
    )
    assert (said["register"], said["rows"], said["accepted"], said["findings"]) == (
        "penalty_cases",
        3,
        3,
        [],
    )
    done = _run("intake", "penalty_cases", bad, *evidence)
    said = json.loads(done.stdout)
    assert done.returncode == 1 and said["import"] is None and said["accepted"] == 0
    (finding,) = (f for f in said["findings"] if f["level"] == "return")
    assert (
        (finding["row"], finding["field"]) == (5, "filed_on")
        and finding["fault"]
        and finding["remedy"]
    )
    done = _run(
        "intake",
        "penalty_cases",
        bad,
        *evidence,
        "--accept-partial",
        "--marked",
        tmp_path / "m.xlsx",
    )
    assert done.returncode == 1 and json.loads(done.stdout)["accepted"] == 3
    assert CalamineWorkbook.from_path(tmp_path / "m.xlsx").sheet_names[0] == "标记"
    assert json.loads(_run("intake", "penalty_cases", good, *evidence).stdout)["already"] is True


def test_intake_from_standard_input_with_a_map_and_a_preview(tmp_path: Path) -> None:
    data = csv_bytes([["代号", *HEAD[1:]], *ROWS])
    words = (
        "intake",
        "penalty_cases",
        "-",
        "--evidence",
        tmp_path / "e",
        "--map",
        "代号=案件编号",
        "--json",
    )
    done = _run(*words, "--preview", data=data)
    said = json.loads(done.stdout)
    assert done.returncode == 0 and said["import"] is None and not (tmp_path / "e").exists()
    assert said["mapping"][0] == {
        "column": 1,
        "heading": "代号",
        "field": "case_no",
        "how": "given",
        "unit": None,
    }
    assert json.loads(_run(*words, data=data).stdout)["accepted"] == 3


def test_what_the_command_line_gets_wrong(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(csv_bytes([HEAD, *ROWS]))
    evidence = ("--evidence", tmp_path / "e")
    for words in (
        ("nothing", path, *evidence),
        ("penalty_cases", path, *evidence, "--map", "案号"),
        ("penalty_cases", path, *evidence, "--map", "案号=没有"),
        ("penalty_cases", path, *evidence, "--speaks-for", "2023.1"),
        ("penalty_cases", path, *evidence, "--marked", "x.docx"),
    ):
        done = _run("intake", *words)
        assert done.returncode == 2 and b"Traceback" not in done.stderr, words
    done = _run("intake", "penalty_cases", tmp_path / "none.csv", *evidence)
    assert done.returncode == 3 and len(done.stderr.splitlines()) == 1
    done = _run("intake", "penalty_cases", f"postgresql:///x?host={tmp_path}#t", *evidence)
    assert done.returncode == 4 and len(done.stderr.splitlines()) == 1


def test_registers_are_listed_shown_and_given_empty(tmp_path: Path) -> None:
    listed = json.loads(_run("registers", "--json").stdout)
    assert len(listed) >= 22 and {"name", "label", "fields", "key"} <= set(listed[0])
    shown = json.loads(_run("registers", "payments", "--json").stdout)
    assert shown["name"] == "payments" and any(f["name"] == "amount" for f in shown["fields"])
    assert "不留存" in _run("registers", "complaints").stdout.decode()
    assert "hashed" in _run("registers", "payments", "--lang", "en").stdout.decode()
    assert _run("registers", "payments", "--template", "-o", tmp_path / "x.xlsx").returncode == 0
    assert CalamineWorkbook.from_path(tmp_path / "x.xlsx").sheet_names[1] == "填写说明"
    assert _run("registers", "nothing").returncode == 2
    assert _run("registers", "--template").returncode == 2


def test_a_word_said_on_the_command_line_is_remembered_and_listed(tmp_path: Path) -> None:
    ledger = tmp_path / "p.csv"
    ledger.write_bytes(
        csv_bytes(
            [["支付凭证号", "支付日期", "支付金额", "支付状态"], ["P1", "2023-03-01", "9", "挂起"]]
        )
    )
    evidence = ("--evidence", tmp_path / "e")
    assert _run("intake", "payments", ledger, *evidence).returncode == 1
    said = _run("intake", "payments", ledger, *evidence, "--map-word", "支付状态:挂起=待支付")
    assert said.returncode == 0
    assert "支付状态：挂起 → 待支付" in _run("registers", "payments", *evidence).stdout.decode()
    told = json.loads(_run("registers", "payments", *evidence, "--json").stdout)
    assert told["remembered"]["words"] == {"status": {"挂起": "pending"}}


def test_a_word_for_no_code_names_the_codes(tmp_path: Path) -> None:
    asked = ("--evidence", tmp_path / "e", "--map-word", "支付状态:挂起=飞了")
    done = _run("intake", "payments", "-", *asked)
    assert done.returncode == 2 and "已支付" in done.stderr.decode()
