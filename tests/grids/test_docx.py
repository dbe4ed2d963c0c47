"""What Word shows is what is read: each case is a thing met in documents of offices."""

from __future__ import annotations

import pytest

from jixiao.grids import docx
from jixiao.grids.document import Document, Grid, Paragraph, Role
from tests.grids.word import STRICT, W, p, r, sdt, tbl, tc, tr, word

VISIBLE = '<w:vanish w:val="0"/>'
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="x"/>'
REFERENCES = '<w:r><w:commentReference w:id="1"/><w:footnoteReference w:id="2"/></w:r>'
RUBY = f"<w:r><w:ruby><w:rt>{r('jiǎ')}</w:rt><w:rubyBase>{r('甲')}</w:rubyBase></w:ruby></w:r>"
CHANGED = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="3"/></w:tcPr></w:tcPrChange>'
TWO = tr(tc("甲"), tc("乙"))


def read(body: str, **parts: str) -> Document:
    return docx.read(word(body, **parts), "表.docx")


def shown(document: Document) -> list[object]:
    """Paragraphs as text; tables as (row, column, rows, columns, text)."""
    return [
        [(c.row, c.column, c.row_span, c.column_span, c.text) for c in block.cells]
        if isinstance(block, Grid)
        else block.text
        for block in document.blocks
        if isinstance(block, Grid | Paragraph)
    ]


def cells(body: str, **parts: str) -> list[object]:
    (only,) = shown(read(body, **parts))
    assert isinstance(only, list)
    return only


RIGHT = [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙")]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("内容控件在单元格外", tbl(tr(sdt(tc("甲")), tc("乙")))),
        ("内容控件在行外", tbl(sdt(tr(tc("甲"), tc("乙"))))),
        ("内容控件在段落外", tbl(tr(f"<w:tc>{sdt(p(r('甲')))}</w:tc>", tc("乙")))),
        ("内容控件在文字外", tbl(tr(f"<w:tc>{p(sdt(r('甲')))}</w:tc>", tc("乙")))),
        ("修订插入", tbl(tr(f"<w:tc>{p('<w:ins>' + r('甲') + '</w:ins>')}</w:tc>", tc("乙")))),
        (
            "修订删除",
            tbl(
                tr(
                    f"<w:tc>{p(r('甲'), '<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>')}</w:tc>",
                    tc("乙"),
                )
            ),
        ),
        ("移走的文字", tbl(tr(f"<w:tc>{p(r('甲'), '<w:moveFrom>' + r('旧') + '</w:moveFrom>')}</w:tc>", tc("乙")))),
        ("删除的行", tbl(tr(tc("旧"), tc("旧"), properties="<w:del/>"), TWO)),
        ("隐藏的行", tbl(tr(tc("旧"), tc("旧"), properties="<w:hidden/>"), TWO)),
        ("智能标记", tbl(tr(f"<w:tc>{p('<w:smartTag>' + r('甲') + '</w:smartTag>')}</w:tc>", tc("乙")))),
        ("隐藏文字", tbl(tr(f"<w:tc>{p(r('甲'), r('暗', '<w:vanish/>'))}</w:tc>", tc("乙")))),
        ("没有隐藏", tbl(tr(f"<w:tc>{p(r('甲', VISIBLE))}</w:tc>", tc("乙")))),
        ("占位文字", tbl(tr(tc("甲"), f"<w:tc>{p(r('乙'), sdt(r('单击此处'), '<w:showingPlcHdr/>'))}</w:tc>"))),
        ("拼音", tbl(tr(f"<w:tc>{p(RUBY)}</w:tc>", tc("乙")))),
        ("书签和批注标记", tbl(tr(f"<w:tc>{p(BOOKMARK, r('甲'), REFERENCES)}</w:tc>", tc("乙")))),
        ("属性变更记录", tbl(tr(tc("甲", CHANGED), tc("乙")))),
    ],
)  # fmt: skip
def test_two_cells(what: str, body: str) -> None:
    assert cells(body) == RIGHT, what


def test_cells_merged_across_and_down() -> None:
    body = tbl(
        tr(tc("甲", '<w:gridSpan w:val="2"/>'), tc("乙", '<w:vMerge w:val="restart"/>')),
        tr(tc("丙"), tc("丁"), tc("不显示", "<w:vMerge/>")),
    )
    assert cells(body) == [
        (1, 1, 1, 2, "甲"),
        (1, 3, 2, 1, "乙"),
        (2, 1, 1, 1, "丙"),
        (2, 2, 1, 1, "丁"),
    ]


def test_old_horizontal_merge() -> None:
    body = tbl(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("乙")))
    assert cells(body) == [(1, 1, 1, 2, "甲"), (1, 3, 1, 1, "乙")]


def test_columns_left_out_before_and_after() -> None:
    left_out = '<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'
    assert cells(tbl(tr(tc("甲"), properties=left_out))) == [(1, 3, 1, 1, "甲")]


def test_a_merge_without_a_beginning_is_a_cell() -> None:
    assert cells(tbl(tr(tc("甲", "<w:vMerge/>"), tc("乙")))) == RIGHT


def test_breaks_tabs_and_paragraphs_in_a_cell() -> None:
    inside = "<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>"
    assert cells(tbl(tr(f"<w:tc>{p(inside)}{p(r('四'))}</w:tc>"))) == [
        (1, 1, 1, 1, "一\n二 三\n四")
    ]


