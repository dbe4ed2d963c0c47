"""Review forms → the form's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.forms.declaration import Row, Slot
from jixiao.forms.printing import GridWriter, row_cells
from jixiao.forms.review_form.declaration import (
    CLOSING,
    CLOSING_WIDTHS,
    COLUMNS,
    IDENTITY_WIDTHS,
    NAME,
    OFFICE,
    TITLE,
    TOTAL,
    WIDTHS,
)  # fmt: skip
from jixiao.forms.review_form.record import ReviewRow, ReviewTable
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role


def document_of(tables: Sequence[ReviewTable], title: str = TITLE) -> Document:
    """One form a page; its reader gives the tables back."""
    blocks = [b for n, table in enumerate(tables) for b in blocks_of(table, new_page=n > 0)]
    return Document(tuple(blocks), title=title)


def blocks_of(table: ReviewTable, *, new_page: bool = False) -> Iterator[Block]:
    """One project's form: title, note, who it is about, the items, the overall judgement."""
    yield Paragraph(TITLE, Role.TITLE, new_page=new_page)
    if table.note:
        yield Paragraph(table.note)
    yield _labelled((NAME, OFFICE), IDENTITY_WIDTHS, table)
    yield _items(table)
    yield _labelled(CLOSING, CLOSING_WIDTHS, table)


def _labelled(rows: Sequence[Row], widths: tuple[float, ...], table: ReviewTable) -> Grid:
    writer = GridWriter(widths)
    for row in rows:
        fields = [part.field for part in row.parts if isinstance(part, Slot)]
        writer.add_row(row, {field: getattr(table, field) for field in fields}, table.name)
    return writer.grid()


def _items(table: ReviewTable) -> Grid:
    writer = GridWriter(WIDTHS)
    writer.add_header(COLUMNS)
    for _, group in groupby(table.rows, key=lambda row: row.block):
        rows = list(group)
        for done, row in enumerate(rows):
            heights = {"block": 0 if done else len(rows)}
            writer.add_cells(list(row_cells(COLUMNS, _texts(row), heights, row.item)))
    writer.add_cells(list(_total(table.total)))
    return writer.grid()


def _total(row: ReviewRow) -> Iterator[Cell]:
    yield Cell(1, 1, TOTAL.text, 1, TOTAL.span, Role.LABEL)
    for column, one in enumerate(COLUMNS[TOTAL.span :], start=TOTAL.span + 1):
        yield Cell(1, column, getattr(row, one.field), role=one.role, field=one.field)


def _texts(row: ReviewRow) -> dict[str, str]:
    return {one.field: getattr(row, one.field) for one in COLUMNS}
