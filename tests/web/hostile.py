"""Files that are wrong, each in its own way, made when asked for."""

from __future__ import annotations

import io
import zipfile

from jixiao.forms.writing import write_plan
from jixiao.grids.document import Cell, Document, Grid, Paragraph
from jixiao.grids.writing import write
from jixiao.plan.model import Plan

_OPEN = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
_WORD = f'xmlns:w="{_OPEN}/wordprocessingml/2006/main"'


def docx(body: bytes) -> bytes:
    """A Word file around a ``document.xml``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _PARTS.items():
            packed.writestr(name, text)
        packed.writestr("word/document.xml", body)
    return out.getvalue()


def bomb() -> bytes:
    """A few hundred kilobytes that unpack to 400 MB."""
    return docx(f"<w:document {_WORD}><w:body><w:p><w:r><w:t>".encode() + b" " * 400_000_000)


def entities() -> bytes:
    """Entities of entities: a thousand million laughs."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "哈">{levels}]>'
    return docx(
        f"{head}<w:document {_WORD}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>".encode()
    )


def outside_entity() -> bytes:
    """An entity that asks for a file of the server."""
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return docx(
        f"{head}<w:document {_WORD}><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>".encode()
    )


def encrypted() -> bytes:
    """What Word saves behind a password begins like this."""
    name = "EncryptedPackage".encode("utf-16-le")
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + name + b"\0" * 4096


def of_plan(plan: Plan, ending: str = "docx") -> bytes:
    """The plan's own document."""
    return write(write_plan(plan), ending)


def without_table() -> bytes:
    return write(Document((Paragraph("通知"), Paragraph("请于月底前报送。"))), "docx")


def no_form() -> bytes:
    words = ("姓名", "电话", "甲", "乙")
    cells = tuple(Cell(1 + n // 2, 1 + n % 2, word) for n, word in enumerate(words))
    return write(Document((Grid(cells, (1, 1)),)), "docx")