def test_an_inner_table_comes_after_its_outer_and_is_noted() -> None:
    inner = tbl(tr(tc("里")))
    document = read(tbl(tr(f"<w:tc>{inner}{p(r('外'))}</w:tc>")) + p(r("后")))
    assert shown(document) == [[(1, 1, 1, 1, "外")], [(1, 1, 1, 1, "里")], "后"]
    assert [place.table for _, place in document.notes if place] == [1]
    assert [grid.cells[0].place.table for grid in document.grids() if grid.cells[0].place] == [1, 2]


def test_places_count_tables_rows_and_grid_columns() -> None:
    document = read(p(r("题")) + tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>'), tc("乙"))))
    paragraph, grid = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(grid, Grid)
    assert paragraph.place
    assert paragraph.place.line == 1
    assert [c.place.words() for c in grid.cells if c.place] == [
        "第1表第1行第1格",
        "第1表第1行第3格",
    ]


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_headings_by_style_parentage_or_own_level(namespace: str) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="我的"/><w:basedOn w:val="1"/></w:style>'
    )
    body = (
        p(r("甲"), properties='<w:pStyle w:val="2"/>')
        + p(r("乙"), properties='<w:outlineLvl w:val="2"/>')
        + p(r("丙"))
        + p(r("丁"), properties='<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>')
    )
    roles = [
        block.role
        for block in read(body, styles=styles, namespace=namespace).blocks
        if isinstance(block, Paragraph)
    ]
    assert roles == [Role.HEADING, Role.HEADING, Role.BODY, Role.BODY]


def test_a_table_of_contents_is_not_content() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    assert shown(read(sdt(p(r("目录")) + p(r("一、……3")), gallery) + p(r("正文")))) == ["正文"]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def test_a_contents_field_over_paragraphs_is_not_content() -> None:
    inner = mark("begin") + code("PAGEREF _Toc1") + mark("separate") + r("3") + mark("end")
    body = (
        p(mark("begin"), code('TOC \\o "1-3"'), mark("separate"), r("一、目标"), inner)
        + p(r("二、措施"), inner)
        + p(mark("end"))
        + p(r("正文"))
    )
    assert shown(read(body)) == ["正文"]


def test_a_contents_field_without_end_does_not_swallow_tables() -> None:
    body = p(mark("begin"), code("TOC"), mark("separate"), r("目录")) + tbl(TWO) + p(r("后"))
    document = read(body)
    assert shown(document) == [RIGHT, "后"]
    assert document.notes


def test_the_result_of_a_field_is_text_its_code_is_not() -> None:
    body = p(mark("begin"), code("DATE"), r("不显示"), mark("separate"), r("2023年"), mark("end"))
    assert shown(read(body + p(f'<w:fldSimple w:instr="REF x">{r("甲")}</w:fldSimple>'))) == [
        "2023年",
        "甲",
    ]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p(r('框'))}</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert shown(read(p(r("前"), f"<w:r>{drawing}</w:r>", r("后")))) == ["前后", "框"]
    assert cells(tbl(tr(f"<w:tc>{p(r('前'), f'<w:r>{drawing}</w:r>')}</w:tc>"))) == [
        (1, 1, 1, 1, "前\n框")
    ]


def test_a_picture_is_noted() -> None:
    assert "图片" in read(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")).notes[0][0]


def test_paragraphs_joined_by_a_deleted_mark() -> None:
    body = p(r("甲"), properties="<w:rPr><w:del/></w:rPr>") + p(r("乙"))
    assert shown(read(body)) == ["甲乙"]


def lists(*levels: tuple[str, str], extra: str = "") -> str:
    said = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{dress}"/></w:lvl>'
        for n, (style, dress) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{said}</w:abstractNum>'
        f'<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>{extra}'
    )


def item(text: str, level: int = 0, key: int = 5) -> str:
    return p(
        r(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    )


def test_automatic_numbers_are_what_word_shows() -> None:
    numbering = lists(("chineseCounting", "%1、"), ("decimal", "（%2）"), ("decimal", "%1.%2.%3"))
    body = (
        item("目标") + item("甲", 1) + item("乙", 1) + item("细", 2) + item("措施") + item("丙", 1)
    )
    assert shown(read(body, numbering=numbering)) == [
        "一、目标", "（1）甲", "（2）乙", "一.2.1 细", "二、措施", "（1）丙",
    ]  # fmt: skip


def test_numbers_in_otherwise_empty_cells() -> None:
    rows = [tr(f"<w:tc>{item('')}</w:tc>", tc("甲")) for _ in range(2)]
    found = cells(tbl(*rows), numbering=lists(("decimal", "%1")))
    assert [text for *_, text in found if text != "甲"] == ["1", "2"]  # type: ignore[misc]


def test_a_list_that_starts_again() -> None:
    again = (
        '<w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = lists(("decimal", "%1、"), extra=again)
    body = item("甲") + item("乙") + item("丙", key=6) + item("丁", key=6) + item("戊", key=0)
    assert shown(read(body, numbering=numbering)) == ["1、甲", "2、乙", "1、丙", "2、丁", "戊"]


def test_numbers_that_come_with_a_style_and_bullets_that_do_not() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
    styles = f'<w:style w:styleId="a"><w:name w:val="a"/>{numbered}</w:style>'
    styled = p(r("甲"), properties='<w:pStyle w:val="a"/>')
    assert shown(read(styled, styles=styles, numbering=lists(("upperRoman", "%1.")))) == ["I.甲"]
    assert shown(read(styled, styles=styles, numbering=lists(("bullet", "l")))) == ["甲"]
