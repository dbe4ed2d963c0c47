"""What a connection that runs measures cannot do, whatever reached it; exports a spreadsheet cannot run."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import duckdb
import pytest

from jixiao.grids.csv_text import harmless
from jixiao.measures.engines.duckdb import walled
from jixiao.measures.export import export
from jixiao.plan.model import Plan
from jixiao.registers.catalogue import register
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from tests.measures.ledgers import relation


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '/tmp/jixiao-out.csv'",
        "ATTACH '/tmp/jixiao-other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "RESET memory_limit",
        "EXPORT DATABASE '/tmp/jixiao-out'",
    ],
)
def test_blocked(attack: str, tmp_path: Path) -> None:
    with (
        walled(relation(tmp_path, "kitchens", [{"entity": "x"}]), None) as connection,
        pytest.raises(duckdb.Error),
    ):
        connection.execute(attack).fetchall()


def test_the_register_itself_can_be_read(tmp_path: Path) -> None:
    with walled(relation(tmp_path, "kitchens", [{"entity": "x"}]), None) as connection:
        assert connection.execute("SELECT count(*) FROM kitchens").fetchall() == [(1,)]


def test_an_export_holds_no_formula(tmp_path: Path) -> None:
    ledger = '检查编号,检查对象名称,检查日期\n1,=HYPERLINK("x"),2023-03-01\n2,普通,2023-03-02\n'
    take_in(
        register("inspections"), ledger.encode(), store=Store(tmp_path), who="测试", name="a.csv"
    )
    row = {"id": "1", "name": "x", "target": "1", "measure": {"id": "inspections_count"}}
    plan = Plan.model_validate(
        {"year": 2023, "projects": [{"id": "p", "name": "p", "indicators": [row]}]}
    )
    text = export(plan, Store(tmp_path), "1", date(2023, 12, 31), "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 3 and not any(
        cell.startswith(("=", "+", "@")) for cells in rows for cell in cells
    )
    assert export(plan, Store(tmp_path), "1", date(2023, 12, 31), "xlsx")[:2] == b"PK"


@pytest.mark.parametrize("text", ["=1", "＝1", " =1", "\n=1", "@a", "-cmd"])
def test_a_csv_holds_no_formula_in_headings_nor_rows(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert [harmless(one) for one in ("字=1", "", None, 3)] == ["字=1", "", None, 3]
