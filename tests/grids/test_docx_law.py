from __future__ import annotations

from hypothesis import given, settings
from tests.grids.law import DOCUMENTS, essence

from jixiao.grids import docx
from jixiao.grids.document import Document


@given(DOCUMENTS)
@settings(deadline=None)
def test_word_gives_back_what_was_written(document: Document) -> None:
    assert essence(docx.read(docx.write(document), "a.docx")) == essence(document)


@given(DOCUMENTS)
@settings(deadline=None, max_examples=20)
def test_equal_documents_give_equal_bytes(document: Document) -> None:
    assert docx.write(document) == docx.write(document)
