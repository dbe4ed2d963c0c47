"""A department's table → the form's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.forms.department.declaration import (
    COLUMNS,
    FORM,
    GOALS,
    GOALS_HEAD,
    MONEY_FIELDS,
    MONEY_HEAD,
    MONEY_LABELS,
    NAME,
    TASK_COLUMNS,
    TITLE,
    TOTAL,
    money_row,
    tasks_head,
)
from jixiao.forms.department.record import DepartmentTable, IndicatorRow, TaskRow
from jixiao.forms.printing import NO_LEVEL, GridWriter, one_a_page, row_cells, with_heights
from jixiao.grids.document import Block, Cell, Document, Grid, Role


def document_of(
    tables: Sequence[DepartmentTable], notes: Sequence[Block] = (), mark: str = ""
) -> Document:
    """The document of the tables, one a page; its reader gives the tables back.

    ``mark`` stands under each title, ``notes`` behind the last table: neither is part of a table.
    """
    return one_a_page(TITLE, tables, grid_of, notes, mark)


def grid_of(table: DepartmentTable) -> Grid:
    """One department's table. Cells that print a field carry its ``field``."""
    writer = GridWriter(FORM.widths)
    writer.add_row(NAME, {"name": table.name}, table.name)
    writer.add_row(MONEY_HEAD, {}, table.name)
    for key in MONEY_LABELS:
        money = getattr(table, key)
        values = {f"{key}.{name}": getattr(money, name) for name in MONEY_FIELDS}
        writer.add_row(money_row(key), values, table.name)
    writer.add_row(GOALS_HEAD, {}, table.name)
    writer.add_row(GOALS, {"goals": table.goals, "results": table.results}, table.name)
    if table.tasks:
        writer.add_row(tasks_head(len(table.tasks)), {}, table.name)
        for task in table.tasks:
            writer.add_cells(list(_task(task)))
    writer.add_header(COLUMNS)
    for row, heights in with_heights(table.rows):
        writer.add_cells(list(row_cells(COLUMNS, _texts(row), heights, row.name)))
    writer.add_cells(_total(table))
    return writer.grid()


def _task(task: TaskRow) -> Iterator[Cell]:
    column = 2
    for one in TASK_COLUMNS:
        text, span = getattr(task, one.field), one.label.span
        yield Cell(1, column, text, 1, span, one.role, None, task.name, f"task.{one.field}")
        column += span


def _texts(row: IndicatorRow) -> dict[str, str]:
    levels = {"level1": row.level1 or NO_LEVEL, "level2": row.level2 or NO_LEVEL}
    return {one.field: getattr(row, one.field) for one in COLUMNS} | levels


def _total(table: DepartmentTable) -> list[Cell]:
    return [
        Cell(1, 1, TOTAL.text, 1, TOTAL.span, Role.LABEL),
        Cell(1, 7, table.weight, role=Role.NUMBER, field="weight"),
        Cell(1, 8, table.score, role=Role.NUMBER, field="score"),
        Cell(1, 9, ""),
    ]
