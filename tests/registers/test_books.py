"""The workbooks we give: an empty ledger to fill, and a ledger with its faults marked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from jixiao.registers.catalogue import common_fields, register, registers
from jixiao.registers.declaration import FieldType
from jixiao.registers.headings import find
from jixiao.registers.intake import preview
from jixiao.registers.loading import load
from jixiao.registers.marked import marked
from jixiao.registers.store import Store
from jixiao.registers.template import template
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, taken, xlsx_bytes


def _part(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return "".join(package.read(p).decode() for p in package.namelist() if name in p)


@pytest.mark.parametrize("name", registers())
def test_the_headings_of_a_template_are_all_known(name: str) -> None:
    one = register(name)
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(template(one))).get_sheet_by_index(0).to_python()
    )
    found = find(one, [[str(cell) for cell in row] for row in rows])
    assert found is not None and found.row == 3
    assert [c.field for c in found.columns] == [f.name for f in one.stored]


@pytest.mark.parametrize("name", registers())
def test_a_template_as_it_comes_holds_no_row(name: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    seen = preview(store.register(name), template(register(name)), store=store)
    assert seen.rows == 0
    assert {(f.row, f.check) for f in seen.findings} == {(4, "example")}


def test_a_template_has_drop_downs_notes_and_frozen_headings() -> None:
    book = template(register("penalty_cases"))
    sheet = _part(book, "worksheets/sheet1.xml")
    codes = sum(
        1 for f in register("penalty_cases").stored if f.type in (FieldType.CODE, FieldType.BOOLEAN)
    )
    assert (
        sheet.count('type="list"') == codes
        and 'state="frozen"' in sheet
        and 'paperSize="9"' in sheet
    )
    assert "只留摘要" in _part(book, "comments")


@pytest.mark.parametrize("container", [csv_bytes, xlsx_bytes])
def test_faulty_cells_are_marked_with_what_is_wrong(container: object, tmp_path: Path) -> None:
    data = container(
        [["台账"], HEAD, *ROWS[:2], [], ROWS[2], ["A9", "2023.13.1", "", "-5", "走流程"]]
    )  # type: ignore[operator]
    outcome = taken(tmp_path / "s", data, name="案件")
    book = marked(register("penalty_cases"), data, outcome)
    pages = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert pages.sheet_names == ["标记", "问题清单"]
    assert pages.get_sheet_by_index(0).to_python()[6][:2] == ["A9", "2023.13.1"]
    listed = pages.get_sheet_by_index(1).to_python()
    assert [(str(r[0]).removesuffix(".0"), r[1], r[3]) for r in listed[1:]] == [
        ("7", "B", "必须修改"),
        ("7", "D", "必须修改"),
        ("7", "E", "建议修改"),
    ]
    notes = _part(book, "comments")
    assert 'ref="B7"' in notes and "不是日期" in notes and 'ref="D7"' in notes


def test_headings_of_an_own_register_are_text(tmp_path: Path) -> None:
    declared = (
        'label = "=1+1"\nkeeper = "=2+2"\nsource = "http://a.b/"\nkey = ["one"]\n[fields]\n'
        'one = { label = "=cmd()", type = "text" }\n'
    )
    own = load("own", declared, "own.toml", common_fields())
    book = template(own)
    assert "<f>" not in _part(book, "worksheets/") and "hyperlink" not in _part(book, "worksheets/")
    assert "=cmd()" in _part(book, "sharedStrings")
