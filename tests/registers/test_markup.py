"""Exports called xls that are web pages or 2003 XML, and cells protected from spreadsheets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.grids.errors import ReadError
from jixiao.terms.findings import Level
from tests.registers.ledgers import csv_bytes, current, taken

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>{meta}</head><body>
<table><tr><td><table><tr><td>导航</td></tr></table></td></tr></table>
<table border="1"><caption>检查台账</caption>
<thead><tr><th rowspan="2">检查编号</th><th rowspan="2">检查对象名称</th><th colspan="2">检查</th></tr>
<tr><th>日期</th><th>结果</th></tr></thead>
<tbody><tr><td>130730202300001201</td><td rowspan="2">甲 &amp; 乙<br>店</td>
<td>2023-01-05</td><td>未见异常</td></tr>
<tr><td style="mso-number-format:'\\@'">130730202300001202</td>
<td>2023-01-06</td><td>正常</td></tr></tbody></table></body></html>"""

BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style></Styles>
<Worksheet ss:Name="旧"><Table>{head}
<Row>{old}</Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
<Worksheet ss:Name="支付"><Table><Row/>{head}
<Row>{first}</Row>
<Row ss:Index="4">{second}</Row></Table></Worksheet></Workbook>"""


def _cell(kind: str, text: str, about: str = "") -> str:
    return f'<Cell {about}><Data ss:Type="{kind}">{text}</Data></Cell>'


def _book(kind: str, key: str) -> bytes:
    labels = ("支付凭证号", "支付日期", "支付金额")
    day = _cell("DateTime", "2023-01-05T00:00:00.000", 'ss:MergeDown="1"')
    return BOOK.format(
        head=f"<Row>{''.join(_cell('String', label) for label in labels)}</Row>",
        old=_cell("String", "P9")
        + _cell("DateTime", "2023-01-09T00:00:00.000")
        + _cell("Number", "9"),
        first=_cell(kind, key) + day + _cell("Number", "1234.5"),
        second=_cell("String", "P2") + _cell("Number", "100", 'ss:Index="3"'),
    ).encode()


@pytest.mark.parametrize(
    ("encoding", "meta"), [("utf-8", ""), ("gb18030", '<meta charset="gb2312">'), ("utf-8-sig", "")]
)
def test_a_web_page_called_xls_is_its_table(encoding: str, meta: str, tmp_path: Path) -> None:
    data = PAGE.format(meta=meta).encode(encoding)
    outcome = taken(tmp_path, data, "inspections", name="检查.xls")
    rows = current(tmp_path, "inspections", "inspection_no, entity_name, inspected_on, result")
    assert rows == [
        ("130730202300001201", "甲 & 乙店", date(2023, 1, 5), "no_problem"),
        ("130730202300001202", "甲 & 乙店", date(2023, 1, 6), "no_problem"),
    ]
    assert [f.row for f in outcome.findings if f.check == "merged"] == [4]


def test_a_2003_workbook_is_its_visible_sheet(tmp_path: Path) -> None:
    outcome = taken(tmp_path, _book("String", "P1"), "payments")
    assert current(tmp_path, "payments", "voucher_no, paid_on, amount") == [
        ("P1", date(2023, 1, 5), Decimal("1234.50")),
        ("P2", date(2023, 1, 5), Decimal("100.00")),
    ]
    assert {f.check for f in outcome.findings} == {"merged", "hidden-sheet"}


@pytest.mark.parametrize(
    ("kind", "key", "check"),
    [("Number", "1.30730202300001E+17", "spoiled-number"), ("Error", "#N/A", "error-cell")],
)
def test_what_a_2003_workbook_lost_is_told(kind: str, key: str, check: str, tmp_path: Path) -> None:
    outcome = taken(tmp_path, _book(kind, key), "payments")
    assert outcome.sha256 is None
    assert (3, check, Level.RETURN) in [(f.row, f.check, f.level) for f in outcome.findings]


@pytest.mark.parametrize(
    "data", [b"<html><table><tr><td>x</td></tr></table></html>", _book("String", "P1")[:900]]
)
def test_a_page_without_a_ledger_or_cut_short_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        taken(tmp_path, data, "payments")


def test_signs_that_protect_a_cell_are_no_part_of_it(tmp_path: Path) -> None:
    head = ["支付凭证号", "支付日期", "支付金额", "用途"]
    rows = [
        ['="0002"', "'2023-01-05", "'12.50", "'差旅"],
        ["'0003", '="2023-01-06"', '="7"', "买‘茶’叶 O'Neil"],
    ]
    taken(tmp_path, csv_bytes([head, *rows]), "payments")
    assert current(tmp_path, "payments", "voucher_no, paid_on, amount, purpose") == [
        ("0002", date(2023, 1, 5), Decimal("12.50"), "差旅"),
        ("0003", date(2023, 1, 6), Decimal("7.00"), "买‘茶’叶 O'Neil"),
    ]


def test_sums_between_the_rows_are_no_rows(tmp_path: Path) -> None:
    head = ["序号", "支付日期", "支付金额", "用途"]
    rows = [
        ["1", "2023-01-05", "10", "差旅"],
        ["一季度小计", "", "10", ""],
        ["2", "2023-04-05", "20", "会计培训"],
        ["3", "", "30", "4月合计："],
        ["", "", "30", "办公室小计"],
        ["总计", "2023-12-31", "30", ""],
    ]
    outcome = taken(tmp_path, csv_bytes([head, *rows]), "payments")
    assert sorted(current(tmp_path, "payments", "amount")) == [(Decimal(10),), (Decimal(20),)]
    assert [f.row for f in outcome.findings if f.check == "total"] == [3, 5, 6, 7]
