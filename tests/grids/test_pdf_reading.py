"""Pdfs of others, read for real; files that cannot be read say why."""

from __future__ import annotations

import html
import subprocess
import zlib
from pathlib import Path

import pytest

from jixiao.grids import fonts, pdf
from jixiao.grids.document import Cell, Document, Grid, Paragraph, Role
from jixiao.grids.errors import MissingProgramError, ReadError
from tests.grids.test_pdf_law import essence
from tests.needs import program

GOAL = "2、加强监管，以日常监管、专项检查、质量抽检为抓手，全面提升质量强县，维护安全形势持续稳定。"
ROWS = (
    ("产出指标", 4, "数量指标", "检查注册企业数量", "每年监督检查注册监管企业家数", "30家"),
    ("", 1, "质量指标", "覆盖率", "信息监测已覆盖的单位数量占实有单位总数的比率", "≥95%"),
    ("", 1, "时效指标", "及时率", "资金拨付及时率", "100%"),
    ("", 1, "成本指标", "总成本", "经费支出不超预算金额", "≤3万元"),
    ("满意度指标", 1, "服务对象满意度指标", "群众满意度", "辖区内群众满意度", "≥95%"),
)


def form(times: int = 1) -> Document:
    """A form as bureaus publish them, its rows printed several times."""
    cells = [
        Cell(1, 1, "项目编码"), Cell(1, 2, "13073023P00008210002K", 1, 2), Cell(1, 4, "注册监管", 1, 2),
        Cell(2, 1, "绩效目标"), Cell(2, 2, GOAL * 3 + "\n3、加强服务。", 1, 4),
        *(Cell(3, n, text) for n, text in enumerate(("一级指标", "二级指标", "三级指标", "描述", "指标值"), 1)),
    ]  # fmt: skip
    for row, (level, span, *texts) in enumerate(ROWS * times, start=4):
        cells += [Cell(row, 1, level, span, 1)] if level else []
        cells += [Cell(row, n, text) for n, text in enumerate(texts, 2)]
    title = Paragraph("1.【13073023X000004000082】怀财字【2023】7号注册监管绩效目标表", Role.TITLE)
    return Document((title, Paragraph(GOAL * 4), Paragraph("二、分项绩效目标"), Grid(tuple(cells))))


def page(document: Document) -> str:
    """The document as a web page."""
    parts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(f"<p>{html.escape(block.text)}</p>")
        elif isinstance(block, Grid):
            rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block.rows())
            parts.append(f'<table border="1" cellspacing="0" width="100%">{rows}</table>')
    style = "body, td {font-family: 'Noto Serif CJK SC'; font-size: 10.5pt} table {border-collapse: collapse}"
    head = f"<html><head><meta charset='utf-8'><style>{style}</style></head>"
    return f"<!DOCTYPE html>{head}<body>{''.join(parts)}</body></html>"


def _cell(cell: Cell) -> str:
    spans = f'rowspan="{cell.row_span}" colspan="{cell.column_span}"'
    edge = "border: 1px solid black; padding: 4px"
    return f'<td {spans} style="{edge}">{html.escape(cell.text).replace(chr(10), "<br>")}</td>'


def by_libreoffice(source: Path) -> Path:
    office = program("soffice", "libreoffice", package="libreoffice-writer")
    home = f"-env:UserInstallation=file://{source.parent}/office"
    made = [
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(source.parent),
    ]
    subprocess.run(
        [office, home, "--headless", *made, str(source)], check=True, capture_output=True
    )
    return source.with_suffix(".pdf")


def by_chromium(source: Path) -> Path:
    browser = program("chromium", "chromium-browser", "google-chrome", package="chromium")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    target = source.with_suffix(".pdf")
    profile = f"--user-data-dir={source.parent}/profile"
    order = [browser, *quiet, profile, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(order, check=True, capture_output=True)
    return target


@pytest.mark.parametrize("times", [1, 12])
@pytest.mark.parametrize("printer", [by_libreoffice, by_chromium])
def test_a_form_printed_by_another_program(printer, times: int, tmp_path: Path) -> None:
    """Merged cells, wrapped texts and a table over several pages come through."""
    source = tmp_path / "form.html"
    source.write_text(page(form(times)), "utf-8")
    assert essence(pdf.read(printer(source).read_bytes(), "form.pdf")) == essence(form(times))


def test_places_name_page_table_row_and_cell() -> None:
    again = pdf.read(pdf.write(form(8)), "表.pdf")
    (grid,) = again.grids()
    last = grid.cells[-1].place
    assert last is not None
    assert (last.file, last.table, last.row, last.cell) == ("表.pdf", 1, 43, 5)
    assert last.page is not None
    assert last.page > 1


def _file(*objects: bytes) -> bytes:
    """A pdf of these objects, without a table of where they are: readers then search."""
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.5\n" + b"".join(numbered) + b"trailer << /Root 1 0 R >>\n%%EOF"


def _stream(data: bytes, extra: bytes = b"/Filter /FlateDecode") -> bytes:
    packed = zlib.compress(data, 9) if b"Flate" in extra else data
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(packed), extra, packed)


