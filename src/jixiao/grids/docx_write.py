"""Documents as Word files: WordprocessingML as text, packed with fixed dates."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import accumulate, pairwise
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jixiao.grids import docx_look as look
from jixiao.grids.document import Cell, Contents, Document, Grid, Paragraph, Role
from jixiao.grids.layout import filled, is_landscape, is_plain, shares
from jixiao.plan.words import clean

_LISTED = (Role.TITLE, Role.HEADING)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = ("styles", "fontTable", "settings", "footer")


def write(document: Document) -> bytes:
    """The document as docx; equal documents give equal bytes."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(document.title),
        "word/document.xml": _document(document),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": look.styles(),
        "word/fontTable.xml": look.font_table(),
        "word/settings.xml": look.settings(),
        "word/footer.xml": look.footer(),
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = ZipInfo(name)  # its date is fixed: 1980-01-01
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, content.encode())
    return packed.getvalue()


def _document(document: Document) -> str:
    body = "".join(_blocks(document))
    return (
        f'{look.HEAD}<w:document xmlns:w="{look.W}" xmlns:r="{look.R}"><w:body>'
        f"{body}{look.section(is_landscape(document))}</w:body></w:document>"
    )


def _blocks(document: Document) -> Iterator[str]:
    marks, look_of_tables = 0, look.ACROSS if is_landscape(document) else look.UPRIGHT
    for block in document.blocks:
        if isinstance(block, Contents):
            yield _contents(block, document)
        elif isinstance(block, Grid):
            # Word would join two tables that touch, and wants a paragraph after the last.
            yield (
                _table(block, look_of_tables) + '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
            )
        elif clean(block.text):
            listed = block.role in _LISTED
            marks += listed
            yield _paragraph(block, f"_Toc{marks:09d}" if listed else "", marks)


def _paragraph(block: Paragraph, bookmark: str, number: int) -> str:
    page = "<w:pageBreakBefore/>" if block.new_page else ""
    properties = f'<w:pPr><w:pStyle w:val="{look.STYLE_OF[block.role]}"/>{page}</w:pPr>'
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>' if bookmark else ""
    end = f'<w:bookmarkEnd w:id="{number}"/>' if bookmark else ""
    return f"<w:p>{properties}{begin}{_runs(clean(block.text))}{end}</w:p>"


def _runs(text: str) -> str:
    """Text with its line breaks."""
    lines = (
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>" if text else ""


# tables


def _table(grid: Grid, page: look.TableLook) -> str:
    edges = [round(share * page.width) for share in accumulate(shares(grid), initial=0.0)]
    widths = [right - left for left, right in pairwise(edges)]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    rows = "".join(_rows(grid, widths, page.row))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _rows(grid: Grid, widths: list[int], least: int) -> Iterator[str]:
    hanging: dict[int, Cell] = {}
    for number, cells in enumerate(filled(grid), start=1):
        shown = {cell.column: _cell(cell, widths, "restart") for cell in cells}
        for column, cell in list(hanging.items()):
            shown[column] = _cell(cell, widths, "continue")
        hanging.update({cell.column: cell for cell in cells if cell.row_span > 1})
        hanging = {c: cell for c, cell in hanging.items() if cell.row + cell.row_span - 1 > number}
        header = "<w:tblHeader/>" if number == grid.repeat else ""
        height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>'
        row = "".join(shown[column] for column in sorted(shown))
        yield f"<w:tr><w:trPr><w:cantSplit/>{height}{header}</w:trPr>{row}</w:tr>"


def _cell(cell: Cell, widths: list[int], merge: str) -> str:
    width = sum(widths[cell.column - 1 : cell.column - 1 + cell.column_span])
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if cell.row_span > 1 else ""
    borders = "" if is_plain(cell) else _BORDERS
    style = f'<w:pPr><w:pStyle w:val="{look.STYLE_OF[cell.role]}"/></w:pPr>'
    lines = cell.text.split("\n") if merge == "restart" else [""]
    paragraphs = "".join(f"<w:p>{style}{_runs(line)}</w:p>" for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}{borders}'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
    )


_BORDERS = "<w:tcBorders>{}</w:tcBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
)


# contents


def _contents(block: Contents, document: Document) -> str:
    """A field Word can refresh, filled in already with links.

    No page numbers are printed: they depend on the fonts of the machine that opens the file, and a
    wrong one is worse than none. Refreshing the field in Word adds them.
    """
    listed = [
        b
        for b in document.blocks
        if isinstance(b, Paragraph) and b.role in _LISTED and clean(b.text)
    ]
    begin = (
        _field_mark("begin") + _field_code(' TOC \\o "2-2" \\h \\z \\u ') + _field_mark("separate")
    )
    entries = [_entry(number, one) for number, one in enumerate(listed, start=1)]
    page = "<w:pageBreakBefore/>" if document.blocks[0] is not block else ""
    title = f'<w:p><w:pPr><w:pStyle w:val="ContentsTitle"/>{page}</w:pPr>{_runs(clean(block.title))}</w:p>'
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="TOC2"/></w:pPr>{begin if not number else ""}{entry}</w:p>'
        for number, entry in enumerate(entries or [""])
    )
    end = f'<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr>{_field_mark("end")}</w:p>'
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{title}{lines}{end}</w:sdtContent></w:sdt>"
    )


def _entry(number: int, listed: Paragraph) -> str:
    text = _runs(clean(listed.text).replace("\n", " "))
    return f'<w:hyperlink w:anchor="_Toc{number:09d}" w:history="1">{text}</w:hyperlink>'


def _field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field_code(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'


# the package


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}{part}+xml"/>'
        for part in _PARTS
    )
    return (
        f'{look.HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relations(
        f'<Relationship Id="rId1" Type="{look.R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/>'
    )


def _document_relations() -> str:
    return _relations(
        "".join(
            f'<Relationship Id="rId{part.title()}" Type="{look.R}/{part}" Target="{part}.xml"/>'
            for part in _PARTS
        )
    )


def _relations(listed: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{look.HEAD}<Relationships xmlns="{space}">{listed}</Relationships>'


def _core(title: str) -> str:
    return (
        f"{look.HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(clean(title), quote=False)}</dc:title></cp:coreProperties>"
    )
