"""Word documents (docx, docm, dotx): in and out.

The reader knows what Word shows: tracked deletions and hidden text are gone, automatic numbers are
there, the table of contents is not content. Headers, footers, footnotes and comments are not read.
"""

from __future__ import annotations

from jixiao.grids.archive import Archive
from jixiao.grids.document import Document
from jixiao.grids.docx_body import Body
from jixiao.grids.docx_numbering import Numbering
from jixiao.grids.docx_styles import Styles
from jixiao.grids.docx_write import write
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind
from jixiao.grids.package import relationships
from jixiao.grids.xml import Attributes, Handler, walk

__all__ = ["read", "write"]

_USUAL = "word/document.xml"


def read(data: bytes, name: str) -> Document:
    """The paragraphs and tables of a Word document.

    Raises:
        ReadError: not a Word document, broken, protected, or larger than the limits.
    """
    archive = Archive(data, name, Kind.DOCX)
    main = relationships(archive).by_type.get("officeDocument", _USUAL)
    if main not in archive:
        remedy = "用 Word 或 WPS 打开后另存为 docx 再提交"
        raise ReadError(name, Kind.DOCX.value, f"没有正文部件 {main} 的文件", remedy)
    parts = relationships(archive, main).by_type
    styles, numbering = Styles(), Numbering()
    _walk_if_there(archive, parts.get("styles"), styles)
    _walk_if_there(archive, parts.get("numbering"), numbering)
    body = Body(name, styles, numbering)
    walk(archive.chunks(main), body, name, main)
    return Document(tuple(body.blocks), name, _title(archive), tuple(body.notes))


def _walk_if_there(archive: Archive, part: str | None, handler: Handler) -> None:
    if part and part in archive:
        walk(archive.chunks(part), handler, archive.name, part)


class _Title(Handler):
    """The title among a file's properties."""

    def __init__(self) -> None:
        self.title, self._inside = "", False
        self.starts, self.ends = {"dc:title": self._begin}, {"dc:title": self._end}

    def text(self, words: str) -> None:
        if self._inside and len(self.title) < 1000:
            self.title += words

    def _begin(self, _: Attributes) -> None:
        self._inside = True

    def _end(self) -> None:
        self._inside = False


def _title(archive: Archive) -> str:
    properties = _Title()
    _walk_if_there(archive, relationships(archive).by_type.get("core-properties"), properties)
    return properties.title.strip()
