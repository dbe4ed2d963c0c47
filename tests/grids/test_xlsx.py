"""Workbooks as offices make them: what is a title, what is a table, what a number looks like."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from jixiao.grids import xlsx
from jixiao.grids.document import Cell, Contents, Document, Grid, Paragraph, Role
from jixiao.grids.xlsx_formats import shown as number_shown
from tests.grids.test_docx import shown
from tests.grids.workbook import Stranger, workbook


def read(stranger: Stranger) -> Document:
    return xlsx.read(stranger.bytes(), "表.xlsx")


def texts(document: Document) -> list[object]:
    """Paragraphs as text, tables as rows of texts, covered cells left out."""
    return [
        [[c.text for c in row] for row in block.rows()] if isinstance(block, Grid) else block.text
        for block in document.blocks
        if isinstance(block, Grid | Paragraph)
    ]


def test_title_and_unit_above_a_lined_table_are_paragraphs() -> None:
    book = (
        Stranger()
        .merge("A1:C1", "项目支出绩效自评表", lined=False)
        .merge("A2:C2", "（2023年度）", lined=False)
    )
    book.row(3, None, None, "单位：万元", lined=False).row(4, "项目名称", "注册监管", "").row(
        5, "预算数", 3, ""
    )
    assert texts(read(book)) == [
        "项目支出绩效自评表", "（2023年度）", "单位：万元", [["项目名称", "注册监管", ""], ["预算数", "3", ""]],
    ]  # fmt: skip


def test_a_merged_row_inside_a_lined_table_stays_in_it() -> None:
    book = (
        Stranger()
        .row(1, "项目名称", "甲")
        .merge("A2:B2", "用于注册监管的支出")
        .row(3, "预算数", "3.00")
    )
    assert shown(read(book)) == [
        [(1, 1, 1, 1, "项目名称"), (1, 2, 1, 1, "甲"), (2, 1, 1, 2, "用于注册监管的支出"),
         (3, 1, 1, 1, "预算数"), (3, 2, 1, 1, "3.00")]
    ]  # fmt: skip


def test_without_lines_a_label_left_without_value_stays_in_its_table() -> None:
    book = Stranger().row(1, "标题", lined=False).row(2, "项目", "甲", lined=False)
    book.row(3, "备注", lined=False).row(4, "金额", "3", lined=False).row(
        5, "填报人：", lined=False
    )
    assert texts(read(book)) == ["标题", [["项目", "甲"], ["备注", ""], ["金额", "3"]], "填报人："]


def test_a_label_merged_over_rows_keeps_single_texts_beside_it_in_the_table() -> None:
    book = Stranger().merge("A1:A3", "绩效目标", lined=False)
    book.row(1, None, "甲", lined=False).row(3, None, "乙", lined=False)
    assert shown(read(book)) == [
        [(1, 1, 3, 1, "绩效目标"), (1, 2, 1, 1, "甲"), (2, 2, 1, 1, ""), (3, 2, 1, 1, "乙")]
    ]


def test_an_empty_row_parts_two_tables_and_places_are_the_sheets_own() -> None:
    book = Stranger().row(2, None, "甲", "乙").row(4, None, "丙", "丁")
    document = read(book)
    assert texts(document) == [[["甲", "乙"]], [["丙", "丁"]]]
    *_, last = list(document.grids())[1].cells
    assert last.place
    assert last.place.words() == "工作表“自评表”第4行第3格"
    assert (last.row, last.column) == (1, 2)


def test_a_merge_of_a_whole_column_is_cut_to_what_is_used() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row>'
        '<row r="2"><c r="B2" t="str"><v>丙</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="Q1:XFD9"/></mergeCells>'
    )
    assert shown(xlsx.read(workbook(sheet), "表.xlsx")) == [
        [(1, 1, 2, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 2, 1, 1, "丙")]
    ]


def test_hidden_sheets_and_lists_of_sheets_are_left_out_and_said() -> None:
    book = Stranger().row(1, "甲", "乙")
    hidden = book.book.add_worksheet("底稿")
    hidden.write(0, 0, "不读")
    hidden.hide()
    book.book.add_worksheet("目录").write(0, 0, "不读")
    document = read(book)
    assert texts(document) == [[["甲", "乙"]]]
    assert [words for words, _ in document.notes] == [
        "工作表“底稿”是隐藏的，没有读入",
        "工作表“目录”是目录，没有读入",
    ]


def test_formulas_give_their_stored_results_and_missing_ones_are_said() -> None:
    cells = '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>甲</v></c><c><f>B1</f></c></row>'
    document = xlsx.read(workbook(f"<sheetData>{cells}</sheetData>"), "表.xlsx")
    assert texts(document) == [[["2", "甲"]]]
    assert "公式" in document.notes[0][0]


def test_kinds_of_cells() -> None:
    cells = (
        '<c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>富</t></r><r><t>文</t></r></is></c><c t="b"><v>1</v></c>'
        '<c t="e"><v>#DIV/0!</v></c><c t="d"><v>2023-12-31</v></c><c t="s"><v>9</v></c><c><v>0.1</v></c>'
    )
    strings = "<si><r><t>共</t></r><r><t>享_x0041_</t></r><rPh><t>gong</t></rPh></si>"
    document = xlsx.read(workbook(f"<sheetData><row>{cells}</row></sheetData>", strings), "表.xlsx")
    assert texts(document) == [[["共享A", "富文", "TRUE", "#DIV/0!", "2023-12-31", "", "0.1"]]]


@pytest.mark.parametrize(
    ("raw", "code", "printed"),
    [
        ("0.95", "0%", "95%"), ("0.955", "0.0%", "95.5%"), ("3", "0.00", "3.00"), ("3", "General", "3"),
        ("468.4", "#,##0.00", "468.40"), ("1234567.891", "#,##0.00", "1,234,567.89"), ("1234", "#,##0", "1,234"),
        ("0.30000000000000004", "General", "0.3"), ("1E-3", "General", "0.001"), ("12345678901", "0", "12345678901"),
        ("2.5", "0", "3"), ("-2.5", "0", "-3"), ("-3", "0.00;(0.00)", "(3.00)"), ("0", '0;-0;"-"', "-"),
        ("-0.001", "0.00", "0.00"), ("7", "000", "007"), ("0.5", "#.##", ".5"), ("3", "0.##", "3"), ("3", "@", "3"),
        ("30", '0"家"', "30家"), ("3", '"≤"0"万元"', "≤3万元"), ("3.2", "¥#,##0.00", "¥3.20"),
        ("3.2", "[$¥-804]#,##0.00", "¥3.20"), ("3", "[Red]0.0", "3.0"), ("1500", "0,", "2"),
        ("3", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "3.00"), ("12345", "0.00E+00", "1.23E+04"),
        ("45291", "yyyy-mm-dd", "2023-12-31"), ("45291", "m/d/yy", "2023-12-31"), ("45291", "d-mmm-yy", "2023-12-31"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"), ("45291", "yyyy年m月", "2023年12月"),
        ("45291", 'm"月"d"日"', "12月31日"), ("45291", "[$-804]yyyy\\年mm\\月dd\\日;@", "2023年12月31日"),
        ("45291.5", "yyyy-mm-dd hh:mm", "2023-12-31 12:00"), ("0.75", "h:mm", "18:00"), ("1.5", "[h]:mm", "36:00"),
        ("45291", "yyyy-mm", "2023-12"), ("1", "yyyy-mm-dd", "1900-01-01"), ("99999999", "yyyy-mm-dd", "99999999"),
        ("甲", "0.00", "甲"), ("NaN", "0.00", "NaN"), ("1E400", "0.00", "1E400"),
    ],
)  # fmt: skip
def test_numbers_as_excel_shows_them(raw: str, code: str, printed: str) -> None:
    assert number_shown(raw, code) == printed


def test_days_counted_from_1904() -> None:
    assert number_shown("43829", "yyyy-mm-dd", epoch_1904=True) == "2023-12-31"


def test_formats_are_found_by_style() -> None:
    assert texts(read(Stranger().number(0.95, "0%"))) == ["95%"]
    assert texts(read(Stranger().number(45291, 'yyyy"年"m"月"d"日"'))) == ["2023年12月31日"]


# what our own workbooks are


def form(title: str, *cells: Cell) -> list[Paragraph | Grid]:
    return [
        Paragraph(title, Role.TITLE, new_page=True),
        Grid(cells or (Cell(1, 1, "甲"),), repeat=1),
    ]


def sheet_names(data: bytes) -> list[str]:
    words = ZipFile(BytesIO(data)).read("xl/workbook.xml").decode()
    return re.findall(r'<sheet name="([^"]*)"', words)


def test_each_form_is_on_a_sheet_named_after_it() -> None:
    long = "1.【13073023X000004000082】怀财字【2023】7号注册监管绩效目标表"
    blocks = [Contents(), *form(long), *form(long), *form("a/b[c]:*?'\\"), *form("HISTORY")]
    names = sheet_names(xlsx.write(Document(tuple(blocks))))
    assert names == [
        "目录", "1.怀财字【2023】7号注册监管绩效目标表", "1.怀财字【2023】7号注册监管绩效目标表（2）",
        "a b〔c〕： ’", "HISTORY（2）",
    ]  # fmt: skip


def test_texts_are_never_formulas_nor_links() -> None:
    evil = "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "http://a.b/", "internal:a!A1"
    data = xlsx.write(
        Document(tuple(form("表", *(Cell(n, 1, text) for n, text in enumerate(evil, 1)))))
    )
    written = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in written
    assert "hyperlink" not in written


def test_a_text_longer_than_a_cell_can_hold_is_refused_not_cut() -> None:
    with pytest.raises(ValueError, match="32767"):
        xlsx.write(Document((Paragraph("字" * 32768),)))


def test_long_text_has_a_row_high_enough() -> None:
    goal = "加强监管，以日常监管、专项检查、质量抽检为抓手。" * 20
    data = xlsx.write(Document(tuple(form("表", Cell(1, 1, "绩效目标"), Cell(1, 2, goal, 1, 3)))))
    written = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    heights = [float(height) for height in re.findall(r'ht="([\d.]+)"', written)]
    assert 100 < max(heights) <= 409
