"""A department's table → the form's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

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
from jixiao.forms.monitoring_table.printing import NO_LEVEL
from jixiao.forms.printing import GridWriter
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role


def document_of(
    tables: Sequence[DepartmentTable], notes: Sequence[Block] = (), mark: str = ""
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
    for cells in _rows(table.rows):
        writer.add_cells(cells)
    writer.add_cells(_total(table))
    return writer.grid()


def _task(task: TaskRow) -> Iterator[Cell]:
    column = 2
    for one in TASK_COLUMNS:
        text, span = getattr(task, one.field), one.label.span
        yield Cell(1, column, text, 1, span, one.role, None, task.name, f"task.{one.field}")
        column += span


def _rows(rows: Sequence[IndicatorRow]) -> Iterator[list[Cell]]:
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


def _cells(row: IndicatorRow, heights: tuple[int, int]) -> Iterator[Cell]:
    column = 1
    for one in COLUMNS:
        text, span = getattr(row, one.field), one.label.span
        height = {"level1": heights[0], "level2": heights[1]}.get(one.field, 1)
        if height:
            shown = text or (NO_LEVEL if one.field in ("level1", "level2") else "")
            yield Cell(1, column, shown, height, span, one.role, None, row.name, one.field)
        column += span


def _total(table: DepartmentTable) -> list[Cell]:
    return [
        Cell(1, 1, TOTAL.text, 1, TOTAL.span, Role.LABEL),
        Cell(1, 7, table.weight, role=Role.NUMBER, field="weight"),
        Cell(1, 8, table.score, role=Role.NUMBER, field="score"),
        Cell(1, 9, ""),
    ]
