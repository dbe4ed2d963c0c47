"""Evaluation tables → the form's document."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.forms.evaluation.declaration import COLUMNS, FORM, NAME, OFFICES, TITLE, TOTAL
from jixiao.forms.evaluation.record import EvaluationRow, EvaluationTable
from jixiao.forms.printing import GridWriter, one_a_page, row_cells, with_heights
from jixiao.grids.document import Block, Cell, Document, Grid, Role


def document_of(
    tables: Sequence[EvaluationTable], notes: Sequence[Block] = (), mark: str = ""
) -> Document:
    """The document of the tables, one a page; its reader gives the tables back.

    ``mark`` stands under each title, ``notes`` behind the last table: neither is part of a table.
    """
    return one_a_page(TITLE, tables, grid_of, notes, mark)


def grid_of(table: EvaluationTable) -> Grid:
    """One project's table. Cells that print a field carry its ``field``."""
    writer = GridWriter(FORM.widths)
    writer.add_row(NAME, {"name": table.name}, table.name)
    offices = {"department": table.department, "unit": table.unit}
    writer.add_row(OFFICES, offices, table.name)
    writer.add_header(COLUMNS)
    for row, heights in with_heights(table.rows):
        writer.add_cells(list(row_cells(COLUMNS, _texts(row), heights, row.name)))
    writer.add_cells(
        [
            Cell(1, 1, TOTAL.text, 1, TOTAL.span, Role.LABEL),
            Cell(1, 5, table.points, role=Role.NUMBER, field="points"),
            Cell(1, 6, table.score, role=Role.NUMBER, field="score"),
            Cell(1, 7, ""),
        ]
    )
    return writer.grid()


def _texts(row: EvaluationRow) -> dict[str, str]:
    return {one.field: getattr(row, one.field) for one in COLUMNS}
