"""Tables → the form's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.forms.declaration import Label
from jixiao.forms.monitoring_table.declaration import (
    CAUSE_HEAD,
    CAUSE_LABELS,
    CHANCE_HEAD,
    CHANCE_LABELS,
    ESTIMATE,
    FORM,
    GOAL,
    HEADS,
    MONEY_ROWS,
    NAME,
    OFFICES,
    REMARK,
    TITLE,
    money_head,
    money_row,
    period_label,
)
from jixiao.forms.monitoring_table.record import MonitoringRow, MonitoringTable
from jixiao.forms.printing import GridWriter
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role

#: Printed where a level is missing, so that it is not taken for "as above".
NO_LEVEL = "—"
MARK = "√"


def document_of(tables: Sequence[MonitoringTable]) -> Document:
    """The document of the tables, one a page; its reader gives the tables back."""
    blocks: list[Block] = []
    for table in tables:
        title = f"{TITLE}（{table.year}年度）" if table.year else TITLE
        blocks.append(Paragraph(title, Role.TITLE, new_page=bool(blocks)))
        blocks.append(grid_of(table))
    return Document(tuple(blocks), title=TITLE)


def grid_of(table: MonitoringTable) -> Grid:
    """One project's table. Cells that print a field carry its ``field``."""
    writer = GridWriter(FORM.widths)
    writer.add_row(NAME, {"name": table.name}, table.name)
    offices = {"department": table.department, "unit": table.unit}
    writer.add_row(OFFICES, offices, table.name)
    writer.add_row(money_head(table.months), {}, table.name)
    for key, label in MONEY_ROWS.items():
        row = getattr(table, key)
        names = ("initial", "executed", "rate", "estimate")
        values = {f"{key}.{name}": getattr(row, name) for name in names}
        writer.add_row(money_row(label, key), values, table.name)
    writer.add_row(GOAL, {"goal": table.goal}, table.name)
    writer.add_cells(list(_heads(table.months)))
    writer.add_cells(list(_subheads()))
    writer.repeat = writer.row - 1
    for cells in _rows(table.rows):
        writer.add_cells(cells)
    return writer.grid()


def _heads(months: int) -> Iterator[Cell]:
    column = 1
    for label in (
        *(head.label for head in HEADS),
        period_label("执行情况", months, rows=2), ESTIMATE, CAUSE_HEAD, CHANCE_HEAD, REMARK,
    ):  # fmt: skip
        yield _label(label, column)
        column += label.span


def _subheads() -> Iterator[Cell]:
    labels = (*CAUSE_LABELS.values(), *CHANCE_LABELS.values())
    return (_label(label, column) for column, label in enumerate(labels, start=7))


def _label(label: Label, column: int) -> Cell:
    return Cell(1, column, label.text, label.rows, label.span, Role.LABEL)


def _rows(rows: Sequence[MonitoringRow]) -> Iterator[list[Cell]]:
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


def _cells(row: MonitoringRow, heights: tuple[int, int]) -> Iterator[Cell]:
    texts = [
        (row.level1 or NO_LEVEL, Role.CENTRED, heights[0]),
        (row.level2 or NO_LEVEL, Role.CENTRED, heights[1]),
        (row.name, Role.VALUE, 1),
        (row.target, Role.CENTRED, 1),
        (row.progress, Role.VALUE, 1),
        (row.estimate, Role.VALUE, 1),
        *((text, Role.VALUE, 1) for text in row.causes),
        *((MARK if row.possibility == key else "", Role.CENTRED, 1) for key in CHANCE_LABELS),
        (row.remark, Role.VALUE, 1),
    ]
    for column, (text, role, height) in enumerate(texts, start=1):
        if height:
            field = FORM.columns[column - 1].field
            yield Cell(1, column, text, height, 1, role, None, row.name, field)
