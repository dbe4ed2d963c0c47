"""A made-up county in a folder of its own, and every command that follows it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jixiao.cli import main
from jixiao.plan.json import dumps
from jixiao.plan.model import Budget, Indicator, MeasureRef, Plan, Project, Spending
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store

CODE = "13073023P000094100026"
COUNTY = """
extends = "sichuan-2025"
label = "青山县（虚构）"
source = "青财绩〔2022〕1号（虚构）"
divisions = ["130730"]
in_force_from = 2022-01-01

[grades]
"优" = "95"
"良" = "85"
"中" = "70"
"差" = "0"

[scoring.rules]
late = "days"

[[warnings]]
by = "06-30"
execution = "50"

[[checkpoints]]
name = "年中看一次"
covers = "06-30"
by = "07-10"

[levels.B203]
level = "off"
reason = "本县按“等于”理解（虚构）"

[monitoring.rules.W102]
since = 2022-01-01

[timers.dispose]
since = 2022-01-01
warnings = ["W102"]
days = 10
words = "十个工作日内处理，到期停止支付"

[[limits.complaint-acceptance.version]]
from = 2023-01-01
number = 3
source = "青山县承诺（虚构）"

[calendar.2023]
off = ["06-16", "07-03"]
"""


def _indicator(number: int, name: str, target: str, level2: str, measure: str | None) -> Indicator:
    return Indicator(
        id=f"{CODE}/{number}", level1="产出指标", level2=level2, name=name, target=target,
        measure=MeasureRef(id=measure) if measure else None,
    )  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    days = {"06-30": "50", "12-31": "100"}
    project = Project(
        id=CODE, code=CODE, name="投诉处理", short_name="投诉处理", unit="万元",
        budget=Budget(total="10.00", fiscal="10.00"), goals=("办好投诉",),
        spending_plan=tuple(Spending(by=by, percent=p) for by, p in days.items()),
        indicators=(
            _indicator(1, "投诉初查率", "≥95%", "质量指标", "complaint_on_time_first_check_rate"),
            _indicator(2, "完成时间", "2023年6月30日前", "时效指标", None),
        ),
    )  # fmt: skip
    made = Plan(year=2023, projects=(project,), department={"name": "某局", "division": "130730"})
    (tmp_path / "plan.json").write_text(dumps(made), "utf-8")
    return tmp_path / "plan.json"


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """Two complaints of 14 June, first checked on the 20th and on the 21st; 45 % paid."""
    days = {"T1": "2023-06-20", "T2": "2023-06-21"}
    rows = [
        {"编号": key, "类型": "投诉", "接收日期": "2023-06-14", "初查日期": day}
        for key, day in days.items()
    ]
    paid = {"支付凭证号": "Z1", "支付日期": "2023-05-10", "实际支付金额": "45000", "项目编码": CODE}
    for register, told in (("complaints", rows), ("payments", [paid])):
        path = tmp_path / f"{register}.csv"
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, list(told[0]))
            writer.writeheader()
            writer.writerows(told)
        store = Store(tmp_path / "evidence")
        take_in(
            store.register(register), path, store=store, who="某人", speaks_for=date(2023, 12, 31)
        )
    return tmp_path / "evidence"


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A folder of places that nothing names yet."""
    (tmp_path / "places" / "qingshan").mkdir(parents=True)
    (tmp_path / "places" / "qingshan" / "place.toml").write_text(COUNTY, "utf-8")
    return tmp_path / "places"


