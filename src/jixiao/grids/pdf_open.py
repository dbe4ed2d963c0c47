"""A pdf file opened and its pages drawn, within limits; what is wrong with a file, said in words."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    stream_value,
)
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSStackEntry

from jixiao.findings.place import Place
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind, kind_of
from jixiao.grids.limits import MAX_FILE_BYTES, MAX_PAGES, MAX_TEXT_CHARS, MAX_UNPACKED_BYTES
from jixiao.grids.pdf_page import Page, Pen, TooMuchError

# What it has to say about a damaged file is said by a ReadError or a note.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_PDF = Kind.PDF.value
_MAX_CODES = 1 << 20  # codes one font's table may name
_SCAN = "用文字识别软件转成可编辑的文档后提交，或提交原来的 Word、Excel 文件"
_AGAIN = "重新导出后提交，或提交原来的 Word、Excel 文件"
# pdfminer meets damage in a file with whatever error the missing piece happens to cause.
_DAMAGE = (
    PSException, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError,
    struct.error, zlib.error, OSError, EOFError, NotImplementedError, RecursionError,
)  # fmt: skip
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)
_RANGE = re.compile(rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<\s*([0-9A-Fa-f]{1,8})\s*>\s*[<\[\d]")


def pages(data: bytes, name: str) -> list[Page]:
    """Everything drawn on each page of the file.

    Raises:
        ReadError: no pdf, damaged, encrypted, without any text, or beyond the limits.
    """
    _refuse_others(data, name)
    with said_if_unreadable(name, "全文"):
        document = PDFDocument(_Parser(BytesIO(data)))
        found = _some(PDFPage.create_pages(document), name)
    drawn = _drawn(found, name)
    _refuse_without_text(drawn, name)
    return drawn


def _refuse_others(data: bytes, name: str) -> None:
    kind = kind_of(data)
    if kind is not Kind.PDF:
        raise ReadError(name, _PDF, kind.value, "检查文件的种类和是否完整后重新提交")
    if len(data) > MAX_FILE_BYTES:
        raise ReadError(
            name, f"不超过 {MAX_FILE_BYTES >> 20} MB 的文件", f"{len(data) >> 20} MB", "拆分后提交"
        )


def _some(every: Iterator[PDFPage], name: str) -> list[PDFPage]:
    found: list[PDFPage] = []
    for page in every:
        if len(found) == MAX_PAGES:
            raise ReadError(name, f"不超过 {MAX_PAGES} 页的文件", "更多页", "拆分后提交")
        found.append(page)
    if not found:
        raise ReadError(name, f"完好的{_PDF}", "没有一页可读的文件", _AGAIN)
    return found


def _drawn(found: list[PDFPage], name: str) -> list[Page]:
    resources = PDFResourceManager()
    pen = Pen(resources)
    interpreter = _Interpreter(resources, pen)
    drawn: list[Page] = []
    letters = 0
    for number, page in enumerate(found, start=1):
        with said_if_unreadable(name, Place(page=number)):
            interpreter.process_page(page)
        drawn.append(pen.page)
        letters += len(pen.page.glyphs)
        if letters > MAX_TEXT_CHARS:
            raise ReadError(name, f"不超过 {MAX_TEXT_CHARS} 字的文件", "更多字", "拆分后提交")
    return drawn


def _refuse_without_text(drawn: list[Page], name: str) -> None:
    letters = sum(len(p.glyphs) for p in drawn)
    unknown = sum(p.counts["unknown"] for p in drawn)
    if unknown > letters / 2:
        raise ReadError(name, "文字可复制的 PDF 文件", "文字没有编码、只能看不能读的文件", _SCAN)
    if any(g.text.strip() for p in drawn for g in p.glyphs):
        return
    if any(p.counts["image"] or p.counts["hidden"] for p in drawn):
        raise ReadError(name, "有文字的 PDF 文件", "扫描件（只有图片，没有文字）", _SCAN)
    raise ReadError(name, "有文字的 PDF 文件", "没有文字的文件", "检查导出是否完成，" + _AGAIN)


@contextmanager
def said_if_unreadable(name: str, place: Place | str) -> Iterator[None]:
    """Turn what the library raises on a bad file into words."""
    try:
        yield
    except TooMuchError as error:
        raise ReadError(name, "普通的表格文档", "内容异常庞大的文件", _AGAIN, place) from error
    except PDFEncryptionError as error:
        raise ReadError(
            name, "没有密码的文件", "加密的文件", "去掉打开密码后提交", place
        ) from error
    except _DAMAGE as error:
        raise ReadError(name, f"完好的{_PDF}", "不完整或损坏的文件", _AGAIN, place) from error


class _Interpreter(PDFPageInterpreter):
    """Lets the pen know how much it is about to draw, also within a drawing used again and again."""

    def execute(self, streams: Sequence[object]) -> None:
        length = sum(len(stream_value(s).get_data()) for s in streams)
        if isinstance(self.device, Pen):
            self.device.spend(length)
        super().execute(streams)


class _Parser(PDFParser):
    """Gives streams that unpack within one allowance for the whole file."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file)
        self.allowance = MAX_UNPACKED_BYTES

    def push(self, *objs: PSStackEntry[Any]) -> None:
        super().push(*((place, self._bounded(pushed)) for place, pushed in objs))

    def _bounded(self, pushed: Any) -> Any:
        if isinstance(pushed, PDFStream):
            return _Stream(pushed.attrs, pushed.rawdata or b"", pushed.decipher, self)
        return pushed


class _Stream(PDFStream):
    """A stream that is measured before it is unpacked: one kilobyte may unpack to a gigabyte."""

    def __init__(
        self, attrs: dict[str, object], raw: bytes, decipher: object, parser: _Parser
    ) -> None:
        super().__init__(attrs, raw, decipher)  # type: ignore[arg-type]
        self._parser = parser

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher:
            data = self.decipher(self.objid or 0, self.genno or 0, data, self.attrs)
        for name, params in self.get_filters():
            self._measure(name, data)
            stage = PDFStream({"Filter": [name], "DecodeParms": [params]}, data)
            data = stage.get_data()
        self._parser.allowance -= len(data)
        if self._parser.allowance < 0 or _codes(data) > _MAX_CODES:
            raise TooMuchError
        self.data, self.rawdata = data, None

    def _measure(self, name: object, data: bytes) -> None:
        left = self._parser.allowance
        if name in LITERALS_FLATE_DECODE:
            try:
                length = len(zlib.decompressobj().decompress(data, left + 1))
            except zlib.error:
                length = 0  # damaged: pdfminer keeps the part before the damage
                if len(data) * 1032 > left:
                    raise TooMuchError from None
        elif name in LITERALS_LZW_DECODE:
            length = len(data) * 1400 if len(data) > 1 << 16 else 0
        else:
            length = len(data) * 128 if name in LITERALS_RUNLENGTH_DECODE else 0
        if length > left:
            raise TooMuchError


def _codes(data: bytes) -> int:
    """How many codes the ranges of a font's table name; pdfminer writes each of them down."""
    blocks = _RANGES.findall(data) if b"begincmap" in data else []
    spans = (m for block in blocks for m in _RANGE.findall(block))
    return sum(max(int(last, 16) - int(first, 16), 0) for first, last in spans)
