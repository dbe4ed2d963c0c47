"""A document → its department tables: labels find the values, headings the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.forms.declaration import Column, Label
from jixiao.forms.department.declaration import (
    COLUMNS,
    EXPECTED,
    FORM,
    MONEY_COLUMNS,
    MONEY_FIELDS,
    MONEY_LABELS,
    NAME_LABEL,
    REACHED,
    TASK_COLUMNS,
    TOTAL,
)
from jixiao.forms.department.record import DepartmentTable, IndicatorRow, MoneyRow, TaskRow
from jixiao.forms.matching import Value, header_of, take_indicator
from jixiao.forms.printing import NO_LEVEL
from jixiao.grids.document import Cell, Document, Line
from jixiao.plan.words import one_line

_TITLE = re.compile(r".*部门(?:[（(]单位[)）])?整体(?:支出)?绩效自评.*", re.S)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年")
Columns = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Found:
    """A table with where it stands, and where each of its indicators stands."""

    table: DepartmentTable
    place: Place | None
    places: tuple[Place | None, ...]


@dataclass
class _Draft:
    """One table while it is read; ``block`` names what its next rows belong to."""

    year: int | None
    place: Place | None
    values: dict[str, str] = field(default_factory=dict)
    tasks: list[Mapping[str, Value]] = field(default_factory=list)
    rows: list[Mapping[str, Value]] = field(default_factory=list)
    block: str = ""
    columns: Columns = field(default_factory=list)


def tables_in(document: Document) -> tuple[Found, ...]:
    """Every department table of a document, in order; none where it holds none."""
    reader = _Reader()
    for line in document.lines:
        reader.take(line)
    return tuple(map(_found, reader.drafts))


@dataclass
class _Reader:
    drafts: list[_Draft] = field(default_factory=list)
    titled: bool = False
    year: int | None = None

    def take(self, line: Line) -> None:
        """One paragraph or one row."""
        if not line.cells:
            self._paragraph(line.text)
        elif self.titled:
            if line.filled and NAME_LABEL.matches(line.filled[0].text):
                self._begin(line)
            elif self.drafts:
                _row(self.drafts[-1], line.cells)

    def _paragraph(self, text: str) -> None:
        if _TITLE.fullmatch(text):
            found = _YEAR.search(text)
            self.titled, self.year = True, int(found["year"]) if found else None

    def _begin(self, line: Line) -> None:
        draft = _Draft(self.year, line.place)
        label = line.filled[0]
        after = (c.text for c in line.cells if c.column > label.column)
        draft.values["name"] = next(after, "")
        self.drafts.append(draft)


def _row(draft: _Draft, cells: Sequence[Cell]) -> None:
    """One row under the department's name: a heading of a block, or a row of the block begun."""
    if draft.block == "end":
        return
    for block, columns in _headings(draft, cells):
        if columns:
            draft.block, draft.columns = block, columns
            return
    _TAKERS.get(draft.block, _nothing)(draft, cells)


def _headings(draft: _Draft, cells: Sequence[Cell]) -> Iterator[tuple[str, Columns]]:
    """What each block's heading row would be, for the blocks that may still come."""
    if draft.block in ("", "money"):
        if not draft.block:
            yield "money", _at_least(3, _labelled(MONEY_COLUMNS, cells))
        yield "goals", _at_least(2, _labelled({"goals": EXPECTED, "results": REACHED}, cells))
    if draft.block in ("goals", "goals done"):
        yield "tasks", _at_least(4, _of_columns(TASK_COLUMNS, cells))
    if draft.block in ("goals", "goals done", "tasks"):
        yield "indicators", header_of(FORM.headings, cells) or []


def _labelled(labels: Mapping[str, Label], cells: Sequence[Cell]) -> Columns:
    return [
        (cell.column, cell.column + cell.column_span - 1, name)
        for cell in cells
        for name, label in labels.items()
        if label.matches(cell.text)
    ]


