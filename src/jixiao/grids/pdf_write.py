"""A document set on A4 pages: the data for the typesetter, and the call of it.

What a page looks like is in ``pdf.typ``; here it is decided what stands in which cell, which lines
are drawn round it and which rows may be broken over a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby

import typst

from jixiao.grids import fonts, pdf_text
from jixiao.grids.document import Block, Cell, Contents, Document, Grid, Paragraph, Role
from jixiao.grids.layout import filled, is_landscape, is_plain, shares
from jixiao.grids.limits import MAX_CELLS
from jixiao.grids.pdf_marks import WEIGHT, Mark

_MADE = 946_684_800  # 2000-01-01: PDF/A wants a date, and the same document is to be the same bytes
_A4 = (595.28, 841.89)
_MARGIN = 51.0  # 18 mm: the widest label of the goal form stands on one line
_MOST_COLUMNS = 64
_WHOLE_ROW = 14  # a row of at most so many lines is kept on one page
_HEADER_LINES = 8  # a row of more lines is not printed again on the next page
_TALL_TITLE = 120  # a title of more characters may be broken over a page
_SIZES = (
    (8, 10.0, 4.0),
    (14, 10.0, 3.5),
    (20, 9.0, 3.0),
    (32, 7.5, 2.0),
    (_MOST_COLUMNS, 6.0, 1.5),
)
_BODY_SIZE, _TITLE_SIZE, _CONTENTS_SIZE, _COVER_SIZE = 14.0, 16.0, 20.0, 26.0
_LEAST_COLUMN = 1.3  # characters
_ALIGN = {Role.VALUE: "left", Role.PLAIN: "left", Role.PLAIN_RIGHT: "right"}

Data = dict[str, object]


def typeset(document: Document) -> bytes:
    """The document as PDF/A-2b, or as plain PDF where a character is in no font of the machine.

    Raises:
        MissingProgramError: there is no Chinese font.
        ValueError: a table has too many columns for a page, or its cells overlap.
    """
    found = fonts.chinese()
    compiler = typst.Compiler(
        font_paths=found, sys_inputs={"data": json.dumps(_data(document, found))}
    )
    source = files("jixiao.grids").joinpath("pdf.typ").read_bytes()
    try:
        return _compiled(compiler, source, "a-2b")
    except typst.TypstError as error:
        # PDF/A forbids a character without a glyph; drawn as a box it can still be read as text.
        if "could not be displayed" not in str(error):
            raise
        return _compiled(compiler, source, "1.7")


def _compiled(compiler: typst.Compiler, source: bytes, standard: typst.PDFStandard) -> bytes:
    made = compiler.compile(source, format="pdf", pdf_standards=standard, timestamp=_MADE)
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no file")
    return made


def _data(document: Document, found: typst.Fonts) -> Data:
    flipped = is_landscape(document)
    room = _A4[1 if flipped else 0] - 2 * _MARGIN
    return {
        "title": document.title or document.file,
        "flipped": flipped,
        "margin": _MARGIN,
        "serif": fonts.families(found, fonts.SERIF),
        "sans": fonts.families(found, fonts.SANS),
        "marks": {"weight": WEIGHT} | {m.name.lower(): m.value for m in Mark},
        "blocks": list(_blocks(document.blocks, room)),
    }


def _blocks(blocks: tuple[Block, ...], room: float) -> Iterator[Data]:
    part = 1 if any(isinstance(b, Paragraph) and b.role is Role.COVER for b in blocks) else 0
    for kind, run in groupby(blocks, _kind):
        if kind == "cover":
            covers = (b for b in run if isinstance(b, Paragraph))
            yield {"kind": kind, "parts": [_lines(b, _COVER_SIZE, room, 1) for b in covers]}
        else:
            yield from ({"kind": kind, **_block(b, room, part + 1)} for b in run if _seen(b))


def _block(block: Block, room: float, level: int) -> Data:
    if isinstance(block, Grid):
        return _table(block, room)
    if isinstance(block, Contents):
        # The table of contents fills pages of its own.
        return _lines(Paragraph(block.title, new_page=True), _CONTENTS_SIZE, room, level)
    return _lines(block, _BODY_SIZE if _kind(block) == "body" else _TITLE_SIZE, room, level)


def _seen(block: Block) -> bool:
    return bool(block.cells) if isinstance(block, Grid) else True


def _kind(block: Block) -> str:
    if isinstance(block, Grid):
        return "table"
    if isinstance(block, Contents):
        return "contents"
    return block.role.value if block.role in (Role.COVER, Role.TITLE, Role.HEADING) else "body"


def _lines(paragraph: Paragraph, size: float, room: float, level: int) -> Data:
    return {
        "lines": pdf_text.set_lines(paragraph.text, room / size - 2),
        "level": level,
        "tall": len(paragraph.text) > _TALL_TITLE,
        "new": paragraph.new_page,
    }


def _table(grid: Grid, room: float) -> Data:
    size, inset = next(((s, i) for most, s, i in _SIZES if grid.width <= most), (0.0, 0.0))
    if not size:
        raise ValueError(f"表格有{grid.width}列，一页最多放得下{_MOST_COLUMNS}列")
    if grid.height * grid.width > MAX_CELLS:
        raise ValueError(f"表格有{grid.height}行{grid.width}列，超过{MAX_CELLS}格")
    cells = [cell for row in filled(grid) for cell in row]
    widths = _widths(grid, room, size * _LEAST_COLUMN + 2 * inset)
    rooms = [
        (sum(widths[c.column - 1 : c.column + c.column_span - 1]) - 2 * inset) / size for c in cells
    ]
    whole = _whole(cells, rooms)
    header = _header(grid, cells, rooms)
    drawn = [
        (c.row, _cell(c, room, c.row == header) | {"whole": c.row in whole and c.row_span == 1})
        for c, room in zip(cells, rooms, strict=True)
    ]
    return {
        "size": size,
        "inset": inset,
        "widths": widths,
        "rules": list(_rules(cells, grid.height, grid.width)),
        "bare": sorted(set(range(grid.height)) - {c.row - 1 for c in cells if c.row_span == 1}),
        "before": [d for row, d in drawn if not header or row < header],
        "header": [d for row, d in drawn if row == header],
        "after": [d for row, d in drawn if header and row > header],
    }


def _whole(cells: list[Cell], rooms: list[float]) -> set[int]:
    """The rows to keep on one page: those of one cell's height without a tall cell in them."""
    short = {c.row for c in cells if c.row_span == 1}
    for cell, room in zip(cells, rooms, strict=True):
        if pdf_text.height(cell.text, room) > _WHOLE_ROW:
            short -= set(range(cell.row, cell.row + cell.row_span))
    return short


