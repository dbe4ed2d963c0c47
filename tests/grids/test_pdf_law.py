"""``read(write(d))`` gives a document back from the printed page alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.grids import pdf
from jixiao.grids.document import Block, Cell, Contents, Document, Grid, Paragraph, Role
from jixiao.plan.words import clean

HANZI = "".join(
    bytes((row, column)).decode("gb2312")
    for row in range(0xB0, 0xF8)
    for column in range(0xA1, 0xFF)
    if not (row == 0xD7 and column > 0xF9)
)
SIGNS = "，。、；：？！“”‘’（）《》【】〔〕…—～·％≥≤≠±×÷℃①②Ⅲ￥"
LATIN = "".join(map(chr, range(0x21, 0x7F)))
MARKUP = (
    '#read("/etc/passwd")',
    "$x$",
    "*b*",
    "// c",
    "\\",
    "_x_",
    "`r`",
    "= 一",
    "- 一",
    "@a",
    "<a>",
    "~",
    "/* c",
)
HARD = (
    "13073023P00008210002K",
    "x" * 90,
    "W" * 60,
    "。" * 50,
    "（" * 30 + "）" * 30,
    "The quick brown fox jumps over the lazy dog",
    "a\nb\nc",
    "一、目标。\n二、目标。",
    "— 1 —",
    "目录",
    "绩效目标" + "." * 20 + "3",
    "———— ……",
    "其中：财政    资金",
    " 25%",
)
WORDS = st.text(st.sampled_from(HANZI + SIGNS + LATIN + " " * 40 + "\n" * 10), max_size=40)
TEXTS = st.one_of(st.sampled_from((*MARKUP, *HARD)), WORDS, st.just(""))
REPEATED = st.sampled_from(("目标，", "abc 12 ", "一。\n", "绩效12345"))
LONG = st.builds(lambda text, times: text * times, REPEATED, st.integers(1, 900))
CELL_TEXTS = st.one_of(TEXTS, TEXTS, TEXTS, LONG)
ROLES = (
    Role.PLAIN,
    Role.PLAIN_RIGHT,
    Role.LABEL,
    Role.VALUE,
    Role.VALUE,
    Role.CENTRED,
    Role.NUMBER,
)


@st.composite
def grids(draw: st.DrawFn, rows: int = 8, texts: st.SearchStrategy[str] = CELL_TEXTS) -> Grid:
    """A table whose merged cells do not overlap; rows and columns end somewhere by a cell's edge."""
    height, width = draw(st.integers(1, rows)), draw(st.integers(1, 7))
    plain = draw(st.booleans())
    free = {(r, c) for r in range(height) for c in range(width)}
    cells = []
    while free:
        row, column = min(free)
        tall, wide = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        covered = {(r, c) for r in range(row, row + tall) for c in range(column, column + wide)}
        if not covered <= free:
            tall, wide, covered = 1, 1, {(row, column)}
        free -= covered
        role = draw(st.sampled_from(ROLES if plain else ROLES[2:]))
        cells.append(Cell(row + 1, column + 1, draw(texts), tall, wide, role))
    widths = draw(st.sampled_from([(), tuple(float(n) for n in range(1, width + 1))]))
    return plainly(Grid(tuple(cells), widths, draw(st.integers(0, height))))


def plainly(grid: Grid) -> Grid:
    """The grid without rows and columns at which no cell ends: on paper there are none."""
    rows = sorted({e for c in grid.cells for e in (c.row, c.row + c.row_span)})
    columns = sorted({e for c in grid.cells for e in (c.column, c.column + c.column_span)})
    row, column = ({e: i + 1 for i, e in enumerate(edges)} for edges in (rows, columns))
    cells = [
        Cell(
            row[c.row],
            column[c.column],
            c.text,
            row[c.row + c.row_span] - row[c.row],
            column[c.column + c.column_span] - column[c.column],
            c.role,
        )
        for c in grid.cells
    ]
    return Grid(
        tuple(cells), grid.widths if len(grid.widths) == len(columns) - 1 else (), grid.repeat
    )


PARAGRAPHS = st.builds(
    Paragraph,
    st.one_of(TEXTS, TEXTS, LONG),
    st.sampled_from((Role.COVER, Role.TITLE, Role.HEADING, Role.BODY, Role.BODY)),
    new_page=st.booleans(),
)
BLOCKS = st.lists(st.one_of(grids(), PARAGRAPHS, st.just(Contents())), max_size=6)
LONG_TABLES = st.lists(grids(rows=60, texts=TEXTS), min_size=1, max_size=2)


def essence(document: Document) -> list[object]:
    """Texts, positions and spans."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and clean(block.text):
            found.append(clean(block.text))
        elif isinstance(block, Grid):
            cells = sorted(block.cells, key=lambda c: (c.row, c.column))
            found.append(
                [(c.row, c.column, c.row_span, c.column_span, clean(c.text)) for c in cells]
            )
    return found


def check(*blocks: Block) -> None:
    document = Document(blocks)
    again = pdf.read(pdf.write(document), "甲.pdf")
    assert essence(again) == essence(document)
    assert not again.notes


def some(*blocks: Block) -> tuple[Block, ...]:
    """With a word on it, for a page without any is refused."""
    return (Paragraph("甲"), *blocks)


@given(BLOCKS)
def test_any_document(blocks: list[Block]) -> None:
    check(*some(*blocks))


@given(LONG_TABLES)
@settings(max_examples=30)
def test_tables_over_pages(blocks: list[Grid]) -> None:
    check(*some(*blocks))


@pytest.mark.parametrize("text", [*MARKUP, *HARD])
def test_texts_that_look_like_something_else(text: str) -> None:
    roles = (Role.COVER, Role.TITLE, Role.HEADING, Role.BODY)
    check(*(Paragraph(text, role) for role in roles), Contents(text), Grid((Cell(1, 1, text),)))


def test_every_ideograph_and_sign_of_gb2312() -> None:
    check(Paragraph(HANZI + SIGNS + LATIN), Grid((Cell(1, 1, HANZI + SIGNS + LATIN),)))


def test_equal_tables_without_a_word_between() -> None:
    grid = Grid(tuple(Cell(r, c, str(r)) for r in range(1, 30) for c in (1, 2)), repeat=1)
    check(*some(*[grid] * 5))


def test_a_cell_taller_than_pages_beside_merged_ones() -> None:
    long = "加强监管，以日常监管、专项检查为抓手。" * 400 + "\n完。"
    cells = (
        Cell(1, 1, "标签", 3, 1, Role.LABEL),
        Cell(1, 2, "甲"),
        Cell(2, 2, long),
        Cell(3, 2, ""),
        Cell(4, 1, long, 2, 1),
        Cell(4, 2, "乙"),
        Cell(5, 2, "丙"),
    )
    check(*some(Grid(cells, (1, 4))))


def test_long_paragraphs_over_pages() -> None:
    text = "甲乙丙，丁 abc。" * 300 + "\n" + "戊己。" * 400
    check(*(Paragraph(text, role) for role in (Role.COVER, Role.TITLE, Role.HEADING, Role.BODY)))


def test_the_same_document_is_the_same_bytes() -> None:
    document = Document((Paragraph("甲", Role.TITLE), Grid((Cell(1, 1, "乙"),))), title="丙")
    assert pdf.write(document) == pdf.write(document)
