"""The bureau's text as a Word file somebody else made: merged cells as Word writes them.

Built from the text's own rows without the project's writer, so that reading is not tested against
its own mirror.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from jixiao.grids.document import Document, Grid, Paragraph

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
#: How many of the seven grid columns each cell of a row with so many cells takes.
_SPANS = {
    1: (7,),
    2: (5, 2),
    4: (1, 2, 1, 3),
    5: (1, 2, 1, 1, 2),
    6: (1, 1, 1, 2, 1, 1),
    7: (1,) * 7,
}


def word_file(document: Document, *, split: bool, title_inside: bool) -> bytes:
    """A docx of the blocks: the indicators in a table of their own, or the title in the table."""
    body = "".join(_blocks(document, split, title_inside))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELS)
        package.writestr(
            "word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>"
        )
    return made.getvalue()


def _blocks(document: Document, split: bool, title_inside: bool) -> Iterator[str]:
    title = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if title_inside and block.text.endswith("绩效目标表"):
                title = block.text
            else:
                yield _paragraph(block.text)
        elif isinstance(block, Grid):
            rows = [[c.text for c in cells] for cells in block.rows()]
            yield _table(([[title]] if title else []) + rows, split)
            title = ""


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(rows: list[list[str]], split: bool) -> str:
    drawn: list[str] = []
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else []
        if split and row[0] == "一级指标":
            drawn.append(f"</w:tbl>{_paragraph('')}<w:tbl>")
        drawn.append(_row(row, begins=bool(following) and following[0] == ""))
    return f"<w:tbl>{''.join(drawn)}</w:tbl>{_paragraph('')}"


def _row(row: list[str], *, begins: bool) -> str:
    """A row: an empty first cell goes on with the cell above, one before such a row begins it."""
    spans = (1, 6) if len(row) == 2 and row[0] in ("", "绩效目标") else _SPANS[len(row)]
    return (
        "<w:tr>"
        + "".join(
            _cell(text, span, _merge(text, n, begins))
            for n, (text, span) in enumerate(zip(row, spans, strict=True))
        )
        + "</w:tr>"
    )


def _merge(text: str, number: int, begins: bool) -> str:
    if number == 0 and text == "":
        return "<w:vMerge/>"
    return '<w:vMerge w:val="restart"/>' if number == 0 and begins else ""


def _cell(text: str, span: int, merge: str) -> str:
    paragraphs = "".join(_paragraph(line) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{paragraphs}</w:tc>'