def _positions(cell: Cell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            yield row, column


def _widths(grid: Grid, room: float, least: float) -> list[float]:
    """The widths of the columns in points: as asked, but none too narrow for a character."""
    above = [max(share * room - least, 0.0) for share in shares(grid)]
    scale = (room - least * grid.width) / (sum(above) or 1.0)
    return [round(least + a * scale, 3) for a in above]


def _header(grid: Grid, cells: list[Cell], rooms: list[float]) -> int:
    """The row to print again: 0 where there is none, or it would fill the page, or a merged cell
    reaches over its edge.
    """
    row = grid.repeat
    inside = [
        (c, r) for c, r in zip(cells, rooms, strict=True) if c.row <= row < c.row + c.row_span
    ]
    fits = all(c.row_span == 1 and pdf_text.height(c.text, r) <= _HEADER_LINES for c, r in inside)
    return row if fits and 0 < row < grid.height else 0


def _cell(cell: Cell, room: float, head: bool) -> Data:
    return {
        "x": cell.column - 1,
        "y": cell.row - 1,
        "w": cell.column_span,
        "h": cell.row_span,
        "align": _ALIGN.get(cell.role, "center"),
        "label": cell.role is Role.LABEL,
        "head": head,
        "lines": pdf_text.set_lines(cell.text, room),
    }


def _rules(cells: list[Cell], height: int, width: int) -> Iterator[Data]:
    """Every line between two cells and round the table: black, or white where only cells without
    border meet, so that they too can be told apart.
    """
    owner = {at: c for c in cells for at in _positions(c)}
    for level, lines, along in ((True, height, width), (False, width, height)):
        for line in range(lines + 1):
            edges = [_colour(owner, level, line, unit) for unit in range(1, along + 1)]
            start = 0
            for colour, run in groupby(edges):
                end = start + len(list(run))
                if colour:
                    yield {"level": level, "at": line, "start": start, "end": end, "colour": colour}
                start = end


def _colour(owner: dict[tuple[int, int], Cell], level: bool, line: int, unit: int) -> str:
    """The colour of the edge of one position; nothing inside a merged cell.

    Nor above a first row without border: a table's top is drawn again on every following page, over
    the black line there. (A reader of lines finds it by the ends of the cross lines.)
    """
    before, after = ((line, unit), (line + 1, unit)) if level else ((unit, line), (unit, line + 1))
    cells = [owner[at] for at in (before, after) if at in owner]
    if len(cells) == 2 and cells[0] is cells[1]:
        return ""
    if not all(is_plain(c) for c in cells):
        return "black"
    return "" if level and line == 0 and not all(is_plain(c) for c in owner.values()) else "white"
