"""Files made to exhaust, deceive or crash the reader. Each is refused in words, in little memory."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import chain, repeat
from pathlib import Path
from zipfile import ZipFile

import pytest

from jixiao.grids import docx, html, xlsx
from jixiao.grids.document import Cell, Document, Grid, Paragraph
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read
from tests.grids.word import W, p, packed, r, tbl, tc, tr, word
from tests.grids.workbook import workbook

MB = 1 << 20
WRITTEN = Document(
    (Paragraph("绩效目标"), Grid((Cell(1, 1, "甲", 2, 1), Cell(1, 2, "乙"), Cell(2, 2, "丙"))))
)


def times(text: str, megabytes: int) -> Iterable[bytes]:
    """A text over and over, so many megabytes of it, piece by piece."""
    piece = text.encode() * (MB // len(text.encode()) + 1)
    return repeat(piece, megabytes)


def body(*pieces: str | Iterable[bytes]) -> bytes:
    """A Word document with a body too large to hold."""
    parts = ([piece.encode()] if isinstance(piece, str) else piece for piece in pieces)
    start, end = f'<w:document xmlns:w="{W}"><w:body>'.encode(), b"</w:body></w:document>"
    return packed({"word/document.xml": chain([start], chain.from_iterable(parts), [end])})


def sheet(*pieces: str | Iterable[bytes]) -> bytes:
    parts = ([piece.encode()] if isinstance(piece, str) else piece for piece in pieces)
    return workbook(chain.from_iterable(parts))


def names(count: int) -> Iterable[bytes]:
    return ("".join(f"<a{n}/>" for n in range(k, k + 1000)).encode() for k in range(0, count, 1000))


def doctype(inside: str, use: str = "") -> bytes:
    text = f'<!DOCTYPE w [{inside}]><w:document xmlns:w="{W}"><w:body>{p(r(use))}</w:body></w:document>'
    return packed({"word/document.xml": text})


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def unfinished() -> bytes:
    return docx.write(WRITTEN)[:-200]


def locked() -> bytes:
    """The flag that says a part is encrypted, set in both its headers."""
    data = bytearray(docx.write(WRITTEN))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def lying() -> bytes:
    """Headers that claim a part is small, over a bomb."""
    data = bytearray(body(times(" ", 600)))
    with ZipFile(BytesIO(data)) as package:
        true = package.getinfo("word/document.xml").file_size
    for claim in (struct.pack("<Q", true), struct.pack("<L", true)):
        at = data.find(claim)
        while at >= 0:
            data[at : at + len(claim)] = struct.pack("<Q", 100)[: len(claim)]
            at = data.find(claim, at + 1)
    return bytes(data)


def many_parts() -> bytes:
    return packed({f"{n}": "" for n in range(5000)} | {"word/document.xml": ""})


WORDY = "".join(random.Random(1).choices("绩效目标表", k=40_000))  # packs eightfold, no more
Maker = Callable[[], bytes]
CASES: dict[str, tuple[str, Maker, str]] = {
    "空白的压缩炸弹": ("a.docx", lambda: body(times(" ", 2000)), "展开后不超过"),
    "谎报大小的压缩炸弹": ("a.docx", lying, ""),
    "部件太多": ("a.docx", many_parts, "个部件"),
    "截断的文件": ("a.docx", unfinished, "不完整或损坏"),
    "加密的部件": ("a.docx", locked, "密码"),
    "没有正文": ("a.docx", lambda: packed({"word/documents.txt": "x"}), "没有正文部件"),
    "不合格式": ("a.docx", lambda: packed({"word/document.xml": "<w:document>"}), "不合 XML 格式"),
    "笑声炸弹": ("a.docx", lambda: doctype(LAUGHS, "&j;"), "DOCTYPE"),
    "外部实体": ("a.docx", lambda: doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), "DOCTYPE"),
    "外部定义": ("a.docx", lambda: packed({"word/document.xml": '<!DOCTYPE w SYSTEM "http://a.b/c"><w/>'}), "DOCTYPE"),
    "UTF-16 的文档类型": (
        "a.docx",
        lambda: packed({"word/document.xml": "<!DOCTYPE w []><w/>".encode("utf-16")}),
        "DOCTYPE",
    ),
    "别的编码": (
        "a.docx",
        lambda: packed({"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?><w/>'}),
        "编码",
    ),
    "极深的嵌套": ("a.docx", lambda: body(times("<w:tbl><w:tr><w:tc>", 40)), "过深的嵌套"),
    "极长的属性": ("a.docx", lambda: body('<w:p w:a="', times("a", 100), '"/>'), "过长的标签"),
    "极多的标签名": ("a.docx", lambda: body(names(100_000)), "过多的标签名"),
    "极多的文字": (
        "a.docx",
        lambda: body("<w:p><w:r><w:t>", times(WORDY, 110), "</w:t></w:r></w:p>"),
        "个字的文件",
    ),
    "极多的段落": ("a.docx", lambda: body(times("<w:p/>", 60)), "段的文件"),
    "极多的单元格": (
        "a.docx",
        lambda: body("<w:tbl>", times("<w:tr><w:tc><w:p/></w:tc></w:tr>", 40), "</w:tbl>"),
        "第1表第500001行第1格: 应为不超过 500000 个单元格",
    ),
    "极宽的合并": ("a.docx", lambda: word(tbl(tr(tc("甲", '<w:gridSpan w:val="999999999"/>')))), "1000 列"),
    "不是数的合并": ("a.docx", lambda: word(tbl(tr(tc("甲", '<w:gridSpan w:val="1e9"/>')))), "1000 列"),
    "极多的工作表格": (
        "a.xlsx",
        lambda: sheet("<sheetData>", times('<row><c t="str"><v>1</v></c></row>', 40), "</sheetData>"),
        "单元格",
    ),
    "极远的单元格": (
        "a.xlsx",
        lambda: sheet(
            '<sheetData><row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "更大的合并",
    ),
    "极宽的工作表": (
        "a.xlsx",
        lambda: sheet(
            "<sheetData>",
            (f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>'.encode() for n in range(1, 99)),
            "</sheetData>",
        ),
        "16384 列",
    ),
    "共用一段长文": (
        "a.xlsx",
        lambda: workbook(
            "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 100 + "</sheetData>", f"<si><t>{'绩' * MB}</t></si>"
        ),
        "个字的文件",
    ),
    "极多的合并": ("a.xlsx", lambda: sheet("<sheetData/>", times('<mergeCell ref="A1:B2"/>', 30)), "单元格"),
    "网页里极多的单元格": ("a.html", lambda: b"<table>" + b"<tr><td>" * 1_000_000, "单元格"),
    "网页里极宽的合并": ("a.html", lambda: b"<table>" + b"<td colspan=1000000000>" * 9, "1000 列"),
    "网页里极多的合并": ("a.html", lambda: b"<table>" + b"<tr><td colspan=1000>" * 300_000, "合并前"),
    "网页里极深的表": ("a.html", lambda: b"<html>" + b"<table><tr><td>" * 100_000, "表中套表"),
    "网页太大": ("a.html", lambda: b"<html>" + b"x" * (40 * MB), "32 MB"),
}  # fmt: skip

_CHILD = """
import resource, sys
from pathlib import Path
from jixiao.grids import docx, html, xlsx
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read(Path(sys.argv[1]))
except ReadError as error:
    print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("case", CASES)
