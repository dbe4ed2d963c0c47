"""A document → its monitoring tables: labels find the values, headings the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.forms.declaration import Label, Part, Row, Slot, headings
from jixiao.forms.matching import Value, header_of, take_indicator
from jixiao.forms.monitoring_table.declaration import (
    CAUSE_HEAD,
    CAUSE_LABELS,
    CHANCE_HEAD,
    CHANCE_LABELS,
    ESTIMATE,
    ESTIMATE_MONEY,
    GOAL,
    HEADS,
    INITIAL,
    MONEY_ROWS,
    NAME,
    OFFICES,
    REMARK,
    TITLE,
    period_of,
)
from jixiao.forms.monitoring_table.record import CAUSES, MoneyRow, MonitoringRow, MonitoringTable
from jixiao.forms.printing import NO_LEVEL
from jixiao.grids.document import Cell, Document, Line
from jixiao.plan.words import one_line

_YEAR = re.compile(r"[(（]?\s*(?P<year>(?:19|20)\d\d)\s*年度?\s*[)）]?")
_TITLE = re.compile(rf".*{TITLE}.*", re.S)
Columns = list[tuple[int, int, str]]

_HEADINGS = headings(HEADS)


@dataclass
class _Draft:
    """One table while it is read."""

    values: dict[str, str] = field(default_factory=dict)
    months: int = 7
    rows: list[dict[str, Value]] = field(default_factory=list)
    place: Place | None = None
    periodic: bool = False

    def table(self, year: int | None) -> MonitoringTable:
        money = {
            key: MoneyRow(**{n: self.values.get(f"{key}.{n}", "") for n in _MONEY})
            for key in MONEY_ROWS
        }
        return MonitoringTable(
            name=one_line(self.values.get("name")),
            department=one_line(self.values.get("department")),
            unit=one_line(self.values.get("unit")),
            year=year,
            months=self.months,
            goal=self.values.get("goal", ""),
            rows=tuple(_rows(self.rows)),
            **money,
        )


_MONEY = ("initial", "executed", "rate", "estimate")


@dataclass(frozen=True)
class Found:
    """A table with where it stands, and where each of its rows' targets stand."""

    table: MonitoringTable
    place: Place | None
    places: tuple[Place | None, ...]


def tables_in(document: Document) -> tuple[Found, ...]:
    """Every monitoring table of a document, in order; none where it holds none."""
    reader = _Reader()
    for line in document.lines:
        reader.take(line)
    return tuple(reader.found())


@dataclass
class _Reader:
    drafts: list[tuple[_Draft, int | None]] = field(default_factory=list)
    year: int | None = None
    money: Columns | None = None
    header: Columns | None = None
    heads_wait: bool = False
    started: bool = False

    def take(self, line: Line) -> None:
        if not line.cells:
            self._paragraph(line.text)
        elif self._is_name(line.filled):
            self._begin(line)
        elif self.drafts and self.started:
            self._row(line)

    def _paragraph(self, text: str) -> None:
        if _TITLE.fullmatch(text):
            found = _YEAR.search(text)
            self.year, self.started = (int(found["year"]) if found else None), False
        elif found := _YEAR.fullmatch(text):
            self.year = int(found["year"])

    def _is_name(self, filled: Sequence[Cell]) -> bool:
        return bool(filled) and filled[0].column == 1 and NAME.begins_with(filled[0].text)

    def _begin(self, line: Line) -> None:
        self.drafts.append((_Draft(place=line.place), self.year))
        self.money, self.header, self.started = None, None, True
        self._pairs(NAME, line.cells)

    def _draft(self) -> _Draft:
        return self.drafts[-1][0]

    def _pairs(self, row: Row, cells: Sequence[Cell]) -> None:
        self._draft().values |= dict(_behind_labels(row, cells))

    def _row(self, line: Line) -> None:
        filled = line.filled
        if not filled:
            return
        if any(period_of(cell.text) or CHANCE_HEAD.matches(cell.text) for cell in filled):
            self._draft().periodic = True
        if self.header is None and self._above(line, filled):
            return
        if header := header_of(_HEADINGS, line.cells):
            self.header, self.heads_wait = [*header, *_wide_columns(line.cells)], True
        elif self.header is not None and self.heads_wait and (sub := _sub_columns(line.cells)):
            wide = ("causes", "possibility")
            self.header = [*(c for c in self.header if c[2] not in wide), *sub]
            self.heads_wait = False
        elif self.header is not None:
            self._draft().rows.append(take_indicator(self.header, line.cells))

    def _above(self, line: Line, filled: Sequence[Cell]) -> bool:
        """A row above the indicators: offices, money, the goal."""
        for row in (OFFICES, GOAL):
            if row.begins_with(filled[0].text):
                self._pairs(row, line.cells)
                return True
        if money := _money_columns(line.cells):
            self.money = [(a, b, name) for a, b, name, _ in money]
            self._draft().months = next((m for _, _, _, m in money if m), self._draft().months)
            return True
        return self.money is not None and self._money_row(line.cells)

    def _money_row(self, cells: Sequence[Cell]) -> bool:
        for key, label in MONEY_ROWS.items():
            if any(label.matches(cell.text) for cell in cells):
                for cell in cells:
                    for first, last, name in self.money or ():
                        if first <= cell.column <= last:
                            self._draft().values[f"{key}.{name}"] = cell.text
                return True
        return False

    def found(self) -> Iterator[Found]:
        """The tables that speak of a period or a possibility: any other is another form."""
        for draft, year in self.drafts:
            if draft.periodic:
                table = draft.table(year)
                kept = (row for row in draft.rows if _has_content(row))
                places = tuple((row.get("target") or row["name"]).place for row in kept)
                yield Found(table, draft.place, places)


