"""Rows behind a value name the sheet they stand in; a number as known on a day has its rows too."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from jixiao.measures.export import export
from jixiao.measures.observing import observe
from jixiao.measures.tracing import trace
from jixiao.plan.model import Plan
from jixiao.registers.catalogue import register
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store

HEADS = ["支付凭证号", "支付日期", "支付金额"]
DAY = date(2023, 12, 31)


@pytest.fixture
def plan() -> Plan:
    indicator = {
        "id": "L/1", "level1": "产出指标", "level2": "数量指标", "name": "支付",
        "target": {"raw": "≥1", "kind": "number", "operator": ">=", "low": "1"},
        "measure": {"id": "payments_total", "where": None},
    }  # fmt: skip
    project = {"id": "L", "name": "核对", "budget": {"total": "3.00"}, "indicators": [indicator]}
    return Plan.model_validate({"year": 2023, "department": {"name": "局"}, "projects": [project]})


def _workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for month, amount in (("1月", 10), ("2月", 20)):
            sheet = book.add_worksheet(month)
            sheet.write_row(0, 0, ["支付台账"])
            sheet.write_row(1, 0, HEADS)
            sheet.write_row(2, 0, [f"P{month}", f"2023-0{month[0]}-05", amount])
    return made.getvalue()


def _taken(store: Store, data: bytes, name: str, day: date) -> None:
    take_in(register("payments"), data, store=store, who="我", name=name, speaks_for=day)


def test_of_a_workbook_the_sheet_and_its_own_row_are_named(tmp_path: Path, plan: Plan) -> None:
    store = Store(tmp_path / "e")
    _taken(store, _workbook(), "a.xlsx", date(2023, 2, 28))
    _taken(store, f"{','.join(HEADS)}\nP9,2023-03-01,5\n".encode(), "b.csv", date(2023, 3, 31))
    rows = trace(plan, store, "L/1", DAY).to_json()["tables"][0]["rows"]
    told = sorted((r["voucher_no"], r.get("_sheet"), r["_row"]) for r in rows)
    assert told == [("P1月", "1月", 3), ("P2月", "2月", 3), ("P9", None, 2)]
    assert "来源工作表" in export(plan, store, "L/1", DAY, "csv").decode("utf-8-sig")


def test_a_number_as_known_on_a_day_is_traced_as_it_was_computed(
    tmp_path: Path, plan: Plan
) -> None:
    store = Store(tmp_path / "e")
    for name, amount, day in (("a.csv", 5, 31), ("b.csv", 7, 30)):
        month = 3 if day == 31 else 6
        line = f"{','.join(HEADS)}\nP{month},2023-0{month}-01,{amount}\n"
        _taken(store, line.encode(), name, date(2023, month, day))
    then = store.as_known_on(date(2023, 4, 1))
    (seen,) = observe(plan, then, DAY)
    found = trace(plan, then, "L/1", DAY)
    assert (seen.value, found.tables[0].total) == ("5", 1)
    assert found.to_json()["known"] == "2023-04-01"
    assert trace(plan, store, "L/1", DAY).tables[0].total == 2
