"""From a stranger's rows to values: a form's labels are found wherever they stand.

Nothing here counts rows or columns of the document: a row is known by its label, a value by the
label before it or above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.forms.declaration import Form, Row, label_key
from jixiao.grids.document import Cell
from jixiao.plan.words import squeeze
from jixiao.terms.indicators import level1_of, level2_of


@dataclass(frozen=True)
class Value:
    """A value as printed, with its place."""

    text: str
    place: Place | None


@dataclass
class Record:
    """One filled form: values by field, and its indicator rows (field → value)."""

    values: dict[str, Value] = field(default_factory=dict)
    rows: list[dict[str, Value]] = field(default_factory=list)
    unplaced: list[Value] = field(default_factory=list)
    place: Place | None = None


def row_of(form: Form, cells: Sequence[Cell]) -> int | None:
    """Which declared row a printed row begins (one of its labels first in it), or ``None``."""
    first = next((c for c in cells if c.text), None)
    if first is None or (first.column != 1 and first is not cells[0]):
        return None
    return form.row_by_label.get(label_key(first.text))


def take_pairs(row: Row, cells: Sequence[Cell]) -> dict[str, Value]:
    """Values of a labelled row: each label gives the slot declared behind it to the next cell."""
    taken: dict[str, Value] = {}
    waiting: str | None = None
    for cell in cells:
        named = row.slots.get(label_key(cell.text))
        if waiting is not None and (named is None or named in taken):
            taken[waiting] = Value(cell.text, cell.place)
            waiting = None
        elif named is not None:
            waiting = named
    return taken


def header_of(
    headings: Mapping[str, str], cells: Sequence[Cell]
) -> list[tuple[int, int, str]] | None:
    """By a form's headings, the indicator heading a row prints: (first column, last column, field), or ``None``.

    A heading is believed when it names the indicator and its target.
    """
    found = [
        (cell.column, cell.column + cell.column_span - 1, name)
        for cell in cells
        if (name := headings.get(label_key(cell.text)))
    ]
    return found if {"name", "target"} <= {name for _, _, name in found} else None


def fields_of(headings: Mapping[str, str], cells: Sequence[Cell]) -> dict[int, str]:
    """First column → field, of the cells that print one of a form's headings."""
    named = ((cell.column, headings.get(label_key(cell.text))) for cell in cells)
    return {column: field for column, field in named if field}


def take_indicator(
    header: Sequence[tuple[int, int, str]], cells: Sequence[Cell]
) -> dict[str, Value]:
    """One indicator row by the heading's columns; rows shifted left by lost cells are put back."""
    shift = _shift(header, cells)
    taken: dict[str, Value] = {}
    for cell in cells:
        column = cell.column + shift
        name = next((f for first, last, f in header if first <= column <= last), None)
        if name is not None and name not in taken:
            taken[name] = Value(cell.text, cell.place)
    return taken


def _shift(header: Sequence[tuple[int, int, str]], cells: Sequence[Cell]) -> int:
    """How many cells a text export lost at the head of a row (merged level cells left out)."""
    columns = {name: first for first, _, name in header}
    start, first = cells[0].column, cells[0].text
    if start != 1 or "level1" not in columns or "level2" not in columns or not first:
        return 0
    squeezed = squeeze(first)
    if len(cells) > 1 and _is_level2(squeeze(cells[1].text)):
        return 0
    if _is_level2(squeezed) and not _names_level1(squeezed):
        return columns["level2"] - start
    lost = max(last for _, last, _ in header) - max(c.column for c in cells)
    if not level1_of(squeezed) and lost >= 2:
        return columns["name"] - start
    return 0


def _is_level2(squeezed: str) -> bool:
    return level2_of(squeezed) is not None and squeezed.endswith(("指标", "满意度"))


def _names_level1(squeezed: str) -> bool:
    """产出指标 names a level 1; 数量指标 and 社会效益指标 do not. 成本指标 may be either."""
    return level1_of(squeezed) is not None and not squeezed.startswith("成本")
