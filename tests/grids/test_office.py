"""Files that only an office program opens are read as what they were made from."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from jixiao.forms.reading import read_plan
from jixiao.forms.writing import write_plan
from jixiao.grids import docx, office, xlsx
from jixiao.grids.document import Document
from jixiao.grids.errors import MissingProgramError, ReadError
from jixiao.grids.reading import read
from jixiao.plan.json import to_json
from jixiao.plan.model import Plan
from tests.needs import program

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SAVED_AS = [
    (docx.write, "docx", "doc", "doc"),
    (docx.write, "docx", "doc", "wps"),
    (docx.write, "docx", "rtf", "rtf"),
    (docx.write, "docx", "rtf", "doc"),  # a Word of old saves so without a word
    (docx.write, "docx", "odt", "odt"),
    (docx.write, "docx", "fodt", "fodt"),
    (xlsx.write, "xlsx", "ods", "ods"),
    (xlsx.write, "xlsx", "xls", "et"),
    (xlsx.write, "xlsx", "fods", "fods"),
]


def saved_as(folder: Path, data: bytes, ending: str, other: str) -> bytes:
    """The bytes LibreOffice makes of a file when it is told to save it as another."""
    program("soffice", package="libreoffice-writer")
    source = folder / f"a.{ending}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", other]
    subprocess.run([*command, "--outdir", folder / "out", source], check=True, capture_output=True)
    return next((folder / "out").iterdir()).read_bytes()


@pytest.mark.parametrize(("write", "ending", "other", "named"), SAVED_AS)
def test_the_bureau_s_plan_saved_as_another_kind_is_the_same_plan(
    write: Callable[[Document], bytes],
    ending: str,
    other: str,
    named: str,
    seed_plan: Plan,
    tmp_path: Path,
) -> None:
    document = write_plan(seed_plan)
    data = saved_as(tmp_path, write(document), ending, other)
    found = read_plan(read(data, f"计划.{named}"))
    plain = read_plan(read(write(document), f"计划.{ending}"))
    assert _content(to_json(found)) == _content(to_json(plain))
    assert len(found.projects) == 13


def _content(value: Any) -> Any:
    """All that stands in the table; places differ with the file, and a note names the way it came."""
    if isinstance(value, dict):
        return {
            k: _content(v) for k, v in value.items() if k not in ("place", "places", "findings")
        }
    return [_content(one) for one in value] if isinstance(value, list) else value


def test_a_note_says_that_another_program_came_between(tmp_path: Path) -> None:
    document = read(saved_as(tmp_path, docx.write(Document(())), "docx", "rtf"), "a.rtf")
    assert [words for words, _ in document.notes] == [
        "RTF 文档经 LibreOffice 转换后读入，请与原件核对"
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", OLE + "WordDocument\0".encode("utf-16-le") + bytes(600)),
        ("a.odt", b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text"),
        ("a.ods", b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        ("a.xlsb", b"PK\x03\x04 xl/workbook.bin"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><x/>'),
    ],
)
def test_a_broken_file_is_refused(name: str, data: bytes) -> None:
    program("soffice", package="libreoffice-writer")
    with pytest.raises(ReadError, match="损坏或设有打开密码的文件"):
        read(data, name)


def test_word_s_xml_of_2003_is_refused() -> None:
    """LibreOffice gives its cells back in other columns, without a word."""
    data = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'
    with pytest.raises(ReadError, match="另存为 docx"):
        read(data, "a.doc")


def test_without_the_program_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingProgramError, match="apt-get install libreoffice-writer"):
        read(b"{\\rtf1 x}", "a.rtf")


def test_what_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    with pytest.raises(ReadError, match="没有读完"):
        read(b"{\\rtf1 x}", "a.rtf")


def test_no_link_of_a_file_is_followed() -> None:
    """A picture and a web query that lie elsewhere: nobody asks for them."""
    program("soffice", package="libreoffice-writer")
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    text = (
        '<?xml version="1.0"?><office:document '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f'<text:p>绩效目标<draw:frame><draw:image xlink:href="{there}/picture.png"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{there}/part.odt"/>'
        "<text:p>部分</text:p></text:section></office:text></office:body></office:document>"
    )
    document = read(text.encode(), "a.fodt")
    server.shutdown()
    assert "绩效目标" in str(document.blocks)
    assert asked == []
