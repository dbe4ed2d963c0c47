"""Web pages as they are published: what a reader sees is what is read."""

from __future__ import annotations

import pytest

from jixiao.grids import html
from jixiao.grids.document import Cell, Contents, Document, Grid, Paragraph, Role
from tests.grids.test_docx import shown


def read(body: str) -> Document:
    return html.read(f"<html><body>{body}</body></html>".encode(), "页.html")


def test_spans_fall_into_the_first_free_column() -> None:
    body = (
        "<table><tr><td rowspan=2>甲<td colspan='2'>乙</tr>"
        "<tr><td>丙<td>丁</td></tr><tr><td rowspan=0>戊<td rowspan=1000000000>己</table>"
    )
    assert shown(read(body)) == [
        [
            (1, 1, 2, 1, "甲"), (1, 2, 1, 2, "乙"), (2, 2, 1, 1, "丙"), (2, 3, 1, 1, "丁"),
            (3, 1, 1, 1, "戊"), (3, 2, 1, 1, "己"),
        ]
    ]  # fmt: skip


def test_a_wide_cell_never_covers_one_that_hangs_from_above() -> None:
    body = "<table><tr><td>甲<td rowspan=2>乙</tr><tr><td colspan=3>丙<td>丁</tr></table>"
    assert shown(read(body)) == [
        [(1, 1, 1, 1, "甲"), (1, 2, 2, 1, "乙"), (2, 1, 1, 1, "丙"), (2, 3, 1, 1, "丁")]
    ]


def test_breaks_and_blocks_in_a_cell_are_lines() -> None:
    body = "<table><tr><td>一<br>二\n  三<p>四</p><div>五</div><ul><li>六<li>七</ul>&nbsp;</table>"
    assert shown(read(body)) == [[(1, 1, 1, 1, "一\n二 三\n四\n五\n六\n七")]]


def test_paragraphs_headings_and_bare_text() -> None:
    document = read(
        "前<h2>一、目标</h2><p>正<b>文</b></p><div>块<div>里块</div>尾</div><pre>a\nb</pre>"
    )
    assert shown(document) == ["前", "一、目标", "正文", "块", "里块", "尾", "a\nb"]
    assert [b.role for b in document.blocks if isinstance(b, Paragraph)][1] is Role.HEADING


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a='<table><tr><td>x</table>'</script>",
        "<style>p{}</style>",
        "<p style='display: none'>x</p>",
        "<div hidden>x<p>y</p></div>",
        "<!-- x -->",
        "<template><p>x</p></template>",
        "<nav role='doc-toc'><h2>目录</h2><ul><li>x</ul></nav>",
        "<noscript>x</noscript>",
        "<input hidden><svg><text>x</text></svg>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert shown(read(f"{hidden}<p>正文</p>")) == ["正文"]


def test_inner_tables_come_after_and_captions_before() -> None:
    body = "<table><caption>标题</caption><tr><td>外<table><tr><td>里</table></td><td>乙</table><p>后</p>"
    document = read(body)
    assert shown(document) == [
        "标题",
        [(1, 1, 1, 1, "外"), (1, 2, 1, 1, "乙")],
        [(1, 1, 1, 1, "里")],
        "后",
    ]
    assert "表格" in document.notes[0][0]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""), ("utf-8-sig", ""), ("gb18030", ""), ("gb2312", '<meta charset="gb2312">'),
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("utf-16", ""), ("gb18030", '<meta charset="utf-8">'), ("big5", '<meta charset="big5">'),
    ],
)  # fmt: skip
def test_encodings(encoding: str, said: str) -> None:
    page = f"<html><head>{said}<title>目</title></head><body><p>目的</p></body></html>"
    document = html.read(page.encode(encoding), "页.html")
    assert (shown(document), document.title) == (["目的"], "目")


def test_a_page_is_whole_in_itself_and_says_its_language() -> None:
    grid = Grid((Cell(1, 1, "指标", role=Role.LABEL), Cell(2, 1, "<b>", role=Role.VALUE)), repeat=1)
    blocks = (Contents(), Paragraph("一、<目标>", Role.HEADING), grid)
    page = html.write(Document(blocks, title="目标")).decode()
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert '<a href="#s1">一、&lt;目标&gt;</a>' in page
    assert '<h2 class="heading" id="s1">' in page
    assert '<th class="label" scope="col">指标</th>' in page
    assert "&lt;b&gt;" in page
    assert "<script" not in page
    assert "http" not in page


def test_a_fragment_carries_marks_and_attributes() -> None:
    grid = Grid((Cell(1, 1, "甲", 1, 2, Role.NUMBER, subject="p1"),))
    found = html.fragment(
        grid,
        mark={(1, 1): "wrong"},
        attributes=lambda cell: {"data-subject": cell.subject or "", "id": '"x'},
    )
    assert '<td class="number wrong" colspan="2" data-subject="p1" id="&quot;x">甲</td>' in found
    assert html.fragment(Grid(())) == ""
    with pytest.raises(ValueError, match="attribute"):
        html.fragment(grid, attributes=lambda _: {"on click": "x"})
