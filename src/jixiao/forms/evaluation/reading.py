"""A document → its evaluation tables: labels find the values, headings the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.forms.declaration import Label, headings
from jixiao.forms.evaluation.declaration import COLUMNS, NAME, OFFICES, TITLE, TOTAL
from jixiao.forms.evaluation.record import EvaluationRow, EvaluationTable
from jixiao.forms.matching import fields_of
from jixiao.grids.document import Cell, Document, Line
from jixiao.plan.words import one_line

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年")
_HEADINGS = headings(COLUMNS)
_KEYS = ("department", "unit")


@dataclass
class _Draft:
    """One table while it is read."""

    year: int | None
    values: dict[str, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    ended: bool = False


def tables_in(document: Document) -> tuple[EvaluationTable, ...]:
    """Every evaluation table of a document, in order; none where it holds none."""
    drafts: list[_Draft] = []
    waiting: _Draft | None = None
    for line in document.lines:
        if not line.cells and TITLE in line.text:
            waiting = _Draft(_year(line.text))
        elif line.filled and waiting is not None and NAME.begins_with(line.filled[0].text):
            drafts.append(waiting)
            waiting.values["name"] = _behind(line.cells, 0)
            waiting = None
        elif line.filled and drafts and waiting is None:
            _row(drafts[-1], line)
    return tuple(map(_table, drafts))


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found["year"]) if found else None


def _behind(cells: Sequence[Cell], place: int) -> str:
    return one_line(cells[place + 1].text) if len(cells) > place + 1 else ""


def _row(draft: _Draft, line: Line) -> None:
    cells = line.cells
    if draft.ended:
        return
    if not draft.columns:
        if OFFICES.begins_with(cells[0].text):
            draft.values |= dict(_offices(cells))
        else:
            draft.columns = _heading(cells)
    elif TOTAL.matches(cells[0].text) and cells[0].column_span > 2:
        draft.values |= {f"sum.{k}": v for k, v in _taken(draft, cells[1:]).items()}
        draft.ended = True
    else:
        draft.rows.append(_taken(draft, cells))


def _offices(cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    """Each label's value: the cell right behind it."""
    labels = [part for part in OFFICES.parts if isinstance(part, Label)]
    for place, key, label in zip((0, 2), _KEYS, labels, strict=True):
        if len(cells) > place and label.matches(cells[place].text):
            yield key, _behind(cells, place)


def _heading(cells: Sequence[Cell]) -> dict[int, str]:
    """First column → field, where the row is the heading of the items."""
    found = fields_of(_HEADINGS, cells)
    return found if {"name", "score"} <= set(found.values()) else {}


def _taken(draft: _Draft, cells: Sequence[Cell]) -> dict[str, str]:
    return {draft.columns[c.column]: one_line(c.text) for c in cells if c.column in draft.columns}


def _table(draft: _Draft) -> EvaluationTable:
    values = draft.values
    return EvaluationTable(
        name=values.get("name", ""),
        department=values.get("department", ""),
        unit=values.get("unit", ""),
        year=draft.year,
        rows=tuple(_items(draft.rows)),
        points=values.get("sum.points", ""),
        score=values.get("sum.score", ""),
    )


def _items(rows: Sequence[Mapping[str, str]]) -> Iterator[EvaluationRow]:
    """The items; a level cell merged into the one above means the same level."""
    level1 = level2 = ""
    for row in rows:
        if row.get("level1"):
            level1, level2 = row["level1"], ""
        level2 = row.get("level2") or level2
        if row.get("name"):
            texts = {one.field: row.get(one.field, "") for one in COLUMNS}
            yield EvaluationRow(**(texts | {"level1": level1, "level2": level2}))
