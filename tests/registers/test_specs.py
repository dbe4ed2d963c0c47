"""The cases of ``specs/registers``, as a finance officer reads them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from jixiao.registers.catalogue import register
from jixiao.registers.declaration import Register
from jixiao.registers.headings import find
from jixiao.registers.store import Store
from jixiao.terms.findings import Level
from tests.needs import ROOT
from tests.registers.ledgers import csv_bytes, current, taken, xlsx_bytes

SPECS = ROOT / "specs/registers"


def _read(name: str) -> Any:
    """Everything as text: a 30 February is a case here, not a date."""
    return yaml.load((SPECS / f"{name}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def _cases() -> list[Any]:
    found = []
    for name in ("penalty_cases", "payments", "payment_states", "days"):
        spec = _read(name)
        found += [pytest.param(spec, case, id=f"{name}-{case['名称']}") for case in spec["用例"]]
    return found


def _year(case: Any) -> int | None:
    return int(case["年度"]) if "年度" in case else None


@pytest.mark.parametrize("container", [csv_bytes, xlsx_bytes])
@pytest.mark.parametrize(("spec", "case"), _cases())
def test_each_row_is_told_what_is_wrong_with_it(
    spec: Any, case: Any, container: Any, tmp_path: Path
) -> None:
    one = register(spec["台账"])
    data = container([spec["列名"], *case["行"]])
    outcome = taken(tmp_path, data, spec["台账"], year=_year(case), accept_partial=True)
    labels = {f.name: f.label for f in one.fields}
    found = [
        f"{f.row} {labels.get(f.field or '', '-')} {f.level.label} {f.check}"
        for f in outcome.findings
    ]
    assert sorted(found) == sorted(case["发现"])
    assert all(f.fault and f.remedy for f in outcome.findings)
    for label, values in case.get("入库", {}).items():
        name = next(f.name for f in one.fields if f.label == label)
        stored = [row[0] for row in current(tmp_path, spec["台账"], name)]
        assert ["null" if v is None else str(v) for v in stored] == values
    if "不含" in case:
        assert case["不含"] not in repr([f.to_json() for f in outcome.findings])


@pytest.mark.parametrize(("spec", "case"), _cases())
def test_a_file_with_a_row_to_mend_is_not_taken_in(spec: Any, case: Any, tmp_path: Path) -> None:
    outcome = taken(
        tmp_path, csv_bytes([spec["列名"], *case["行"]]), spec["台账"], year=_year(case)
    )
    must_mend = any("必须修改" in line for line in case["发现"])
    assert (outcome.sha256 is None) == must_mend == (not Store(tmp_path).imports())


def _words() -> list[Any]:
    return [
        pytest.param(one, word, meaning, id=f"{one['字段']}-{word}")
        for one in _read("words")
        for word, meaning in one["用语"].items()
    ]


@pytest.mark.parametrize(("one", "word", "meaning"), _words())
def test_what_a_word_of_a_system_means(one: Any, word: str, meaning: str) -> None:
    register_ = register(one["台账"])
    field = next(f for f in register_.fields if f.label == one["字段"])
    heading = [f.label for f in register_.fields if f.required or f.name in register_.key]
    heading += [] if field.label in heading else [field.label]
    cells = {"date": "2023-03-01", "money": "5", "text": "甲"}
    row = [word if label == field.label else cells[_type(register_, label)] for label in heading]
    with tempfile.TemporaryDirectory() as folder:
        outcome = taken(Path(folder), csv_bytes([heading, row]), one["台账"])
        if meaning == "问":
            assert [f.check for f in outcome.findings if f.level is Level.RETURN] == [
                "code-unknown"
            ]
            return
        ((stored,),) = current(Path(folder), one["台账"], field.name)
    assert {c.value: c.label for c in field.codes}.get(stored, "原文") == meaning


def _type(register_: Register, label: str) -> str:
    return next(f.type.value for f in register_.fields if f.label == label)


@pytest.mark.parametrize("case", _read("headings"), ids=lambda c: c["台账"])
def test_headings_of_real_exports(case: Any) -> None:
    one = register(case["台账"])
    found = find(one, [list(case["列名"])])
    assert found is not None
    labels = {c.heading: one.field(c.field).label if c.field else "-" for c in found.columns}
    assert labels == {" ".join(heading.split()): label for heading, label in case["列名"].items()}
