"""Workbooks as clerks keep them: months on sheets, hidden things, merged cells, signs of formats."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from jixiao.grids.errors import ReadError
from jixiao.registers.intake import Outcome
from jixiao.terms.findings import Level
from tests.registers.ledgers import current, taken

HEAD = ["检查编号", "检查对象名称", "检查日期", "检查结果"]
Rows = Sequence[Sequence[Any]]


def _row(number: str, month: int, result: str = "未发现问题") -> list[str]:
    return [number, f"企业{number}", f"2023-{month:02d}-05", result]


def _book(
    sheets: Mapping[str, Rows],
    more: Callable[[Any, Mapping[str, Any]], None] | None = None,
    **options: Any,
) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as book:
        pages = {name: book.add_worksheet(name) for name in sheets}
        for name, rows in sheets.items():
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    pages[name].write(r, c, value)
        if more:
            more(book, pages)
    return made.getvalue()


def _checks(outcome: Outcome) -> dict[str, Level]:
    return {f.check: f.level for f in outcome.findings}


def test_the_months_on_sheets_are_one_ledger(tmp_path: Path) -> None:
    title = ["2月检查台账"]
    data = _book(
        {
            "说明": [["每月一张"]],
            "1月": [HEAD, _row("1", 1), _row("2", 1)],
            "2月": [title, HEAD, _row("3", 2), ["4", "企业4", "2023-02-30", "未发现问题"]],
            "3月": [HEAD, _row("5", 3), _row("1", 3)],
            "汇总": [HEAD, _row("1", 1), _row("2", 1), _row("3", 2)],
        }
    )
    outcome = taken(tmp_path, data, "inspections", accept_partial=True)
    assert current(tmp_path, "inspections", "inspection_no") == [("1",), ("2",), ("3",), ("5",)]
    said = [f.fault for f in outcome.findings]
    assert any(s.startswith("工作表“2月”第4行：“2023-02-30”不是日期") for s in said)
    assert any("工作表“3月”第3行：检查编号 1 与工作表“1月”第2行重复而内容不同" in s for s in said)
    assert any("1月、2月、3月" in s for s in said) and any("“汇总”像是汇总" in s for s in said)


def test_a_sheet_of_another_layout_is_asked_about(tmp_path: Path) -> None:
    wider = [[*HEAD, "公示日期"], [*_row("2", 2), "2023-02-09"]]
    outcome = taken(tmp_path, _book({"1月": [HEAD, _row("1", 1)], "2月": wider}), "inspections")
    assert outcome.sha256 is None and _checks(outcome)["sheet-left-out"] is Level.RETURN


def test_hidden_sheets_are_not_taken_and_are_said(tmp_path: Path) -> None:
    def hide(_book: Any, pages: Mapping[str, Any]) -> None:
        pages["旧数据"].very_hidden()
        pages["草稿"].hide()

    wider = [[*HEAD, "完结日期", "公示日期"], [*_row("9", 1), "", ""]]
    data = _book(
        {"台账": [HEAD, _row("1", 1)], "旧数据": wider, "草稿": [HEAD, _row("8", 2)]}, hide
    )
    outcome = taken(tmp_path, data, "inspections")
    assert current(tmp_path, "inspections", "inspection_no") == [("1",)]
    assert sum(f.check == "hidden-sheet" for f in outcome.findings) == 2


def test_only_hidden_sheets_with_a_ledger_are_refused(tmp_path: Path) -> None:
    def hide(_book: Any, pages: Mapping[str, Any]) -> None:
        pages["旧数据"].hide()

    data = _book({"首页": [["说明"]], "旧数据": [HEAD, _row("9", 1)]}, hide)
    with pytest.raises(ReadError):
        taken(tmp_path, data, "inspections")


def test_hidden_and_filtered_rows_are_taken_and_said(tmp_path: Path) -> None:
    def hide(_book: Any, pages: Mapping[str, Any]) -> None:
        pages["台账"].autofilter(0, 0, 3, 3)
        pages["台账"].set_row(2, None, None, {"hidden": True})

    data = _book({"台账": [HEAD, *(_row(str(n), n) for n in (1, 2, 3))]}, hide)
    outcome = taken(tmp_path, data, "inspections")
    assert outcome.accepted == 3 and _checks(outcome)["hidden-rows"] is Level.IMPROVE


def test_a_merged_text_stands_for_its_rows_and_a_merged_amount_is_asked(tmp_path: Path) -> None:
    head = ["支付凭证号", "支付日期", "支付金额", "用途"]

    def merge(_book: Any, pages: Mapping[str, Any]) -> None:
        pages["台账"].merge_range(1, 1, 2, 1, "2023-01-05")
        pages["台账"].merge_range(3, 2, 4, 2, 300)

    rows = [
        ["P1", "", 100, "差旅"],
        ["P2", "", 200, "差旅"],
        ["P3", "2023-02-01", "", "租金"],
        ["P4", "2023-02-01", "", "租金"],
    ]
    outcome = taken(
        tmp_path, _book({"台账": [head, *rows]}, merge), "payments", accept_partial=True
    )
    assert current(tmp_path, "payments", "paid_on")[:2] == [(date(2023, 1, 5),)] * 2
    wrong = [(f.row, f.check) for f in outcome.findings if f.level is Level.RETURN]
    assert wrong == [(5, "merged-number")]


def test_a_cell_shown_as_percent_is_what_is_shown(tmp_path: Path) -> None:
    def percent(book: Any, pages: Mapping[str, Any]) -> None:
        for row, (value, form) in enumerate([(1, "0%"), (0.5, "0.00%")], start=1):
            pages["计划"].write(row, 3, value, book.add_format({"num_format": form}))

    head = ["计划编号", "计划事项", "计划完成日期", "完成状态"]
    data = _book({"计划": [head, ["1", "甲", "2023-12-31"], ["2", "乙", "2023-12-31"]]}, percent)
    outcome = taken(tmp_path, data, "plan_items")
    assert not outcome.must_mend
    assert current(tmp_path, "plan_items", "status") == [("done",), ("doing",)]


def test_the_calendar_of_1904(tmp_path: Path) -> None:
    def dates(book: Any, pages: Mapping[str, Any]) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        pages["台账"].write_datetime(1, 2, date(2023, 1, 5), day)
        pages["台账"].write_number(2, 2, 43_469)  # the same day without a date format

    data = _book({"台账": [HEAD, _row("1", 2), _row("2", 2)]}, dates, date_1904=True)
    taken(tmp_path, data, "inspections")
    assert current(tmp_path, "inspections", "inspected_on") == [(date(2023, 1, 5),)] * 2


@pytest.mark.parametrize("cell", ['t="n"', "", 's="0" t="n"'])
@pytest.mark.parametrize(
    "value", ["1.307302023000012e+17", "1.30730202300001E+17", "130730202300001200"]
)
@pytest.mark.parametrize("placed", [True, False])
def test_long_numbers_that_lost_their_digits_are_not_one_row(
    cell: str, value: str, placed: bool, tmp_path: Path
) -> None:
    rows = [["x", "甲", "2023-01-05", "未发现问题"], ["y", "乙", "2023-01-05", "未发现问题"]]
    data = _raw(
        _book({"台账": [HEAD, *rows]}),
        r'<c r="A([23])"[^>]*>.*?</c>',
        rf'<c r="A\1" {cell}><v>{value}</v></c>',
    )
    if not placed:
        data = _raw(data, r' r="[A-Z]+\d+"', "")
    outcome = taken(tmp_path, data, "inspections")
    assert outcome.sha256 is None
    assert [f.row for f in outcome.findings if f.check == "spoiled-number"] == [2, 3]


def _raw(data: bytes, pattern: str, put: str) -> bytes:
    """The workbook with something in its first sheet written as another program writes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(pattern, put, text.decode()).encode()
            new.writestr(name, text)
    return made.getvalue()


