"""pdf: a document set on pages, and pages read back by what is seen on them.

``read(write(d))`` gives the blocks of ``d`` back: texts (as :func:`jixiao.plan.words.clean` keeps
them), cell positions and spans. It reads characters and ruling lines, never data hidden in the file;
so what cannot be told apart on paper is not told apart here:

* a radical or compatibility form of an ideograph (``⽉``) is read as the ideograph (``月``), a
  ligature (``ﬁ``) as its letters; of signs a font draws alike (``‒`` and ``–``) one may be read for
  the other where both appear;
* scripts that run from right to left or join their letters are drawn, but not read back;
* a character that is in no font of the machine is drawn as a box and read as ``�``, with a note; the
  file is then plain PDF, not PDF/A;
* paragraphs without text, a grid without cells, and a row or column at which no cell ends are gone;
* a grid position no cell covers is read as an empty cell.

Another's pdf is read by the same ruling lines; line breaks, paragraphs and tables over pages are
judged by the geometry of the page. Page numbers and running heads are left out, pictures, turned
text and text without a code are named in the document's notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.place import Place
from jixiao.grids.document import Document
from jixiao.grids.pdf_flow import Flow, edges_of, sheet
from jixiao.grids.pdf_furniture import strip
from jixiao.grids.pdf_open import pages, said_if_unreadable
from jixiao.grids.pdf_page import Page
from jixiao.grids.pdf_write import typeset

_LEFT_OUT = {
    "image": "{}幅图片没有读入",
    "turned": "{}个斜排或转向的文字（如水印）没有读入",
    "hidden": "{}处看不见的文字没有读入",
    "unknown": "{}个字没有编码，读作�",
}


def read(data: bytes, name: str) -> Document:
    """The document in a pdf file.

    Raises:
        ReadError: it is no pdf, damaged, encrypted, a scan, or too large.
    """
    drawn = pages(data, name)
    marked = any(p.ticks for p in drawn)
    with said_if_unreadable(name, "全文"):
        sheets = [sheet(p, marked=marked) for p in drawn]
    heads = strip(sheets)
    edges = edges_of(sheets)
    flow = Flow()
    for taken in sheets:
        flow.add(taken, marked, edges)
    return Document(tuple(flow.blocks(name)), name, notes=(*_heads(heads), *_left_out(drawn, name)))


def _heads(heads: list[str]) -> Iterator[tuple[str, Place | None]]:
    for text in heads:
        yield f"页眉页脚“{text}”没有读入", None


def _left_out(drawn: list[Page], name: str) -> Iterator[tuple[str, Place | None]]:
    for page in drawn:
        place = Place(file=name, page=page.number)
        for kind, words in _LEFT_OUT.items():
            if page.counts[kind]:
                yield words.format(page.counts[kind]), place
        if not page.glyphs and page.counts["image"]:
            yield "这一页是图片，没有文字可读", place


def write(document: Document) -> bytes:
    """The document as a pdf file (PDF/A-2b): A4, with bookmarks and page numbers.

    Raises:
        MissingProgramError: the machine has no Chinese font.
        ValueError: a table's cells overlap, or it is too wide for a page.
    """
    return typeset(document)
