"""Rows of evidence as a page shows them: codes by their names, empty columns left out, sources named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jixiao.measures.sources import SHEET
from jixiao.plan.money import shortest
from jixiao.registers.declaration import Field, FieldType, Register
from jixiao.registers.relation import IMPORT, ROW
from jixiao.registers.store import Import
from jixiao.web.house.listing import printed


@dataclass(frozen=True)
class ShownRow:
    """One row: its cells, where it came from, and whether it counts (``None``: every row does)."""

    cells: list[str]
    source: Import | None
    number: int | None
    counted: bool | None = None
    key: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True)
class ShownRows:
    """The columns that have anything in them, and the rows."""

    columns: list[Field]
    rows: list[ShownRow]


def shown_rows(
    register: Register,
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    imports: Mapping[str, Import],
    *,
    counted: bool = False,
) -> ShownRows:
    """Rows as read; ``counted``: the last value of each says whether it is in the numerator."""
    at = {name: place for place, name in enumerate(names)}
    fields = [f for f in register.stored if f.name in at and _any(rows, at[f.name])]
    shown = [
        ShownRow(
            [_printed(f, row[at[f.name]]) for f in fields],
            imports.get(row[at[IMPORT]]),
            _stands(imports, row, at)[1],
            row[-1] if counted else None,
            tuple(str(row[at[name]]) for name in register.key if name in at),
            _stands(imports, row, at)[0],
        )
        for row in rows
    ]
    return ShownRows(fields, shown)


def _stands(
    imports: Mapping[str, Import], row: Sequence[Any], at: Mapping[str, int]
) -> tuple[str | None, int | None]:
    """The sheet, where there is one, and the row: as traced, else as its take-in says."""
    number = row[at[ROW]]
    if SHEET in at:
        return row[at[SHEET]], number
    source = imports.get(row[at[IMPORT]])
    return (source.place(number) if source and number else None) or (None, number)


def _any(rows: Sequence[Sequence[Any]], place: int) -> bool:
    return any(row[place] is not None for row in rows)


def _printed(field: Field, value: Any) -> str:
    """As :func:`cell`; money to two places, as a column of sums is read."""
    is_money = field.type is FieldType.MONEY and isinstance(value, Decimal)
    return printed(value) if is_money else cell(field, value)


def cell(field: Field, value: Any) -> str:
    """A value in words; what is missing is a dash, never a zero."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return shortest(value)
    if field.personal is not None:
        return _("摘要 %(hash)s…") % {"hash": str(value)[:8]}
    label = next((code.label for code in field.codes if code.value == value), None)
    return label or str(value)
