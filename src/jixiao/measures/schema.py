"""What a measure must know of a register: its columns, which dates are events, project and unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.terms.label import Labelled


class ColumnType(Labelled):
    """What a column of a register, or a part of a predicate, holds."""

    TEXT = "text", "文字", "text"
    INTEGER = "integer", "整数", "integer"
    DECIMAL = "decimal", "小数", "decimal"
    DATE = "date", "日期", "date"
    BOOLEAN = "boolean", "是否", "yes or no"
    NULL = "null", "空值", "null"

    @property
    def is_number(self) -> bool:
        """Whether it can be added and compared as a number."""
        return self in (ColumnType.INTEGER, ColumnType.DECIMAL)


@dataclass(frozen=True)
class ColumnSpec:
    """One column. ``event``: a date on which something happened, unknown before that day.

    ``open``: values beside the ``codes`` occur. ``words``: code and the word it is printed with.
    """

    name: str
    label: str
    type: ColumnType
    codes: tuple[str, ...] = ()
    open: bool = False
    event: bool = False
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Schema:
    """The columns of one register; ``key`` names the columns that make a row one matter."""

    name: str
    label: str
    columns: Mapping[str, ColumnSpec]
    key: tuple[str, ...] = ()
    project: str | None = None
    unit: str | None = None
    keeper: str = ""
