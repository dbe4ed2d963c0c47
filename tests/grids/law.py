"""Made-up documents, and what of a document a container must give back."""

from __future__ import annotations

from hypothesis import strategies as st

from jixiao.grids.document import Cell, Document, Grid, Paragraph, Role
from jixiao.grids.layout import filled
from jixiao.plan.words import clean

SAMPLES = (
    "", "3.00", "007", "1-2", "=1+1", "+5", "-3", "@SUM(A1)", "12345678901234567890", "1E5", "0x10",
    "95%", "≥95%", "2023年12月31日", "2023-12-31", "TRUE", "#N/A", "产出指标", "数量\n指标",
    "1、加强学习；\n2、加强监管。", "<b>&amp;\"'</b>", "_x000D_", "_x0041_", "😀𠮷", "　缩进　", " a  b ",
    "[bookmark: _GoBack]", "|a|b|", "\tx", "]]>", "<!DOCTYPE x>", "{=1}", "'单引号", "http://a.b/",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(SAMPLES),
    st.text(
        st.sampled_from("绩效目标0123456789abcXYZ.,%≥≤、。《》()<>&\"'=+-_ \n\t\u3000\u00a0😀𠮷é"),
        max_size=30,
    ),
    st.text(max_size=12),
)
CELL_ROLES = st.sampled_from(
    [Role.PLAIN, Role.PLAIN_RIGHT, Role.LABEL, Role.VALUE, Role.CENTRED, Role.NUMBER]
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A grid without overlaps: spans grow as far as free positions allow; some positions stay gaps."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(r, c) for r in range(1, height + 1) for c in range(1, width + 1)}
    cells = []
    while free:
        row, column = min(free)
        rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        covered = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
        if not covered <= free:
            rows = columns = 1
            covered = {(row, column)}
        free -= covered
        if not cells or draw(st.integers(0, 9)):
            cells.append(Cell(row, column, draw(TEXTS), rows, columns, draw(CELL_ROLES)))
    widths = draw(st.sampled_from([(), (1.0,), tuple(float(n) for n in range(1, width + 1))]))
    return Grid(tuple(cells), widths, draw(st.integers(0, 2)))


PARAGRAPHS = st.builds(
    Paragraph,
    TEXTS,
    st.sampled_from([Role.COVER, Role.TITLE, Role.HEADING, Role.BODY]),
    new_page=st.booleans(),
)
DOCUMENTS = st.builds(
    Document, st.lists(st.one_of(grids(), PARAGRAPHS), max_size=6).map(tuple), title=TEXTS
)


def essence(document: Document) -> list[object]:
    """Texts, positions and spans of all blocks; gaps are empty cells, empty paragraphs nothing."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Grid) and block.cells:
            found.append(
                [
                    (c.row, c.column, c.row_span, c.column_span, c.text)
                    for row in filled(block)
                    for c in row
                ]
            )
        elif isinstance(block, Paragraph) and clean(block.text):
            found.append(clean(block.text))
    return found
