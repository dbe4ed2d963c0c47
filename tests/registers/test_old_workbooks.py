"""The older workbook (xls): what its records show beside the values."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from jixiao.registers import xls_look
from jixiao.terms.findings import Level
from tests.grids.old_excel import old_excel, record
from tests.registers.ledgers import current, taken

HEAD = ["检查编号", "检查对象名称", "检查日期", "检查结果", "完结日期"]


def _texts(*rows: list[str | float]) -> dict[tuple[int, int], str | float]:
    cells = {(r, c): v for r, row in enumerate([HEAD, *rows]) for c, v in enumerate(row)}
    return {place: value for place, value in cells.items() if value != ""}


def test_long_numbers_that_lost_their_digits_are_not_one_row(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [
        [130_730_202_300_001_200 + n, "甲", "2023-01-05", "未发现问题"] for n in range(3)
    ]
    outcome = taken(tmp_path, old_excel(_texts(*rows)), "inspections")
    assert outcome.sha256 is None
    assert [f.row for f in outcome.findings if f.check == "spoiled-number"] == [2, 3, 4]


@pytest.mark.parametrize(
    "error",
    [
        record(0x205, struct.pack("<HHHBB", 1, 4, 0, 0x2A, 1)),
        record(0x06, struct.pack("<HHHBBBBHHHLH", 1, 4, 0, 2, 0, 0x2A, 0, 0, 0xFFFF, 0, 0, 0)),
    ],
    ids=["a value", "a formula"],
)
def test_a_formula_that_fails_is_no_blank(error: bytes, tmp_path: Path) -> None:
    row: list[str | float] = ["1", "甲", "2023-01-05", "发现问题已责令改正"]
    outcome = taken(tmp_path, old_excel(_texts(row), cells=error), "inspections")
    assert outcome.sha256 is None
    assert [(f.row, f.field, f.level) for f in outcome.findings if f.check == "error-cell"] == [
        (2, "finished_on", Level.RETURN)
    ]


def test_the_calendar_of_1904(tmp_path: Path) -> None:
    row: list[str | float] = ["1", "甲", 43_469, "未发现问题"]
    data = old_excel(_texts(row), about=record(0x22, struct.pack("<H", 1)))
    taken(tmp_path, data, "inspections")
    assert current(tmp_path, "inspections", "inspected_on") == [(date(2023, 1, 5),)]


def test_hidden_rows_and_merges_are_seen() -> None:
    hidden = record(0x208, struct.pack("<HHHHHHL", 2, 0, 5, 255, 0, 0, 0x20))
    data = old_excel(_texts(["1", "甲", "2023-01-05", "正常"]), (1, 1, 2, 1), cells=hidden)
    (sheet,) = xls_look.look_through(data).sheets.values()
    assert sheet.hidden == [3] and sheet.merges == [(2, 1, 3, 1)]


def test_percents_are_kept_as_shown() -> None:
    formats = record(0xE0, struct.pack("<HH", 0, 0) + bytes(16))
    formats += record(0xE0, struct.pack("<HH", 0, 9) + bytes(16))
    cells = record(0x203, struct.pack("<HHHd", 1, 3, 1, 0.95))
    cells += record(0x27E, struct.pack("<HHHL", 2, 3, 1, (1 << 2) | 2))
    (sheet,) = xls_look.look_through(old_excel({}, cells=cells, about=formats)).sheets.values()
    assert sheet.percents == {(2, 3): "95%", (3, 3): "100%"}


@pytest.mark.parametrize("length", [0, 100, 600, 1100, 1600, 3000])
def test_a_file_cut_short_stops_the_look_and_nothing_else(length: int) -> None:
    xls_look.look_through(old_excel(_texts(["1", "甲"]))[:length])
