"""Files no clerk means to send and some people do: one clear line, exit code 3, bounded memory."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.forms.writing import write_plan
from jixiao.grids.document import Cell, Document, Grid, Paragraph
from jixiao.grids.writing import write
from jixiao.plan.json import loads
from tests.needs import ROOT

_MEMORY = 1_200 * 1024 * 1024  # address space of the child; the libraries alone map about 400 MB


def _example() -> bytes:
    plan = loads((ROOT / "examples/huailai-2023/plan.json").read_bytes())
    return write(write_plan(plan), "docx")


def _package(document: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
    return made.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = "".join("<!ENTITY l{} '{}'>".format(n, f"&l{n - 1};" * 10) for n in range(1, 12))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _no_form() -> bytes:
    return write(
        Document((Paragraph("一张表"), Grid((Cell(1, 1, "姓名"), Cell(1, 2, "电话"))))), "docx"
    )


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "空文件": ("a.docx", lambda: b""),
    "只有空白的文本": ("a.txt", lambda: b" \n\t\n"),
    "结尾不对": ("a.docx", lambda: b"%PDF-1.7\n%..."),
    "旧格式改名": ("a.docx", lambda: _OLE + bytes(4096)),
    "截断的文档": ("a.docx", lambda: _example()[:9000]),
    "加密的文档": ("a.docx", lambda: _OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)),
    "压缩炸弹": ("a.docx", lambda: _package(b"<a>" + b" " * 400_000_000 + b"</a>")),
    "实体炸弹": ("a.docx", lambda: _package(f'<!DOCTYPE a [<!ENTITY l0 "ha">{_LAUGHS}]><a>&l11;</a>')),
    "外部实体": (
        "a.docx",
        lambda: _package(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {_W}>&x;</w:document>'),
    ),
    "没有正文": ("a.docx", lambda: _package("")),
    "两百兆文本": ("a.txt", lambda: b"\t\xe7\xbb\xa9\n" * 40_000_000),
    "没有表格": ("a.docx", lambda: write(Document((Paragraph("只有文字"),)), "docx")),
    "不是绩效表": ("a.docx", _no_form),
    "坏的表格文件": ("a.xlsx", lambda: b"PK\x03\x04" + bytes(1000)),
    "坏的 pdf": ("a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 5000),
    "不是计划的 json": ("a.json", lambda: b'{"schema": "jixiao/plan/1", "projects": 3}'),
    "二进制当文本": ("a.txt", lambda: bytes(range(256)) * 50),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_is_refused_with_one_clear_line(name: str, tmp_path: Path) -> None:
    file, make = BAD[name]
    path = tmp_path / file
    path.write_bytes(make())
    done = _run(path)
    lines = done.stderr.splitlines()
    assert done.returncode == 3, done.stderr
    assert len(lines) == 1
    assert lines[0].startswith(f"{path}: ")
    assert all(part in lines[0] for part in ("应为", "实为", "请"))
    assert done.stdout == ""


def _run(path: Path) -> subprocess.CompletedProcess[str]:
    """``jixiao read`` in a child that may not take more memory than a small server has to spare."""
    return subprocess.run(
        [sys.executable, "-m", "jixiao.cli", "read", str(path), "--json"],
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)),
    )
