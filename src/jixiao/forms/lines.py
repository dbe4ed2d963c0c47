"""A document as one stream of lines: paragraphs, and rows of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.findings.place import Place
from jixiao.grids.document import Cell, Document, Grid, Paragraph, Role


@dataclass(frozen=True)
class Line:
    """A paragraph (``cells`` empty) or one row of a table (``text`` empty)."""

    text: str = ""
    cells: tuple[Cell, ...] = ()
    heading: bool = False
    place: Place | None = None
    table: int = 0

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with text."""
        return tuple(c for c in self.cells if c.text)


def lines_of(document: Document) -> Iterator[Line]:
    """Every paragraph with text and every table row that has cells, in order."""
    tables = 0
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.text:
            heading = block.role in (Role.HEADING, Role.TITLE, Role.COVER)
            yield Line(text=block.text, heading=heading, place=block.place)
        elif isinstance(block, Grid):
            tables += 1
            for cells in block.rows():
                if cells:
                    yield Line(cells=cells, place=cells[0].place, table=tables)