@pytest.fixture
def county(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_PLACES", str(places))


Said = pytest.CaptureFixture[str]


def _json(capsys: Said, *words: str) -> Any:
    main([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_policies_shows_it_whole(county: None, capsys: Said) -> None:
    one = _json(capsys, "policies", "qingshan")
    assert one["grades"]["优"] == "95" and one["warnings"][0]["execution"] == "50"
    assert [c["name"] for c in one["checkpoints"]] == ["年中看一次"]
    states = one["states"]
    assert "3工作日（青山县承诺（虚构））" in states["时限"]["complaint-acceptance"]
    assert "06-16" in states["节假日"]["2023"] and "目标÷实际" in states["自评计分"]["late"]
    main(["policies", "--diff", "sichuan-2025", "qingshan"])
    said = capsys.readouterr().out
    for part in (
        "等级“优”",
        "监控时点",
        "执行预警",
        "自评计分“late”",
        "时限“",
        "节假日“2023”",
        "规则 B203",
    ):
        assert part in said, part


def test_measure_counts_by_its_limit_and_its_holiday(
    plan: Path, evidence: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch, request: Any
) -> None:
    words = ("measure", str(plan), "--evidence", str(evidence), "--as-of", "2023-12-31")
    assert _json(capsys, *words)[0]["value"] == "100.00"
    request.getfixturevalue("county")
    assert (
        _json(capsys, *words)[0]["value"] == "50.00"
    )  # the third working day, the 16th off, is the 20th


def test_monitor_warns_by_its_line_and_stops_after_its_days(
    county: None, plan: Path, evidence: Path, capsys: Said
) -> None:
    words = ("monitor", str(plan), "--evidence", str(evidence), "--as-of")
    made = _json(capsys, *words, "2023-07-12")
    assert made["policy"] == "qingshan"
    warned = {w["rule"]: w for w in made["projects"][0]["warnings"]}
    assert "低于50%" in warned["W102"]["cause"]
    assert warned["W102"]["due"] == "2023-07-17"  # ten working days after 30 June, 3 July off
    assert "请在 2023-07-17 以前处理" in warned["W102"]["remedy"]
    late = {w["rule"]: w for w in _json(capsys, *words, "2023-07-18")["projects"][0]["warnings"]}
    assert "停止拨款" in late["W102"]["remedy"]
    usual = _json(capsys, *words, "2023-07-12", "--policy", "hebei")
    assert "W102" not in {w["rule"] for w in usual["projects"][0]["warnings"]}


def test_score_follows_its_late_rule_its_grades_and_finance(
    county: None, plan: Path, tmp_path: Path, capsys: Said
) -> None:
    told = {
        "indicators": {f"{CODE}/1": "100%", f"{CODE}/2": "2023-07-10"},
        "execution": {CODE: {"adjusted": "10.00", "executed": "9.00"}},
        "finance": {CODE: "差"},
    }
    (tmp_path / "actuals.json").write_text(json.dumps(told), "utf-8")
    words = ("score", str(plan), "--actuals", str(tmp_path / "actuals.json"))
    own, usual = (_json(capsys, *words, "--policy", name) for name in ("qingshan", "hebei"))
    late = [one["projects"][0]["indicators"][1] for one in (own, usual)]
    assert float(late[0]["points"]) > 0 and late[1]["points"] == "0.00"
    assert own["projects"][0]["finance"]["grade"] == "差"
    assert (
        "没有规定" in usual["projects"][0]["finance"]["why"]
        or "还没有定" in usual["projects"][0]["finance"]["why"]
    )


def test_review_follows_its_levels(county: None, plan: Path, capsys: Said) -> None:
    made = _json(capsys, "review", str(plan))
    assert made["policy"] == "qingshan"
    assert any("B203" in json.dumps(one) for one in made["changed"])


def test_named_by_packs_alone_it_is_called_by_its_label_everywhere(
    places: Path, plan: Path, evidence: Path, tmp_path: Path, capsys: Said
) -> None:
    own, stored = ("--packs", str(places)), ("--evidence", str(evidence), "--as-of", "2023-07-12")
    report = tmp_path / "report.html"
    for words in (
        ("review", str(plan), *own),
        ("monitor", str(plan), *own, *stored),
        ("score", str(plan), *own, "--report", str(report)),
        ("score", str(plan), *own, "--compare", "hebei"),
    ):
        assert main(words) in (0, 1), words
        said = capsys.readouterr().out
        assert "青山县（虚构）（qingshan）" in said, said[:600]
        assert "qingshan" not in said.replace("青山县（虚构）（qingshan）", "")
    printed = report.read_text("utf-8")
    assert "按政策包“青山县（虚构）”" in printed and "qingshan" not in printed
    assert (
        main(["review", str(plan), "--policy", "qingshan"]) == 2
    )  # what one command was told is gone
    assert "没有名为“qingshan”" in capsys.readouterr().err


def test_a_place_that_cannot_be_taken_is_one_line_for_every_command(
    county: None, plan: Path, evidence: Path, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "places" / "qingshan" / "place.toml").write_text('extends = "qingshan"', "utf-8")
    stored = ["--evidence", str(evidence), "--as-of", "2023-12-31"]
    for words in (
        ["policies"], ["review", str(plan)], ["score", str(plan)], ["monitor", str(plan), *stored],
        ["measure", str(plan), *stored], ["trace", str(plan), *stored, "--indicator", f"{CODE}/1"],
    ):  # fmt: skip
        assert main(words) == 2, words
        said = capsys.readouterr().err
        assert "qingshan/place.toml" in said and "绕成了圈" in said and "Traceback" not in said
