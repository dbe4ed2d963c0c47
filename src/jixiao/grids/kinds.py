"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
from enum import Enum

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*")


class Kind(Enum):
    """A kind of file, with its name in messages."""

    EMPTY = "空文件"
    DOCX = "Word 文档（docx）"
    XLSX = "Excel 工作簿（xlsx）"
    XLSB = "Excel 二进制工作簿（xlsb）"
    XLS = "旧版 Excel 工作簿（xls）"
    ODS = "开放文档电子表格（ods）"
    DOC = "旧版 Word 文档（doc）"
    ODT = "开放文档文字（odt）"
    OFD = "版式文件（ofd）"
    PDF = "PDF 文件"
    HTML = "网页（html）"
    RTF = "RTF 文档"
    MHTML = "单个文件网页（mht）"
    OFFICE_XML = "Office 2003 XML 文档"
    IMAGE = "图片"
    XML = "XML 数据文件"
    ENCRYPTED = "设有打开密码的文件"
    OLE = "旧版 Office 文件"
    ZIP = "压缩包"
    TEXT = "文本"


def kind_of(data: bytes) -> Kind:
    """The kind of a file by its first bytes and, in a package, the names of its parts."""
    if not data.strip():
        return Kind.EMPTY
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(_ZIP):
        return _package(data)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_IMAGES):
        return Kind.IMAGE
    return _words(data)


def _ole(data: bytes) -> Kind:
    """The streams of a compound file are named in UTF-16; the name is enough to tell."""
    streams = {
        "EncryptedPackage": Kind.ENCRYPTED,
        "WordDocument": Kind.DOC,
        "Workbook": Kind.XLS,
        "Book": Kind.XLS,
    }
    for stream, kind in streams.items():
        if f"{stream}\0".encode("utf-16-le") in data:
            return kind
    return Kind.OLE


def _package(data: bytes) -> Kind:
    """Names stand uncompressed in a zip, so no part need be unpacked to tell."""
    signs = (
        (b"application/vnd.oasis.opendocument.spreadsheet", Kind.ODS),
        (b"application/vnd.oasis.opendocument", Kind.ODT),
        (b"xl/workbook.bin", Kind.XLSB),
        (b"xl/workbook.xml", Kind.XLSX),
        (b"word/document", Kind.DOCX),
        (b"OFD.xml", Kind.OFD),
    )
    return next((kind for sign, kind in signs if sign in data), Kind.ZIP)


def _words(data: bytes) -> Kind:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    head = head[_LEADING.match(head).end() :]  # type: ignore[union-attr]
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith(b"MIME-Version:"):
        return Kind.MHTML
    if b"<?mso-application" in head or b"schemas-microsoft-com:office:spreadsheet" in head[:512]:
        return Kind.OFFICE_XML
    if head.startswith(b"<?xml") and b"opendocument." in head:  # an open document in one XML file
        return Kind.ODS if b"opendocument.spreadsheet" in head else Kind.ODT
    if head.startswith(b"<") and _HTML.search(head):
        return Kind.HTML
    return Kind.XML if head.startswith(b"<?xml") else Kind.TEXT
