"""A register's declaration → the columns a measure sees."""

from __future__ import annotations

from functools import lru_cache

from jixiao.measures.schema import ColumnSpec, ColumnType, Schema
from jixiao.registers.declaration import Field, FieldType, Register

_TYPES = {
    FieldType.TEXT: ColumnType.TEXT,
    FieldType.CODE: ColumnType.TEXT,
    FieldType.INTEGER: ColumnType.INTEGER,
    FieldType.DECIMAL: ColumnType.DECIMAL,
    FieldType.MONEY: ColumnType.DECIMAL,
    FieldType.DATE: ColumnType.DATE,
    FieldType.BOOLEAN: ColumnType.BOOLEAN,
}


@lru_cache(maxsize=256)
def schema_of(register: Register) -> Schema:
    """The columns a register has in the store."""
    return Schema(
        name=register.name,
        label=register.label,
        columns={f.name: _column(f) for f in register.stored},
        key=register.key,
        project=register.project,
        unit=register.unit,
        keeper=register.keeper,
    )


def _column(field: Field) -> ColumnSpec:
    return ColumnSpec(
        name=field.name,
        label=field.label,
        type=_TYPES[field.type],
        codes=tuple(c.value for c in field.codes) if field.type is FieldType.CODE else (),
        open=field.open,
        event=field.event and not _known_ahead(field.name),
        words=tuple((one.value, one.label) for one in field.codes),
    )


def _known_ahead(name: str) -> bool:
    """A date that is set beforehand (应付日期, 计划完成日期) is known before its day."""
    return name.endswith("due_on") or name.startswith("planned") or name == "needed_on"