def _drawing(content: bytes, resources: bytes = b"<< >>", pages: int = 1) -> bytes:
    """A pdf whose pages all show one stream of drawing orders."""
    kids = b" ".join([b"3 0 R"] * pages)
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
        % resources,
        content,
    )


GOOD = pdf.write(Document((Paragraph("甲"), Grid((Cell(1, 1, "乙"),)))))
BOMB = zlib.compress(zlib.compress(b"q Q " * (100 << 20), 9), 9)
TWICE = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >> stream\n%s\nendstream" % (
    len(BOMB),
    BOMB,
)
NESTED = b"<< /XObject << /F 4 0 R >> >>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        ("不是".encode(), "文本"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "损坏"),
        (GOOD[: len(GOOD) // 3], "损坏"),
        (_drawing(_stream(b"")), "没有文字"),
        (
            _drawing(_stream(b"0 0 m 9 9 l S\n" * 40_000)),
            "第1页: 应为普通的表格文档，实为内容异常庞大",
        ),
        (_drawing(_stream(b"q Q " * (3 << 20))), "内容异常庞大"),
        (_drawing(_stream(bytes(300 << 20))), "内容异常庞大"),
        (
            _drawing(_stream(TWICE, b"/Filter [/FlateDecode /FlateDecode ]").replace(b"x", b"x")),
            "PDF",
        ),
        (_drawing(_stream(b"\x80" * 99, b"/Filter /LZWDecode")), "PDF"),
        (
            _drawing(
                _stream(b"/F Do " * 9, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"), NESTED
            ),
            "PDF",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as error:
        pdf.read(data, "表.pdf")
    assert str(error.value).startswith("表.pdf: ")
    assert "\n" not in str(error.value)


def test_a_damaged_byte_never_gives_a_traceback() -> None:
    for place in range(0, len(GOOD), max(len(GOOD) // 150, 1)):
        damaged = GOOD[:place] + b"\xff<<" + GOOD[place + 3 :]
        try:
            pdf.read(damaged, "表.pdf")
        except ReadError as error:
            assert error.remedy


def test_a_scan_is_told_from_an_empty_page() -> None:
    picture = b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    with pytest.raises(ReadError, match="扫描件"):
        pdf.read(_drawing(_stream(picture)), "扫描.pdf")


def test_a_password_is_asked_to_be_taken_off() -> None:
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>" % (b"o" * 32, b"u" * 32)
    plain = _drawing(_stream(b""))
    locked = plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [(a) (a)] /Encrypt %s" % lock)
    with pytest.raises(ReadError, match="加密的文件；请去掉打开密码"):
        pdf.read(locked, "a.pdf")


def test_turned_text_is_named_and_left_out() -> None:
    font = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    text = (
        b"BT /F 12 Tf 72 700 Td (Plan) Tj ET BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET"
    )
    document = pdf.read(_drawing(_stream(text), font), "a.pdf")
    assert essence(document) == ["Plan"]
    assert [words for words, _ in document.notes] == ["5个斜排或转向的文字（如水印）没有读入"]


def test_no_chinese_font_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "families", lambda *_: [])
    monkeypatch.setenv("JIXIAO_FONTS", "/")
    monkeypatch.setattr(fonts, "folders", lambda: ())
    fonts._load.cache_clear()
    with pytest.raises(MissingProgramError, match="fonts-noto-cjk"):
        pdf.write(Document((Paragraph("甲"),)))
    fonts._load.cache_clear()


def test_a_character_in_no_font_is_named() -> None:
    again = pdf.read(pdf.write(Document((Paragraph("甲\U0001fffd乙"),))), "a.pdf")
    assert essence(again) == ["甲�乙"]
    assert [words for words, _ in again.notes] == ["1个字没有编码，读作�"]


@pytest.mark.parametrize(
    "cells",
    [(Cell(1, 1, "a", 2, 2), Cell(2, 2, "b")), tuple(Cell(1, n, "a") for n in range(1, 80))],
)
def test_a_table_that_cannot_be_drawn_is_refused(cells: tuple[Cell, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        pdf.write(Document((Grid(cells),)))
