"""The cases of specs/measures: small ledgers as a department keeps them, and the number they must give."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from jixiao.measures.catalogue import measures
from jixiao.measures.measure import Measure
from jixiao.measures.observing import observe
from jixiao.plan.model import Plan
from jixiao.registers.catalogue import register
from jixiao.registers.declaration import FieldType, Register
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from tests.needs import ROOT

SPECS = ROOT / "specs" / "measures"
CASES = [
    pytest.param(case, id=f"{path.stem}：{case['名称']}")
    for path in sorted(SPECS.glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    measure = measures()[case["测度"]]
    for one in {m.register: m for m in _bases(measure)}.values():
        _take_in(register(one.register), case["台账"], Store(tmp_path), case.get("说到"))
    seen = observe(_plan(case), Store(tmp_path), case["截至"])[0]
    wanted = case["应得"]
    if "缺" in wanted:
        assert seen.value is None and seen.reason and wanted["缺"] in seen.reason
        return
    assert (seen.value, seen.reason) == (str(wanted["值"]), None)
    for key, got in (("分子", seen.numerator), ("分母", seen.denominator), ("单位", seen.unit)):
        if key in wanted:
            assert got == str(wanted[key])
    assert seen.rows == wanted.get("行数", seen.rows)


def _bases(measure: Measure) -> list[Measure]:
    return [measures()[name] for name in measure.of] if measure.of else [measure]


def _plan(case: dict[str, Any]) -> Plan:
    indicator = {
        "id": "1/1", "name": "指标", "target": case.get("指标值", "≥1"),
        "measure": {"id": case["测度"], "where": case.get("限定")},
    }  # fmt: skip
    project = {"id": "1", "name": "项目", "indicators": [indicator]}
    year = case.get("年度", case["截至"].year)
    return Plan.model_validate({"year": year, "projects": [project]})


def _take_in(
    declared: Register, rows: list[dict[str, Any]], store: Store, speaks_for: date | None
) -> None:
    """The rows as a csv with the register's own headings, through intake as any ledger."""
    repeated = [row for row in rows for _ in range(row.get("件数", 1))]
    keys = [
        f.label
        for f in declared.stored
        if f.type is FieldType.TEXT and (f.required or f.name in declared.key)
    ]
    labels = list(dict.fromkeys([*keys, *(k for row in rows for k in row if k != "件数")]))
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(labels)
    for at, row in enumerate(repeated, 1):
        writer.writerow([row.get(label, f"编号{at}" if label in keys else "") for label in labels])
    data = made.getvalue().encode()
    taken = take_in(declared, data, store=store, who="测试", name="台账.csv", speaks_for=speaks_for)
    assert taken.sha256, [f.fault for f in taken.findings]


def test_every_measure_of_the_bureau_has_a_case() -> None:
    covered = {case["测度"] for param in CASES for case in [param.values[0]]}
    assert {"case_closing_rate", "complaint_handled_rate", "satisfaction_share"} <= covered
    assert covered <= set(measures())
    assert date(2022, 3, 31) in {param.values[0]["截至"] for param in CASES}
