"""A document set on A4 pages: the data for the typesetter, and the call of it.

What a page looks like is in ``pdf.typ``; here it is decided what stands in which cell, which lines
are drawn round it and which rows may be broken over a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby

import typst

from jixiao.grids import fonts, pdf_text
from jixiao.grids.document import Block, Cell, Contents, Document, Grid, Paragraph, Role
from jixiao.grids.limits import MAX_CELLS
from jixiao.grids.pdf_marks import WEIGHT, Mark

_MADE = 946_684_800  # 2000-01-01: PDF/A wants a date, and the same document is to be the same bytes
_A4 = (595.28, 841.89)
_MARGIN = 62.0
_LANDSCAPE_FROM = 11  # columns
_MOST_COLUMNS = 64
_WHOLE_ROW = 14  # a row of at most so many lines is kept on one page
_TALL_TITLE = 120  # a title of more characters may be broken over a page
_SIZES = ((8, 10.5, 4.5), (14, 10.0, 3.5), (20, 9.0, 3.0), (32, 7.5, 2.0), (_MOST_COLUMNS, 6.0, 1.5))
_BODY_SIZE, _TITLE_SIZE, _COVER_SIZE, _LEAST_COLUMN = 14.0, 16.0, 26.0, 1.3
_PLAIN = (Role.PLAIN, Role.PLAIN_RIGHT)
_ALIGN = {Role.VALUE: "left", Role.PLAIN: "left", Role.PLAIN_RIGHT: "right"}

Data = dict[str, object]


def typeset(document: Document) -> bytes:
    """The document as PDF/A-2b, or as plain PDF where a character is in no font of the machine.

    Raises:
        MissingProgramError: there is no Chinese font.
        ValueError: a table has too many columns for a page, or its cells overlap.
    """
    found = fonts.chinese()
    compiler = typst.Compiler(font_paths=found, sys_inputs={"data": json.dumps(_data(document, found))})
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
    flipped = any(g.width >= _LANDSCAPE_FROM for g in document.grids())
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
            yield {"kind": kind, "parts": [_lines(b, _COVER_SIZE, room, 1) for b in run]}
            continue
        for block in run:
            if isinstance(block, Grid):
                if block.cells:
                    yield _table(block, room)
            elif isinstance(block, Contents):
                # The table of contents fills pages of its own.
                yield {"kind": kind, "new": True, **_lines(Paragraph(block.title), 20, room, 1)}
            else:
                size = _BODY_SIZE if kind == "body" else _TITLE_SIZE
                yield {"kind": kind, **_lines(block, size, room, part + 1)}


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
    cells = _whole(grid)
    widths = _widths(grid, room, size * _LEAST_COLUMN + 2 * inset)
    rooms = {c: (sum(widths[c.column - 1 : c.column - 1 + c.column_span]) - 2 * inset) / size for c in cells}
    roles = {at: c.role in _PLAIN for c in cells for at in _positions(c)}
    tall = {c.row for c in cells if pdf_text.height(c.text, rooms[c]) > _WHOLE_ROW}
    header = _header(grid, cells)
    drawn = [(c.row, _cell(c, rooms[c], roles, header, tall)) for c in cells]
    return {
        "kind": "table",
        "size": size,
        "inset": inset,
        "widths": widths,
        "before": [d for row, d in drawn if not header or row < header],
        "header": [d for row, d in drawn if row == header],
        "after": [d for row, d in drawn if header and row > header],
    }


def _whole(grid: Grid) -> list[Cell]:
    """The cells with an empty one at every position no cell covers."""
    if grid.height * grid.width > MAX_CELLS:
        raise ValueError(f"表格有{grid.height}行{grid.width}列，超过{MAX_CELLS}格")
    taken = [at for c in grid.cells for at in _positions(c)]
    covered = set(taken)
    if len(covered) < len(taken):
        raise ValueError("表格中有互相重叠的单元格")
    every = ((r, c) for r in range(1, grid.height + 1) for c in range(1, grid.width + 1))
    holes = [Cell(r, c, "") for r, c in every if (r, c) not in covered]
    return sorted((*grid.cells, *holes), key=lambda c: (c.row, c.column))


def _positions(cell: Cell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            yield row, column


def _widths(grid: Grid, room: float, least: float) -> list[float]:
    """The widths of the columns in points: as asked, but none too narrow for a character."""
    asked = list(grid.widths) if len(grid.widths) == grid.width else [1.0] * grid.width
    total = sum(asked) or 1.0
    extra = room - least * grid.width
    above = [max(w / total * room - least, 0.0) for w in asked]
    scale = extra / (sum(above) or 1.0)
    return [round(least + a * scale, 3) for a in above] if sum(above) else [room / grid.width] * grid.width


def _header(grid: Grid, cells: Iterable[Cell]) -> int:
    """The row to print again; 0 where a merged cell reaches over its edge, or there is none."""
    row = grid.repeat
    crossing = any(c.row <= row < c.row + c.row_span and c.row_span > 1 for c in cells)
    return 0 if crossing or not 0 < row < grid.height else row


def _cell(
    cell: Cell, room: float, plain: dict[tuple[int, int], bool], header: int, tall: set[int]
) -> Data:
    return {
        "x": cell.column - 1,
        "y": cell.row - 1,
        "w": cell.column_span,
        "h": cell.row_span,
        "align": _ALIGN.get(cell.role, "center"),
        "label": cell.role is Role.LABEL,
        "head": cell.row == header,
        "whole": cell.row not in tall and cell.row_span == 1,
        "sides": _sides(cell, plain),
        "lines": pdf_text.set_lines(cell.text, room),
    }


def _sides(cell: Cell, plain: dict[tuple[int, int], bool]) -> dict[str, str]:
    """The colour of each edge: a cell without border is edged in white where no border meets it."""
    if not plain[cell.row, cell.column]:
        return dict.fromkeys(("top", "bottom", "left", "right"), "black")
    rows = range(cell.row, cell.row + cell.row_span)
    columns = range(cell.column, cell.column + cell.column_span)
    beside = {
        "top": [(cell.row - 1, c) for c in columns],
        "bottom": [(cell.row + cell.row_span, c) for c in columns],
        "left": [(r, cell.column - 1) for r in rows],
        "right": [(r, cell.column + cell.column_span) for r in rows],
    }
    # The top of the first row would be drawn again on every following page, over a black line.
    open_top = cell.row == 1 and not all(plain.values())
    return {
        side: "white" if all(plain.get(at, True) for at in there) else "none"
        for side, there in beside.items()
        if not (side == "top" and open_top)
    }
