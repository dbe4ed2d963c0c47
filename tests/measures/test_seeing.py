"""What a ledger has no column for it did not deny; what state it tells it tells of its own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.measures.tracing import trace
from jixiao.plan.model import Plan
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store

DAY = date(2023, 12, 31)


def _plan(measure: str) -> Plan:
    row = {"id": "p/1", "name": "指标", "target": "≥60%", "measure": {"id": measure}}
    return Plan.model_validate(
        {"year": 2023, "projects": [{"id": "p", "name": "项目", "indicators": [row]}]}
    )


def _taken(store: Store, register: str, text: str, name: str) -> None:
    taken = take_in(store.register(register), text.encode(), store=store, who="测试", name=name)
    assert taken.sha256, [f.fault for f in taken.findings]


def _seen(store: Store, measure: str, day: date = DAY) -> Observation:
    return observe(_plan(measure), store, day)[0]


def test_rows_of_a_ledger_without_the_numerators_column_are_left_out_and_said(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    head = "登记编号,业务类型,登记时间,办结时间"
    first = f"{head},调解结果\n1,投诉,2023-01-05,2023-02-01,调解成功\n2,投诉,2023-01-05,2023-02-01,调解不成功\n"
    _taken(store, "complaints", first, "一月.csv")
    assert _seen(store, "mediation_success_rate").value == "50.00"
    second = f"{head}\n3,投诉,2023-03-05,2023-04-01\n4,投诉,2023-03-06,2023-04-01\n"
    _taken(store, "complaints", second, "三月.csv")
    seen = _seen(store, "mediation_success_rate")
    assert (seen.value, seen.numerator, seen.denominator) == ("50.00", "1", "2")
    assert seen.reason == "另有 2 行所在的台账没有“调解结果”这一栏，没有计入"
    table = trace(_plan("mediation_success_rate"), store, "p/1", DAY).tables[0]
    assert (table.total, table.counted) == (2, 1)


def test_a_state_without_a_date_says_nothing_of_days_before_the_ledgers_own(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    head = "案件编号,立案日期,结案日期,案件状态"
    rows = f"{head}\nA,2023-01-10,,已结案\nB,2023-02-10,2023-03-10,已结案\nC,2023-09-01,,已立案\n"
    _taken(store, "penalty_cases", rows, "案件.csv")
    assert _seen(store, "case_closing_rate").value == "66.67"
    early = _seen(store, "case_closing_rate", date(2023, 6, 30))
    assert early.value is None and early.reason
    assert "有 1 行只写了状态、没有日期，状态是 2023-09-01 的" in early.reason


def test_a_sum_of_a_column_no_ledger_has_is_missing_and_not_zero(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _taken(store, "training", "培训名称,培训日期,地点\n食品安全,2023-03-12,会议室\n", "签到.csv")
    seen = _seen(store, "training_attendances")
    assert seen.value is None and seen.reason and "实际人数" in seen.reason
    _taken(store, "training", "培训名称,培训日期,实际人数\n价格,2023-05-12,40\n", "五月.csv")
    seen = _seen(store, "training_attendances")
    assert (seen.value, seen.reason) == (
        "40",
        "另有 1 行所在的台账没有“实际人数”这一栏，没有计入",
    )