def _of_columns(columns: Sequence[Column], cells: Sequence[Cell]) -> Columns:
    return _labelled({one.field: one.label for one in columns}, cells)


def _at_least(least: int, columns: Columns) -> Columns:
    return columns if len(columns) >= least else []


def _nothing(draft: _Draft, cells: Sequence[Cell]) -> None:
    """A row before any heading says nothing."""


def _money(draft: _Draft, cells: Sequence[Cell]) -> None:
    for key, label in MONEY_LABELS.items():
        found = next((c for c in cells if label.matches(c.text)), None)
        if found:
            after = [c for c in cells if c.column > found.column]
            taken = _taken(draft.columns, after)
            draft.values |= {f"{key}.{n}": v.text for n, v in taken.items()}
            return


def _goals(draft: _Draft, cells: Sequence[Cell]) -> None:
    taken = _taken(draft.columns, cells)
    draft.values |= {name: value.text for name, value in taken.items()}
    draft.block = "goals done"


def _task(draft: _Draft, cells: Sequence[Cell]) -> None:
    draft.tasks.append(_taken(draft.columns, cells))


def _indicator(draft: _Draft, cells: Sequence[Cell]) -> None:
    first = next((c for c in cells if c.text), cells[0])
    if first.column == 1 and first.column_span > 2 and TOTAL.matches(first.text):
        taken = _taken(draft.columns, [c for c in cells if c is not first])
        draft.values |= {f"sum.{n}": v.text for n, v in taken.items()}
        draft.block = "end"
    else:
        draft.rows.append(take_indicator(draft.columns, cells))


def _taken(columns: Columns, cells: Sequence[Cell]) -> dict[str, Value]:
    """Each cell under the heading whose columns it begins in."""
    return {
        name: Value(cell.text, cell.place)
        for cell in cells
        for first, last, name in columns
        if first <= cell.column <= last
    }


_TAKERS = {"money": _money, "goals": _goals, "tasks": _task, "indicators": _indicator}


def _found(draft: _Draft) -> Found:
    kept = [row for row in draft.rows if _has_content(row)]
    places = tuple(next(iter(row.values())).place for row in kept)
    money = {key: _money_of(draft.values, key) for key in MONEY_LABELS}
    table = DepartmentTable(
        name=one_line(draft.values.get("name")),
        year=draft.year,
        goals=draft.values.get("goals", ""),
        results=draft.values.get("results", ""),
        tasks=tuple(_task_of(row) for row in draft.tasks if _line(row, "name")),
        rows=tuple(_indicators(kept)),
        weight=one_line(draft.values.get("sum.weight")),
        score=one_line(draft.values.get("sum.score")),
        **money,
    )
    return Found(table, draft.place, places)


def _money_of(values: Mapping[str, str], key: str) -> MoneyRow:
    printed = {name: one_line(values.get(f"{key}.{name}")) for name in MONEY_FIELDS}
    return MoneyRow(**{name: "" if text == "—" else text for name, text in printed.items()})


def _task_of(row: Mapping[str, Value]) -> TaskRow:
    return TaskRow(**{one.field: _line(row, one.field) for one in TASK_COLUMNS})


def _has_content(row: Mapping[str, Value]) -> bool:
    return any(row[name].text for name in ("name", "target", "actual") if name in row)


def _indicators(rows: Sequence[Mapping[str, Value]]) -> Iterator[IndicatorRow]:
    """The rows; an empty level cell means the level above it."""
    level1 = level2 = ""
    for row in rows:
        printed1, printed2 = ("".join(_line(row, f"level{n}").split()) for n in (1, 2))
        if printed1:
            level1, level2 = printed1, ""
        level2 = printed2 or level2
        texts = {one.field: _line(row, one.field) for one in COLUMNS}
        levels = {
            "level1": "" if level1 == NO_LEVEL else level1,
            "level2": "" if level2 == NO_LEVEL else level2,
        }
        yield IndicatorRow(**(texts | levels))


def _line(row: Mapping[str, Value], name: str) -> str:
    return one_line(row[name].text) if name in row else ""
