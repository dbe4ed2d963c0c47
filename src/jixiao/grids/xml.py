"""XML of office packages, walked event by event; no tree is ever built.

Memory stays at one chunk whatever the file, nothing nests on a stack, no entity is known and a
document type declaration is refused where it begins. That is why this is expat and not a tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from jixiao.grids.errors import ReadError

Attributes = dict[str, str]
Start = Callable[[Attributes], "bool | None"]
SKIP = True  # what a start action returns to have the whole element passed over

_MAX_DEPTH = 600
_MAX_TOKEN = 10 << 20  # one tag with its attributes; drawings carry some megabytes
_MAX_NAMES = 20_000
_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1")
_RESAVE = "用 Word、Excel 或 WPS 打开后另存再提交"
_OOXML, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_OOXML}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OOXML}spreadsheetml/2006/main": "s",
    f"{_STRICT}spreadsheetml/main": "s",
    f"{_OOXML}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OOXML}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OOXML}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OOXML}markup-compatibility/2006": "mc",
    f"{_OOXML}package/2006/relationships": "rel",
    "urn:schemas-microsoft-com:vml": "v",
    "http://purl.org/dc/elements/1.1/": "dc",
}


class Handler:
    """What is done at the elements of interest, by name with the usual prefix (``w:tbl``)."""

    starts: dict[str, Start]
    ends: dict[str, Callable[[], None]]

    def text(self, words: str) -> None:
        """Characters of the element that is open."""


def walk(chunks: Iterable[bytes], handler: Handler, file: str, part: str) -> None:
    """Give the elements of a part to a handler. Attribute names come without prefix.

    Raises:
        ReadError: not well formed, a document type declaration, or built to exhaust memory.
    """
    parser = expat.ParserCreate(namespace_separator=" ", intern=None)
    _Walk(parser, handler, file, part)
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _MAX_TOKEN:
                raise _too_much(file, part, "过长的标签")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        found = f"{part} 第{parser.CurrentLineNumber}行附近不合 XML 格式"
        raise ReadError(file, "完好的文件", found, _RESAVE) from error


class _Walk:
    """Names made short, depth counted, passed-over elements left out."""

    def __init__(self, parser: expat.XMLParserType, handler: Handler, file: str, part: str) -> None:
        self.handler, self.file, self.part = handler, file, part
        self.depth, self.skipped_at = 0, 0
        self.begins: dict[str, Start | None] = {}
        self.finishes: dict[str, Callable[[], None] | None] = {}
        self.others: set[str | None] = set()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartNamespaceDeclHandler = self.namespace
        parser.XmlDeclHandler = self.declaration

    def start(self, raw: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _too_much(self.file, self.part, "过深的嵌套")
        action = self.begins[raw] if raw in self.begins else self.learn(raw)
        if attributes and not self.others.issuperset(attributes):
            self.others.update(attributes)
        if action and not self.skipped_at and action(_bare(attributes)):
            self.skipped_at = self.depth

    def end(self, raw: str) -> None:
        if self.skipped_at:
            self.skipped_at = 0 if self.skipped_at == self.depth else self.skipped_at
        elif action := self.finishes[raw]:
            action()
        self.depth -= 1

    def text(self, words: str) -> None:
        if not self.skipped_at:
            self.handler.text(words)

    def learn(self, raw: str) -> Start | None:
        """A name met for the first time; millions of different ones would fill memory."""
        if len(self.begins) + len(self.others) > _MAX_NAMES:
            raise _too_much(self.file, self.part, "过多的标签名")
        space, _, local = raw.rpartition(" ")
        name = f"{_PREFIXES.get(space, '?')}:{local}"
        self.begins[raw] = self.handler.starts.get(name)
        self.finishes[raw] = self.handler.ends.get(name)
        return self.begins[raw]

    def namespace(self, prefix: str | None, _uri: str) -> None:
        self.others.add(prefix)
        if len(self.others) > _MAX_NAMES:
            raise _too_much(self.file, self.part, "过多的命名")

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise ReadError(
                self.file, "UTF-8 编码的文件", f"{self.part} 的编码为 {encoding[:20]}", _RESAVE
            )

    def doctype(self, *_: object) -> None:
        raise ReadError(self.file, "没有文档类型声明的文件", f"{self.part} 中有 DOCTYPE", _RESAVE)


def _bare(attributes: Attributes) -> Attributes:
    return (
        {name.rpartition(" ")[2]: value for name, value in attributes.items()} if attributes else {}
    )


def _too_much(file: str, part: str, found: str) -> ReadError:
    return ReadError(file, "通常大小的文件", f"{part} 中有{found}", _RESAVE)
