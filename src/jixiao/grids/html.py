"""Web pages (html): in and out. No network, no scripts, nothing hidden."""

from __future__ import annotations

import re

from lxml import etree

from jixiao.grids.document import Document
from jixiao.grids.encoding import decode
from jixiao.grids.errors import ReadError
from jixiao.grids.html_page import Page
from jixiao.grids.html_write import fragment, write
from jixiao.grids.kinds import Kind, kind_of
from jixiao.grids.limits import MAX_TEXT_CHARS

__all__ = ["fragment", "read", "write"]

_CHUNK = 1 << 16
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk")
_OTHERS = ("big5", "utf-16", "iso-8859-1", "windows-1252")


def read(data: bytes, name: str) -> Document:
    """The paragraphs and tables a page shows.

    Raises:
        ReadError: not a page, in no known encoding, or larger than the limits.
    """
    found = kind_of(data)
    if found not in (Kind.HTML, Kind.TEXT):
        remedy = "在浏览器中另存为网页（仅 HTML）后提交"
        raise ReadError(name, Kind.HTML.value, found.value, remedy)
    if len(data) > MAX_TEXT_CHARS:
        raise ReadError(name, f"不超过 {MAX_TEXT_CHARS >> 20} MB 的网页", "更大", "拆分后提交")
    page = Page(name)
    _feed(_text_of(data, name), page)
    if found is Kind.TEXT and not page.elements:
        raise ReadError(
            name, Kind.HTML.value, Kind.TEXT.value, "把文件名的后缀改为 .txt，或重新导出"
        )
    return Document(tuple(page.blocks), name, page.title, tuple(page.notes))


def _feed(text: str, page: Page) -> None:
    """Give the page's elements to ``page`` one by one; no tree is built."""
    parser = etree.HTMLParser(target=page, huge_tree=False)  # type: ignore[arg-type]
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        found, remedy = "无法解析的网页", "在浏览器中打开后另存为网页（仅 HTML）再提交"
        raise ReadError(page.file, "通常的网页", found, remedy) from error


def _text_of(data: bytes, name: str) -> str:
    """The page's characters: by its byte order mark, by what it says, else UTF-8 or GB 18030."""
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode().lower() if declared else ""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or encoding in (
        "",
        "utf-8",
        "utf8",
    ):
        return decode(data, name)
    codec = "gb18030" if encoding in _CHINESE else encoding if encoding in _OTHERS else "utf-8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return decode(data, name)
