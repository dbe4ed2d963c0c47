"""One door: content and ending together say what a file is; what cannot be read says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.grids import docx, html, xlsx
from jixiao.grids.document import Document, Paragraph
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read
from tests.grids.word import packed

ONE = Document((Paragraph("绩效目标"),))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def ole(stream: str) -> bytes:
    return OLE + f"{stream}\0".encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx.write(ONE)), ("a.docm", docx.write(ONE)), ("A.DOCX", docx.write(ONE)),
        ("a.doc", docx.write(ONE)), ("a", docx.write(ONE)), ("a.xlsx", xlsx.write(ONE)), ("a.et", xlsx.write(ONE)),
        ("a.xls", xlsx.write(ONE)), ("a.html", html.write(ONE)), ("a.htm", html.write(ONE)),
        ("a.xls", html.write(ONE)), ("a.html", "绩效<b>目标</b>".encode()), ("a.txt", "绩效目标".encode()),
        ("a.bin", "绩效目标".encode()),
    ],
)  # fmt: skip
def test_a_file_is_read_by_what_it_is(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    for document in (read(data, name), read(tmp_path / name), read(str(tmp_path / name), name)):
        assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["绩效目标"]
        assert document.file == name


@pytest.mark.parametrize(
    ("name", "data", "expected", "found", "remedy"),
    [
        ("a.docx", b"", "Word 文档（docx）", "空文件", "检查导出"),
        ("a.docx", b"%PDF-1.7 x", "Word 文档（docx）", "PDF 文件", "后缀改为 .pdf"),
        ("a.docx", ole("WordDocument"), "Word 文档（docx）", "旧版 Word 文档（doc）", "后缀改为 .doc"),
        ("a.docx", ole("EncryptedPackage"), "Word 文档（docx）", "设有打开密码的文件", "去掉打开密码"),
        ("a.xlsx", ole("EncryptedPackage"), "Excel 工作簿（xlsx）", "设有打开密码的文件", "去掉打开密码"),
        ("a.xlsx", ole("Workbook"), "Excel 工作簿（xlsx）", "旧版 Excel", "后缀改为 .xls；"),
        ("a.docx", xlsx.write(ONE), "Word 文档（docx）", "Excel 工作簿（xlsx）", "后缀改为 .xlsx"),
        ("a.pdf", docx.write(ONE), "PDF 文件", "Word 文档（docx）", "后缀改为 .docx"),
        ("a.docx", "文本".encode(), "Word 文档（docx）", "文本", "后缀改为 .txt"),
        ("a.zip", packed({"a.txt": "x"}), "docx、", "压缩包", "解压"),
        ("a.ofd", packed({"OFD.xml": "x"}), "docx、", "版式文件（ofd）", "PDF"),
        ("a.jpg", b"\xff\xd8\xff\xe0 x", "docx、", "图片", "原来的 docx"),
        ("a.docx", b"{\\rtf1 x}", "Word 文档（docx）", "RTF", "后缀改为 .rtf"),
        ("a.txt", b'<?xml version="1.0"?><root/>', "文本", "XML 数据文件", "另存为 docx"),
        ("a.fodt", b'<?xml version="1.0"?><root/>', "odt", "XML 数据文件", "另存为 docx"),
        ("a.ole", OLE, "docx、", "旧版 Office 文件", "另存"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(
    name: str, data: bytes, expected: str, found: str, remedy: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name)
    error = caught.value
    assert expected in error.expected
    assert found in error.found
    assert remedy in error.remedy
    assert str(error).startswith(f"{name}: 全文: 应为")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(ReadError, match="没有这个文件"):
        read(Path("没有.docx"))


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "a.docx"
    with huge.open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(ReadError, match="不超过 64 MB"):
        read(huge)
