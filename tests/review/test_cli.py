"""The commands that examine, list rules and policies, print the form and search the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.plan.json import dumps
from tests.review.vocabulary import plan_of

ROW = {"二级指标": "数量指标", "三级指标": "办理案件数", "指标值": "≥100件"}
COUNTY = (
    'extends = "hebei"\nlabel = "示例县"\nin_force_from = 2015-05-21\nsource = "虚构"\n'
    'divisions = ["130730"]\n[levels.A204]\nlevel = "off"\nreason = "目标写在总表里"\n'
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(dumps(plan_of({"年度": 2024, "项目名称": "执法办案", "指标": ROW})), "utf-8")
    return path


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_packs_folder_switches_a_rule_off_and_says_why(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["review", str(plan)]) == 1
    assert "A204" in _said(capsys)
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "county.toml").write_text(COUNTY, "utf-8")
    main(["review", str(plan), "--packs", str(tmp_path / "packs")])
    out = _said(capsys)
    assert "[必须修改] A204" not in out and "理由：目标写在总表里" in out and "county" in out
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path / "packs"))
    main(["review", str(plan), "--json"])
    assert json.loads(_said(capsys))["changed"] == {
        "A204": "没有写绩效目标：不用。理由：目标写在总表里。"
    }


def test_last_year_and_peers(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = plan_of({"年度": 2023, "项目名称": "执法办案", "指标": ROW | {"实际完成值": "300件"}})
    (tmp_path / "last.json").write_text(dumps(last), "utf-8")
    main(["review", str(plan), "--json", "--last-year", str(tmp_path / "last.json"),
          "--peers", str(tmp_path / "last.json")])  # fmt: skip
    finding = next(f for f in json.loads(_said(capsys))["findings"] if f["rule"] == "G101")
    assert finding["proposal"] == {"field": "target", "value": "≥300件"}


def test_the_form_is_printed(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "form.html"
    main(["review", str(plan), "--form-output", str(target)])
    assert "项目支出绩效目标审核表" in target.read_text("utf-8") and _said(capsys) == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["review", "{plan}", "--form-output", "form.odt"], "docx"),
        (["review", "{plan}", "{plan}", "--form-output", "form.pdf"], "逐份"),
        (["review", "{plan}", "--policy", "nowhere"], "hebei"),
        (["review", "{plan}", "--packs", "nowhere"], "nowhere"),
        (["policies", "nowhere"], "hebei"),
        (["policies", "--diff", "hebei", "nowhere"], "hebei"),
        (["rules", "Z999"], "B203"),
        (["library", "抽检", "--library", "nowhere"], "nowhere"),
    ],
)
def test_what_is_not_there_is_one_line_and_code_two(
    plan: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([a.format(plan=plan) for a in arguments]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1


def test_a_pack_that_changes_a_rule_that_is_not_there(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "county.toml").write_text(COUNTY.replace("A204", "Z999"), "utf-8")
    assert main(["review", str(plan), "--packs", str(tmp_path)]) == 2
    assert "Z999" in capsys.readouterr().err


def test_last_year_that_cannot_be_read(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(plan), "--last-year", str(tmp_path / "none.json")]) == 3


def test_policies_in_force_and_how_they_differ(capsys: pytest.CaptureFixture[str]) -> None:
    main(["policies", "sichuan-2025", "--on", "2025-06-01"])
    said = _said(capsys)
    assert "中 ≥70" in said and "1—6月执行率低于40%预警" in said and "部分佐证" in said
    main(["policies", "--on", "2020-01-01"])
    assert "central-2021" not in _said(capsys)
    main(["policies", "--diff", "central-2020", "sichuan-2025"])
    assert "不满70分" in _said(capsys)
    main(["policies", "--diff", "hebei", "hebei", "--json"])
    assert json.loads(_said(capsys))["differences"] == []
    main(["policies", "hebei", "--json"])
    assert json.loads(_said(capsys))["basis"]["outcomes"]["verified"] == "full"


def test_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    main(["library", "案件", "办结", "--json", "--limit", "3"])
    found = json.loads(_said(capsys))
    assert len(found) == 3 and found[0]["why"]
    main(["library", "case_closing_rate"])
    assert "公式" in _said(capsys)
    main(["library", "龘"])
    assert "没有" in _said(capsys)
    main(["library"])
    assert len(_said(capsys).splitlines()) > 100
