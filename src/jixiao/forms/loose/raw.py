"""What a table prints of one project, field by field, before it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.forms.loose.aligning import Cell

#: A cell whose next best reading costs less than this more is one of two readings.
MARGIN = 0.75


@dataclass(frozen=True)
class Column:
    """A column of indicators: its field, and what heads it."""

    field: str
    head: str = ""


@dataclass
class RawProject:
    """Values by field, money by row and column (``total.executed``), indicator rows.

    ``loose``: nothing shows where a cell is empty; ``cut``: the text ends with its last row;
    ``grid``: its columns are known by their place.
    ``doubts`` are fields left empty because two readings were near, with the words that were there.
    """

    values: dict[str, Cell] = field(default_factory=dict)
    money: dict[str, Cell] = field(default_factory=dict)
    columns: Sequence[Column] = ()
    rows: list[dict[str, Cell]] = field(default_factory=list)
    doubts: dict[str, Cell] = field(default_factory=dict)
    unread: list[Cell] = field(default_factory=list)
    money_unit: str | None = None
    year: int | None = None
    headed: bool = False
    loose: bool = False
    grid: bool = True
    cut: bool = False


@dataclass
class RawPage:
    """What a document prints: its projects, and titles and loose lines around them."""

    projects: list[RawProject] = field(default_factory=list)
    titles: list[Cell] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