def test_a_formula_that_fails_is_no_blank(tmp_path: Path) -> None:
    data = _raw(
        _book({"台账": [HEAD, _row("1", 1)]}),
        r'<c r="D2"[^>]*>.*?</c>',
        '<c r="D2" t="e"><f>NA()</f><v>#N/A</v></c>',
    )
    outcome = taken(tmp_path, data, "inspections")
    assert outcome.sha256 is None and _checks(outcome)["error-cell"] is Level.RETURN


def test_a_money_cell_keeps_its_value(tmp_path: Path) -> None:
    data = _book({"台账": [["支付凭证号", "支付日期", "支付金额"], ["P1", "2023-01-05", 1234.5]]})
    taken(tmp_path, data, "payments")
    assert current(tmp_path, "payments", "amount") == [(Decimal("1234.50"),)]


def test_a_row_struck_through_is_not_counted(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page, line = book.add_worksheet("台账"), book.add_format({"font_strikeout": True})
        for at, row in enumerate([HEAD, _row("1", 1), _row("2", 2), _row("3", 3)]):
            page.write_row(at, 0, row, line if at == 2 else None)
        page.write_row(5, 0, [""] * len(HEAD), line)
    outcome = taken(tmp_path, made.getvalue(), "inspections")
    assert outcome.sha256 is None
    assert [(f.row, f.level) for f in outcome.findings if f.check == "struck-row"] == [
        (3, Level.RETURN)
    ]
    taken(tmp_path, made.getvalue(), "inspections", accept_partial=True)
    assert current(tmp_path, "inspections", "inspection_no") == [("1",), ("3",)]
