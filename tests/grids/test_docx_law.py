from __future__ import annotations

from hypothesis import given

from jixiao.grids import docx
from jixiao.grids.document import Document
from tests.grids.law import DOCUMENTS, essence


@given(DOCUMENTS)
def test_word_gives_back_what_was_written(document: Document) -> None:
    assert essence(docx.read(docx.write(document), "a.docx")) == essence(document)


@given(DOCUMENTS)
def test_equal_documents_give_equal_bytes(document: Document) -> None:
    assert docx.write(document) == docx.write(document)
