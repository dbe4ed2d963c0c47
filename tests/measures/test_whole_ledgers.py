"""Whole ledgers in the layouts of real systems: none refused, and the values counted beforehand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from jixiao.measures.observing import observe
from jixiao.measures.reading import fields_read
from jixiao.plan.model import Plan
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from tests.needs import ROOT
from tests.registers.ledgers import csv_bytes, xlsx_bytes

_CASES = yaml.load(
    (ROOT / "specs/registers/whole_ledgers.yml").read_text("utf-8"), Loader=yaml.BaseLoader
)


def rows(case: dict[str, Any]) -> list[list[str]]:
    """The ledger as the system prints it; a row may name only the cells that it fills."""
    heads, usual = case["列"], case.get("空行", {})
    told = [
        [{**usual, **row}.get(head, "") for head in heads] if isinstance(row, dict) else row
        for row in case["行"]
    ]
    return [*case.get("上", []), *_group(case), heads, *told]


def _group(case: dict[str, Any]) -> list[list[str]]:
    parts = case.get("组", [])
    words = zip(parts[::2], parts[1::2], strict=True)
    return [[cell for word, width in words for cell in [word] + [""] * (int(width) - 1)]] * bool(
        parts
    )


@pytest.mark.parametrize("container", [csv_bytes, xlsx_bytes])
@pytest.mark.parametrize("case", [pytest.param(c, id=c["名称"]) for c in _CASES])
def test_goes_in_whole_and_gives_the_values_counted(
    case: dict[str, Any], container: Any, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    outcome = take_in(
        store.register(case["台账"]),
        container(rows(case)),
        store=store,
        who="绩效专管员",
        read=fields_read(case["台账"]),
    )
    returned = [f.fault for f in outcome.findings if f.level == "return"]
    assert not returned
    got = {name: value(store, name, case["截至"]) for name in case["应得"]}
    assert got == {n: None if v == "null" else v for n, v in case["应得"].items()}


def value(store: Store, measure: str, day: str) -> str | None:
    """One measure's value for a year's plan."""
    indicator = {"id": "1/1", "name": "指标", "target": "≥1", "measure": {"id": measure}}
    project = {"id": "1", "name": "项目", "indicators": [indicator]}
    plan = Plan.model_validate({"year": int(day[:4]), "projects": [project]})
    return observe(plan, store, date.fromisoformat(day))[0].value
