"""Pages to blocks: what stands between tables as paragraphs, and tables over pages as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from jixiao.findings.place import Place
from jixiao.grids.document import Block, Paragraph
from jixiao.grids.pdf_cells import Box, Lattice, lattices
from jixiao.grids.pdf_furniture import is_entry
from jixiao.grids.pdf_lines import Line, Said, ended, lines, said, starts
from jixiao.grids.pdf_marks import Mark
from jixiao.grids.pdf_page import Glyph, Page, Tick
from jixiao.grids.pdf_stitching import Part, Piece, Table
from jixiao.plan.words import clean

_OPENING = (Mark.PARAGRAPH, Mark.LISTING)
_INDENT, _LEADING, _OTHER_SIZE = 0.8, 1.45, 0.1


@dataclass
class Sheet:
    """A page taken apart: its tables, and its lines outside tables."""

    page: Page
    parts: list[Part]
    lines: list[Line]

    @property
    def height(self) -> float:
        """The page's height."""
        return self.page.height


@dataclass
class _Text:
    """A paragraph so far."""

    page: int
    lines: list[Said]
    listing: bool = False
    last: Line | None = None


@dataclass
class Flow:
    """Blocks in order, built line by line and table by table."""

    items: list[_Text | Table] = field(default_factory=list)

    def add(self, sheet: Sheet, marked: bool, edges: tuple[float, float]) -> None:
        """Go on with a page; ``edges`` are where full lines of text begin and end."""
        begun = dict(zip(map(id, sheet.lines), _begun(sheet.lines, edges), strict=True))
        both: list[Part | Line] = [*sheet.parts, *sheet.lines]
        for number, item in enumerate(sorted(both, key=_top)):
            if isinstance(item, Part):
                self._table(item, first=number == 0)
            elif marked:
                self._marked(item, sheet.page.number)
            else:
                self._judged(item, sheet.page.number, begun[id(item)], edges)

    def _table(self, part: Part, first: bool) -> None:
        last = self.items[-1] if self.items else None
        if isinstance(last, Table) and (first or part.marked) and last.fits(part):
            last.add(part)
        else:
            self.items.append(Table(part))

    def _marked(self, line: Line, page: int) -> None:
        last = self.items[-1] if self.items else None
        opening = next((m for m in line.marks if m in _OPENING), None)
        if opening or not isinstance(last, _Text):
            self.items.append(_Text(page, [("", line.text)], opening is Mark.LISTING))
        else:
            last.lines.append(("\n" if Mark.BREAK in line.marks else "", line.text))

    def _judged(self, line: Line, page: int, begun: bool, edges: tuple[float, float]) -> None:
        last = self.items[-1] if self.items else None
        if isinstance(last, _Text) and last.last and last.page != page:
            begun = not _goes_on(last.last, line, edges)
        if begun or not isinstance(last, _Text) or not last.last:
            self.items.append(_Text(page, [("", line.text)], last=line))
            return
        last.lines += said([last.last, line], [False, False], wrapped=True)[1:]
        last.last, last.page = line, page

    def blocks(self, file: str) -> Iterator[Block]:
        """The blocks, with their places; the table of contents and what is empty left out."""
        tables = paragraphs = 0
        for item in self.items:
            if isinstance(item, Table):
                tables += 1
                yield item.grid(file, tables)
                continue
            text = clean("".join(before + line for before, line in item.lines))
            # Without marks an entry of a table of contents is known by its leaders.
            if text and not item.listing and not (item.last and is_entry(text)):
                paragraphs += 1
                yield Paragraph(text, place=Place(file=file, page=item.page, line=paragraphs))


def sheet(page: Page, *, marked: bool) -> Sheet:
    """A page's tables with their texts, and the lines outside them.

    Raises:
        TooMuchError: more lines or boxes than any form has.
    """
    found = lattices(page)
    inside: dict[Box, tuple[list[Glyph], list[Tick]]] = {
        b: ([], []) for f in found for b in f.boxes
    }
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        box = _holder(found, glyph.x + glyph.width / 2, glyph.y - 0.3 * glyph.size)
        (inside[box][0] if box else outside).append(glyph)
    loose: list[Tick] = []
    for tick in page.ticks:
        held = _holder(found, tick.x + 0.5, tick.y) if tick.mark is not Mark.TABLE else None
        (inside[held][1] if held else loose).append(tick)
    parts = [_part(f, inside, page.number, marked) for f in found]
    for tick in loose:
        begun = next((p for p in parts if p.lattice.ys[0] >= tick.y - 3), None)
        if tick.mark is Mark.TABLE and begun:
            begun.fresh = True
    texts = [t for t in loose if t.mark is not Mark.TABLE]
    return Sheet(page, parts, lines(outside, texts, gaps=not marked))


def edges_of(sheets: Iterable[Sheet]) -> tuple[float, float]:
    """Where the text outside tables begins and ends on most pages."""
    found = [line for s in sheets for line in s.lines]
    return min((li.x0 for li in found), default=0.0), max((li.x1 for li in found), default=0.0)


def _holder(found: Sequence[Lattice], x: float, y: float) -> Box | None:
    holding = [(f.area, box) for f in found if (box := f.at(x, y))]
    return min(holding, key=lambda h: h[0])[1] if holding else None


def _part(
    lattice: Lattice, inside: dict[Box, tuple[list[Glyph], list[Tick]]], page: int, marked: bool
) -> Part:
    pieces = [_piece(lattice, box, *inside[box], page, marked) for box in lattice.boxes]
    return Part(lattice, pieces, marked)


def _piece(
    lattice: Lattice, box: Box, glyphs: list[Glyph], ticks: list[Tick], page: int, marked: bool
) -> Piece:
    left, right = lattice.xs[box.left], lattice.xs[box.right]
    made = lines(glyphs, ticks, gaps=not marked)
    begun = [Mark.LINE in li.marks for li in made] if marked else starts(made, left, right)
    kinds = {t.mark for t in ticks}
    return Piece(
        box.top,
        box.bottom,
        left,
        right,
        said(made, begun, wrapped=not marked),
        begins=not marked or bool(kinds & {Mark.CELL, Mark.HEAD}),
        head=Mark.HEAD in kinds,
        page=page,
        made=made,
    )


def _top(item: Part | Line) -> float:
    return item.lattice.ys[0] if isinstance(item, Part) else item.y - 0.5 * item.size


def _begun(made: Sequence[Line], edges: tuple[float, float]) -> list[bool]:
    """For each line outside tables of another's page, whether it begins a paragraph."""
    steps = [b.y - a.y for a, b in pairwise(made) if 0 < b.y - a.y < 4 * b.size]
    usual = median(steps) if steps else 0.0
    far = [usual > 0 and b.y - a.y > max(_LEADING * usual, 1.2 * b.size) for a, b in pairwise(made)]
    return [True] * bool(made) + [
        apart or not _goes_on(a, b, edges)
        for apart, (a, b) in zip(far, pairwise(made), strict=True)
    ]


def _goes_on(line: Line, following: Line, edges: tuple[float, float]) -> bool:
    """Is the next line the same paragraph: this one full, that one not indented, both one size?"""
    if abs(line.size - following.size) > _OTHER_SIZE * line.size:
        return False
    room = edges[1] - line.x1
    before = following.x0 - edges[0]
    if before > _INDENT * following.size:
        after = edges[1] - following.x1
        middle = abs(line.x0 + line.x1 - following.x0 - following.x1) / 2
        if abs(before - after) > following.size or middle > line.size:
            return False
        room += line.x0 - edges[0]  # both are centred
    return not ended(line, following, room)
