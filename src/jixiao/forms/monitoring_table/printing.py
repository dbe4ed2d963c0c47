"""Tables → the form's document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
from jixiao.forms.printing import NO_LEVEL, GridWriter, one_a_page, with_heights
from jixiao.grids.document import Cell, Document, Grid, Role

MARK = "√"


def document_of(tables: Sequence[MonitoringTable]) -> Document:
    """The document of the tables, one a page; its reader gives the tables back."""
    return one_a_page(TITLE, tables, grid_of)


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
    for row, heights in with_heights(table.rows):
        writer.add_cells(list(_cells(row, heights)))
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


def _cells(row: MonitoringRow, heights: Mapping[str, int]) -> Iterator[Cell]:
    texts = [
        (row.level1 or NO_LEVEL, Role.CENTRED, heights["level1"]),
        (row.level2 or NO_LEVEL, Role.CENTRED, heights["level2"]),
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
