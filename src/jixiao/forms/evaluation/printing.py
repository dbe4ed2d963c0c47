"""Evaluation tables → the form's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.forms.evaluation.declaration import COLUMNS, FORM, NAME, OFFICES, TITLE, TOTAL
from jixiao.forms.evaluation.record import EvaluationRow, EvaluationTable
from jixiao.forms.printing import GridWriter
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role


def document_of(
    tables: Sequence[EvaluationTable], notes: Sequence[Block] = (), mark: str = ""
) -> Document:
    """The document of the tables, one a page; its reader gives the tables back.

    ``mark`` stands under each title, ``notes`` behind the last table: neither is part of a table.
    """
    blocks: list[Block] = []
    for table in tables:
        title = f"{TITLE}（{table.year}年度）" if table.year else TITLE
        blocks.append(Paragraph(title, Role.TITLE, new_page=bool(blocks)))
        if mark:
            blocks.append(Paragraph(mark))
        blocks.append(grid_of(table))
    return Document((*blocks, *notes), title=TITLE)


def grid_of(table: EvaluationTable) -> Grid:
    """One project's table. Cells that print a field carry its ``field``."""
    writer = GridWriter(FORM.widths)
    writer.add_row(NAME, {"name": table.name}, table.name)
    offices = {"department": table.department, "unit": table.unit}
    writer.add_row(OFFICES, offices, table.name)
    writer.add_header(COLUMNS)
    for cells in _rows(table.rows):
        writer.add_cells(cells)
    writer.add_cells(
        [
            Cell(1, 1, TOTAL.text, 1, TOTAL.span, Role.LABEL),
            Cell(1, 5, table.points, role=Role.NUMBER, field="points"),
            Cell(1, 6, table.score, role=Role.NUMBER, field="score"),
            Cell(1, 7, ""),
        ]
    )
    return writer.grid()


def _rows(rows: Sequence[EvaluationRow]) -> Iterator[list[Cell]]:
    """Rows with the level cells merged over equal neighbours, level 2 within its level 1."""
    for _, block in groupby(rows, key=lambda r: r.level1):
        same1 = list(block)
        done1 = 0
        for _, inner in groupby(same1, key=lambda r: r.level2):
            same2 = list(inner)
            for done2, row in enumerate(same2):
                heights = (len(same1) if not done1 else 0, len(same2) if not done2 else 0)
                yield list(_cells(row, heights))
                done1 += 1


def _cells(row: EvaluationRow, heights: tuple[int, int]) -> Iterator[Cell]:
    for column, one in enumerate(COLUMNS, start=1):
        height = {"level1": heights[0], "level2": heights[1]}.get(one.field, 1)
        if height:
            text = getattr(row, one.field)
            yield Cell(1, column, text, height, 1, one.role, None, row.name, one.field)
