from __future__ import annotations

from hypothesis import given

from jixiao.grids import html
from jixiao.grids.document import Document
from tests.grids.law import DOCUMENTS, essence


@given(DOCUMENTS)
def test_a_page_gives_back_what_was_written(document: Document) -> None:
    assert essence(html.read(html.write(document), "a.html")) == essence(document)
