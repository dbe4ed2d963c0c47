"""A document → its review forms: labels find the values, headings the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.forms.declaration import Label, Row, headings
from jixiao.forms.matching import fields_of, take_pairs
from jixiao.forms.review_form.declaration import (
    CLOSING,
    COLUMNS,
    NAME,
    OFFICE,
    SIGNED,
    TITLE,
    TOTAL,
)  # fmt: skip
from jixiao.forms.review_form.record import ReviewRow, ReviewTable
from jixiao.grids.document import Cell, Document, Line

_HEADINGS = headings(COLUMNS)
_FIELDS = tuple(one.field for one in COLUMNS)


@dataclass
class _Draft:
    """One form while it is read."""

    note: str = ""
    values: dict[str, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    total: dict[str, str] = field(default_factory=dict)
    ended: bool = False


def tables_in(document: Document) -> tuple[ReviewTable, ...]:
    """Every review form of a document, in order; none where it holds none."""
    drafts: list[_Draft] = []
    for line in document.lines:
        if not line.cells and TITLE in line.text:
            drafts.append(_Draft())
        elif drafts and not drafts[-1].ended:
            _take(drafts[-1], line)
    return tuple(_table(draft) for draft in drafts if draft.columns and draft.rows)


def _take(draft: _Draft, line: Line) -> None:
    if not line.cells:
        if not draft.values:
            draft.note = "\n".join(filter(None, (draft.note, line.text)))
        return
    row = next((r for r in (NAME, OFFICE, *CLOSING) if _begins(r, line.filled)), None)
    if row is not None and not (row in CLOSING and not draft.columns):
        draft.values |= {key: one.text for key, one in take_pairs(row, line.cells).items()}
        draft.ended = row is SIGNED
    elif not draft.columns:
        draft.columns = _heading(line.cells)
    elif TOTAL.matches(line.cells[0].text):
        draft.total = _taken(draft, line.cells[1:])
    else:
        draft.rows.append(_taken(draft, line.cells))


def _begins(row: Row, filled: Sequence[Cell]) -> bool:
    first = row.parts[0]
    return bool(filled) and isinstance(first, Label) and first.matches(filled[0].text)


def _heading(cells: Sequence[Cell]) -> dict[int, str]:
    """First column → field, where the row is the heading of the items."""
    found = fields_of(_HEADINGS, cells)
    return found if {"block", "item"} <= set(found.values()) else {}


def _taken(draft: _Draft, cells: Sequence[Cell]) -> dict[str, str]:
    return {draft.columns[c.column]: c.text for c in cells if c.column in draft.columns}


def _table(draft: _Draft) -> ReviewTable:
    return ReviewTable(
        **{"name": ""} | draft.values,
        note=draft.note,
        rows=tuple(_items(draft.rows)),
        total=_row(draft.total | {"block": "", "item": ""}),
    )


def _items(rows: Sequence[Mapping[str, str]]) -> Iterator[ReviewRow]:
    """The items; a block merged into the one above means the same block."""
    block = ""
    for row in rows:
        block = row.get("block") or block
        if row.get("item"):
            yield _row({**row, "block": block})


def _row(texts: Mapping[str, str]) -> ReviewRow:
    return ReviewRow(**{field: texts.get(field, "") for field in _FIELDS})
