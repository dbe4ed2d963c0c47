"""A plan with its places taken off: two documents of one plan differ in nothing else."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from jixiao.findings.place import Place

M = TypeVar("M", bound=BaseModel)


def without_places(record: M) -> M:
    """The same record, every :class:`Place` in it taken off, at any depth."""
    changes = {name: _bare(getattr(record, name)) for name in type(record).model_fields}
    return record.model_copy(update=changes)


def _bare(value: object) -> object:
    if isinstance(value, Place):
        return None
    if isinstance(value, BaseModel):
        return without_places(value)
    if isinstance(value, tuple):
        return tuple(_bare(item) for item in value)
    if isinstance(value, dict):
        return {key: bare for key, item in value.items() if (bare := _bare(item)) is not None}
    return value
