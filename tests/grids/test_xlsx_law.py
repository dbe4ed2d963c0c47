from __future__ import annotations

from hypothesis import given

from jixiao.grids import xlsx
from jixiao.grids.document import Document
from tests.grids.law import DOCUMENTS, essence


@given(DOCUMENTS)
def test_excel_gives_back_what_was_written(document: Document) -> None:
    assert essence(xlsx.read(xlsx.write(document), "a.xlsx")) == essence(document)


@given(DOCUMENTS)
def test_equal_documents_give_equal_bytes(document: Document) -> None:
    assert xlsx.write(document) == xlsx.write(document)