def test_refused_in_words_and_in_little_memory(case: str, tmp_path: Path) -> None:
    name, make, words = CASES[case]
    (tmp_path / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tmp_path / name)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *message, peak = done.stdout.split("\n")[:-1]
    assert len(message) == 1, done.stdout
    assert message[0].startswith(f"{name}: ")
    assert words in message[0]
    assert int(peak) < 400, f"{peak} MB"


def test_deep_html_is_read_or_refused_without_overflow() -> None:
    for tag in ("b", "div", "font", "p", "table"):
        try:
            read(b"<html>" + f"<{tag}>".encode() * 300_000 + b"x", "a.html")
        except ReadError:
            continue


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """The file cut, or with bytes changed, lost, or repeated."""
    changed = bytearray(data)
    at, other, length = (
        chance.randrange(len(data)),
        chance.randrange(len(data)),
        chance.randrange(200),
    )
    match chance.randrange(4):
        case 0:
            del changed[at:]
        case 1:
            changed[at] = chance.randrange(256)
        case 2:
            del changed[at : at + length]
        case _:
            changed[at : at + length] = changed[other : other + length]
    return bytes(changed)


def _with_damaged_part(data: bytes, chance: random.Random) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    hurt = chance.choice([name for name, content in parts.items() if content])
    return packed({**parts, hurt: _damaged(parts[hurt], chance)})


@pytest.mark.parametrize("module", [docx, xlsx, html])
def test_damaged_files_are_read_or_refused_never_a_crash(module: object) -> None:
    ending = module.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    good = module.write(WRITTEN)  # type: ignore[attr-defined]
    chance = random.Random(20231231)
    for _ in range(150):
        inner = ending != "html" and chance.random() < 0.7
        data = _with_damaged_part(good, chance) if inner else _damaged(good, chance)
        try:
            read(data, f"a.{ending}")
        except ReadError as error:
            assert str(error).startswith("a.")
