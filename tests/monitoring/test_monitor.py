"""The whole of monitoring on small registers of our own, and on the command line."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao.acts.errors import EarlierFileError
from jixiao.cli import main
from jixiao.forms.monitoring_table import tables_in
from jixiao.grids.reading import read
from jixiao.law.monitoring import Outcome, Possibility
from jixiao.monitoring.accounts import typed_money
from jixiao.monitoring.decisions import Confirmation, Decision, Decisions
from jixiao.monitoring.gathering import earlier_years, gather
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.report import MonitoringError, Report
from jixiao.monitoring.table import tables_of
from jixiao.plan.json import dumps
from jixiao.plan.model import Budget, Indicator, MeasureRef, Plan, Project, Spending
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store

CODE = "13073023P000094100026"


def _indicator(number: int, name: str, target: str, measure: str | None, level2: str) -> Indicator:
    reference = MeasureRef(id=measure) if measure else None
    return Indicator(
        id=f"{CODE}/{number}",
        level1="产出指标",
        level2=level2,
        name=name,
        target=target,
        measure=reference,
    )


@pytest.fixture
def plan() -> Plan:
    days = {"03-31": "25", "06-30": "50", "10-31": "75", "12-31": "100"}
    project = Project(
        id=CODE,
        code=CODE,
        name="执法办案",
        short_name="执法办案",
        unit="万元",
        budget=Budget(total="10.00", fiscal="10.00"),
        spending_plan=tuple(Spending(by=by, percent=p) for by, p in days.items()),
        goals=("办好案件",),
        indicators=(
            _indicator(1, "案件个数", "≥100个", "case_count_filed", "数量指标"),
            _indicator(2, "案件办结率", "≥95%", "case_closing_rate", "质量指标"),
            _indicator(3, "总成本", "≤10万元", "payments_total", "成本指标"),
            _indicator(4, "提高办案效率", "有效提升", None, "社会效益指标"),
        ),
    )
    return Plan(year=2023, projects=(project,), department={"name": "某局", "division": "130730"})


def _take_in(folder: Path, register: str, rows: list[dict[str, Any]]) -> None:
    path = folder / f"{register}.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    store = Store(folder / "evidence")
    take_in(store.register(register), path, store=store, who="某人", speaks_for=date(2023, 12, 31))


def _payment(number: int, on: str, amount: str) -> dict[str, Any]:
    return {"支付凭证号": f"Z{number}", "支付日期": on, "实际支付金额": amount, "项目编码": CODE}


def _case(number: int) -> dict[str, Any]:
    month, day = divmod(number, 10)
    filed = date(2023, month + 1, 2 * day + 1)
    closed = date(2023, min(month + 3, 12), 20)
    return {
        "案号": f"怀市监罚〔2023〕{number}号", "立案日期": filed.isoformat(), "结案日期": closed.isoformat()
    }  # fmt: skip


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    _take_in(tmp_path, "penalty_cases", [_case(n) for n in range(120)])
    paid = [("2023-02-10", "10000"), ("2023-05-10", "20000"), ("2023-06-20", "-1000")]
    paid += [("2023-09-10", "40000"), ("2023-12-10", "20000")]
    rows = [_payment(n, on, amount) for n, (on, amount) in enumerate(paid)]
    _take_in(tmp_path, "payments", rows)
    return tmp_path / "evidence"


def _project(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = report.to_json()["projects"][0]
    return found


def test_money_at_a_checkpoint(plan: Plan, evidence: Path) -> None:
    seen = _project(monitor(plan, Store(evidence), date(2023, 6, 30)))
    assert Decimal(seen["paid"]) == Decimal("2.9")
    assert (seen["planned_share"], seen["paid_share"], seen["gap"]) == ("50", "29.00", "-21.00")
    assert seen["execution_rates"] == {"self_evaluation": "29.00", "evaluation_framework": None}
    first, second, third, last = seen["checkpoints"]
    assert first["paid_share"] == "10.00" and second["gap"] == "-21.00"
    assert third["paid"] is None and last["planned_share"] == "100"


def test_goals_and_forecast(plan: Plan, evidence: Path) -> None:
    seen = _project(monitor(plan, Store(evidence), date(2023, 6, 30)))
    count, ratio, cost, words = seen["indicators"]
    assert (count["value"], count["progress"]) == ("60", "60.00")
    low, high = float(count["forecast"]["low80"]), float(count["forecast"]["high80"])
    assert 60 <= low <= 120 <= high
    assert count["forecast"]["possibility"] in ("有可能", "确定能")
    assert "已有 60" in count["forecast"]["why"] and "≥100个" in count["forecast"]["why"]
    assert ratio["forecast"]["p_meet"] is not None and float(ratio["forecast"]["high80"]) <= 100
    assert cost["forecast"]["p_meet"] == "1" and Decimal(cost["value"]) == Decimal("2.9")
    assert words["forecast"]["p_meet"] is None and words["progress"] is None


def test_at_the_end_of_the_year_everything_is_certain(plan: Plan, evidence: Path) -> None:
    report = monitor(plan, Store(evidence), date(2023, 12, 31))
    count = _project(report)["indicators"][0]
    assert count["value"] == "120" and count["forecast"]["p_meet"] == "1"
    assert count["forecast"]["low80"] == count["forecast"]["high80"] == "120"
    assert count["exceeded"] is True


def test_warnings_carry_cause_level_and_citation(plan: Plan, evidence: Path) -> None:
    report = monitor(plan, Store(evidence), date(2023, 6, 30))
    warned = {w.rule: w for w in report.warnings()}
    assert "W101" in warned and "落后 21.00 个百分点" in warned["W101"].cause
    assert (
        warned["W101"].cites[0].law == "财预〔2019〕136号" and not warned["W101"].cites[0].verified
    )


def test_sichuan_watches_with_its_own_lines(plan: Plan, evidence: Path) -> None:
    moved = plan.model_copy(update={"year": 2025})
    report = monitor(moved, Store(evidence), date(2025, 9, 30), policy="sichuan-2025")
    assert report.policy == "sichuan-2025"
    assert _project(report)["paid"] is None
    assert "W102" not in {w.rule for w in report.warnings()}, "nothing is known, nothing is low"


def test_before_the_first_evidence_nothing_is_made_up(plan: Plan, evidence: Path) -> None:
    seen = _project(monitor(plan, Store(evidence), date(2023, 1, 1)))
    assert seen["paid"] is None and seen["paid_share"] is None and seen["gap"] is None


def test_without_any_evidence(plan: Plan, tmp_path: Path) -> None:
    report = monitor(plan, Store(tmp_path), date(2023, 6, 30))
    seen = _project(report)
    assert seen["paid"] is None
    assert all(i["forecast"]["p_meet"] is None for i in seen["indicators"])
    assert {w.rule for w in report.warnings()} == {"W301"}


def test_earlier_years_once_gathered_serve_every_day(plan: Plan, tmp_path: Path) -> None:
    rows = [
        {
            "案号": f"怀市监罚〔{y}〕{m}号",
            "立案日期": f"{y}-{m:02d}-10",
            "结案日期": f"{y}-{m:02d}-20",
        }
        for y in (2022, 2023)
        for m in range(1, 13)
    ]
    _take_in(tmp_path, "penalty_cases", rows)
    folder = tmp_path / "evidence"
    before = earlier_years(plan, Store(folder), 2023)
    assert [year[f"{CODE}/1"].total for year in before] == [12.0]
    for day in (date(2023, 3, 31), date(2023, 6, 30)):
        seen = gather(plan, Store(folder), day, 2023, before)
        kept = monitor(plan, Store(folder), day, evidence=seen)
        assert kept.to_json() == monitor(plan, Store(folder), day).to_json()


def test_a_day_before_the_year_is_refused(plan: Plan, evidence: Path) -> None:
    with pytest.raises(MonitoringError, match="早于预算年度"):
        monitor(plan, Store(evidence), date(2022, 12, 31))


def test_typed_money_stands_in_where_there_is_no_register(plan: Plan, tmp_path: Path) -> None:
    typed = {
        "adjustments": [{"on": "2023-05-01", "amount": "-2.00", "proof": "怀财字〔2023〕88号"}],
        "received": [{"on": "2023-02-01", "amount": "5.00", "proof": "额度通知"}],
        "payments": [{"on": "2023-03-01", "amount": "2.00", "proof": "支付凭证1号"}],
    }
    money = {
        "schema": "jixiao/money/1",
        "projects": {CODE: typed, "别的": {"received": typed["received"]}},
    }
    (tmp_path / "money.json").write_text(json.dumps(money))
    report = monitor(plan, Store(tmp_path), date(2023, 6, 30))
    seen = _project(report)
    assert seen["budget"]["full_year"] == "8.00" and seen["paid_share"] == "25.00"
    assert seen["execution_rates"]["evaluation_framework"] == "40.00"
    assert [f.rule for f in report.findings] == ["M006"] and report.must_be_mended


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"on": "2023-02-30", "amount": "1", "proof": "x"}, "on"),
        ({"on": "2023-02-03", "amount": 1, "proof": "x"}, "amount"),
        ({"on": "2023-02-03", "amount": "1"}, "proof"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, entry: dict[str, Any], place: str) -> None:
    path = tmp_path / "money.json"
    projects = {"甲": {"payments": [entry]}}
    path.write_text(json.dumps({"schema": "jixiao/money/1", "projects": projects}))
    with pytest.raises(EarlierFileError) as wrong:
        typed_money(Store(tmp_path))
    assert wrong.value.place == f"projects.甲.payments.0.{place}"


def test_an_accepted_deviation_is_shown_and_lapses(plan: Plan, evidence: Path) -> None:
    made = Decision(
        "W101",
        CODE,
        None,
        Outcome.NO_PROBLEM,
        "合同约定九月付款",
        "财务科",
        date(2023, 6, 1),
        date(2023, 9, 30),
    )
    held = monitor(plan, Store(evidence), date(2023, 6, 30), decisions=Decisions((made,)))
    warning = next(w for w in _project(held)["warnings"] if w["rule"] == "W101")
    assert warning["outcome"]["until"] == "2023-09-30"
    later = monitor(plan, Store(evidence), date(2023, 6, 30), decisions=Decisions())
    assert "outcome" not in _project(later)["warnings"][0]


def test_the_form_is_filled_with_what_is_known_and_confirmed(plan: Plan, evidence: Path) -> None:
    said = (
        Confirmation(f"{CODE}/1", Possibility.CERTAIN, "某人", date(2023, 7, 31)),
        Confirmation(f"{CODE}/2", Possibility.CERTAIN, "某人", date(2023, 6, 30)),  # of another day
    )
    report = monitor(
        plan, Store(evidence), date(2023, 7, 31), decisions=Decisions(confirmations=said)
    )
    table = tables_of(report)[0]
    assert table.months == 7 and table.total.rate == "29.00%"
    assert table.rows[0].progress == "70个" or table.rows[0].progress.startswith("70")
    assert [r.possibility for r in table.rows] == ["1", "", "", ""]


# -- the command line -----------------------------------------------------------------------------


@pytest.fixture
def plan_file(plan: Plan, tmp_path: Path) -> str:
    path = tmp_path / "plan.json"
    path.write_text(dumps(plan), "utf-8")
    return str(path)


def test_monitor_as_json_and_as_a_form(
    plan_file: str, evidence: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "监控表.docx"
    asked = ["monitor", plan_file, "--evidence", str(evidence), "--as-of", "2023-06-30", "--json"]
    code = main([*asked, "--table", str(table)])
    out = json.loads(capsys.readouterr().out)
    red = any(w["level"] == "return" for p in out["projects"] for w in p["warnings"])
    assert (out["schema"], code) == ("jixiao/monitor/1", int(red))
    assert tables_in(read(table.read_bytes(), table.name))[0].table.name == "执法办案"


def test_monitor_for_people(
    plan_file: str, evidence: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["monitor", plan_file, "--evidence", str(evidence), "--as-of", "2023-06-30"])
    out = capsys.readouterr().out
    assert "已支付 2.9" in out and "[黄色预警] W101" in out


@pytest.mark.parametrize(
    ("extra", "code", "said"),
    [
        (["--as-of", "2022-01-01"], 2, "早于预算年度"),
        (["--as-of", "2023-06-30", "--policy", "别的"], 2, "没有名为"),
        (["--as-of", "2023-06-30", "--table", "x.doc"], 2, "不能写成"),
    ],
)
def test_monitor_refuses_in_words(
    plan_file: str,
    evidence: Path,
    capsys: pytest.CaptureFixture[str],
    extra: list[str],
    code: int,
    said: str,
) -> None:
    assert main(["monitor", plan_file, "--evidence", str(evidence), *extra]) == code
    assert said in capsys.readouterr().err


def test_mend_from_a_report_to_its_end(
    plan_file: str, evidence: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--in", str(evidence)]
    fault = [
        "--rule",
        "W101",
        "--project",
        CODE,
        "--name",
        "执法办案",
        "--fault",
        "支付慢",
        "--year",
        "2023",
    ]
    assert main(["mend", "add", *folder, *fault, "--by", "王敏", "--on", "2023-07-01"]) == 0
    who = ["--by", "财政局", "--on", "2023-07-02"]
    assert (
        main(["mend", "demand", "2023-001", *folder, *who, "--text", "加快", "--due", "2023-09-30"])
        == 0
    )
    assert main(["mend", "list", *folder, "--on", "2023-10-01"]) == 1, "overdue"
    proof = tmp_path / "说明.txt"
    proof.write_text("已付款")
    end = ["--by", "财政局", "--on", "2023-12-31", "--evidence", str(proof)]
    again = ["--plan", plan_file, "--as-of", "2023-06-30"]
    assert main(["mend", "close", "2023-001", *folder, *end, *again]) == 2, "still found"
    again[-1] = "2023-10-31"
    assert main(["mend", "close", "2023-001", *folder, *end, *again]) == 0
    assert main(["mend", "list", *folder, "--json"]) == 0
    out = capsys.readouterr().out
    assert '"state": "closed"' in out and "sha256:" in out
    assert main(["mend", "close", "2023-009", *folder, *end]) == 2