def _behind_labels(row: Row, cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    """Each label's value: the cell behind it, whatever it says; of a short row not another label."""
    at, short = 0, len(cells) < len(row.parts)
    for label, slot in zip(row.parts[::2], row.parts[1::2], strict=True):
        found = (n for n in range(at, len(cells) - 1) if _prints(label, cells[n]))
        place = next(found, None)
        if place is not None and isinstance(slot, Slot):
            others = [part for part in row.parts[::2] if part is not label]
            if not (short and any(_prints(other, cells[place + 1]) for other in others)):
                yield slot.field, cells[place + 1].text
                at = place + 2


def _prints(part: Part, cell: Cell) -> bool:
    return isinstance(part, Label) and part.matches(cell.text)


def _span(cell: Cell) -> tuple[int, int]:
    return cell.column, cell.column + cell.column_span - 1


def _money_columns(cells: Sequence[Cell]) -> list[tuple[int, int, str, int]]:
    """The money heading: (first column, last column, field, months of the period or 0)."""
    found: list[tuple[int, int, str, int]] = []
    names = {"执行数": "executed", "执行率": "rate"}
    for cell in cells:
        if INITIAL.matches(cell.text):
            found.append((*_span(cell), "initial", 0))
        elif ESTIMATE_MONEY.matches(cell.text):
            found.append((*_span(cell), "estimate", 0))
        elif (period := period_of(cell.text)) and period[1] in names:
            found.append((*_span(cell), names[period[1]], period[0]))
    return found if len(found) >= 2 else []


def _wide_columns(cells: Sequence[Cell]) -> Columns:
    found: Columns = []
    for cell in cells:
        if (period := period_of(cell.text)) and period[1] == "执行情况":
            found.append((*_span(cell), "progress"))
        for label, name in (
            (ESTIMATE, "estimate"), (REMARK, "remark"), (CAUSE_HEAD, "causes"), (CHANCE_HEAD, "possibility"),
        ):  # fmt: skip
            if label.matches(cell.text):
                found.append((*_span(cell), name))
    return found


def _sub_columns(cells: Sequence[Cell]) -> Columns:
    """The second heading row: the causes, and the three possibilities."""
    labels = [*((v, f"causes.{k}") for k, v in CAUSE_LABELS.items())]
    labels += [(v, f"possibility.{k}") for k, v in CHANCE_LABELS.items()]
    found = [
        (*_span(cell), name) for cell in cells for label, name in labels if label.matches(cell.text)
    ]
    return found if len(found) >= 3 else []


def _has_content(row: dict[str, Value]) -> bool:
    return any(row[name].text for name in ("name", "target") if name in row)


def _rows(rows: Sequence[dict[str, Value]]) -> Iterator[MonitoringRow]:
    """The rows with content; an empty level cell means the level above it."""
    level1 = level2 = ""
    for row in rows:
        text = {key: value.text for key, value in row.items()}
        printed1, printed2 = (_squeezed(text.get(f"level{n}", "")) for n in (1, 2))
        if printed1:
            level1, level2 = printed1, ""
        level2 = printed2 or level2
        if _has_content(row):
            yield MonitoringRow(
                name=one_line(text.get("name")),
                level1="" if level1 == NO_LEVEL else level1,
                level2="" if level2 == NO_LEVEL else level2,
                target=one_line(text.get("target")),
                progress=one_line(text.get("progress")),
                estimate=one_line(text.get("estimate")),
                causes=tuple(one_line(text.get(f"causes.{key}")) for key in CAUSES),
                possibility=next((k for k in CHANCE_LABELS if text.get(f"possibility.{k}")), ""),
                remark=one_line(text.get("remark")),
            )


def _squeezed(text: str) -> str:
    return "".join(text.split())
