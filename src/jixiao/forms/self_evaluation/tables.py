"""Reading self-evaluations whose cells stand in rows and columns: headings say what a column is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from jixiao.forms.matching import Value, take_indicator
from jixiao.forms.self_evaluation.headings import bare, field_of, is_end, is_total
from jixiao.forms.self_evaluation.printed import Printed, amount_of
from jixiao.grids.document import Cell, Line

Header = list[tuple[int, int, str]]
_MONEY_UNIT = re.compile(r"[(（]\s*(?:单位\s*[:：])?\s*(万元|元|亿元|萬元)\s*[)）]")
_FORM_TITLE = re.compile(r"自评(?:价)?表|绩效自评|绩效目标自评")
_TABLE_WORDS = frozenset(
    ("年度总体目标", "总体目标", "年度绩效目标", "绩效指标", "项目资金", "年度目标")
)


@dataclass
class TableReader:
    """Takes rows one by one; a new 项目名称 after indicators begins a new project."""

    records: list[Printed] = field(default_factory=list)
    header: Header | None = None
    money: Header | None = None
    goals: Header | None = None
    title: Value | None = None
    broken: tuple[Cell, ...] = ()
    found: bool = False

    def take_row(self, line: Line) -> None:
        """One row of a table."""
        filled = line.filled
        if not filled:
            return
        for taken in (
            self._identity, self._header, self._money_header, self._goals_header, self._money_row,
            self._total, self._indicator, self._goals_row,
        ):  # fmt: skip
            if taken(line.cells):
                return
        self._unplaced(filled)

    def take_title(self, text: str, line: Line) -> None:
        """A paragraph above a table."""
        if _FORM_TITLE.search(text):
            self.title = Value(text, line.place)
            self.header = None

    # -- what a row may be -------------------------------------------------------------------------

    def _identity(self, cells: Sequence[Cell]) -> bool:
        if self.header is not None and not self._begins_anew(cells):
            return False
        pairs = [
            (name, after) for cell, after in pairwise(cells)
            if (name := field_of("identity", cell.text))
        ]  # fmt: skip
        if not pairs:
            return False
        if self.header is not None or (
            self.records and "name" in {n for n, _ in pairs} & self._record().values.keys()
        ):
            self._begin()
        for name, after in pairs:
            if not field_of("identity", after.text):
                self._record().values.setdefault(name, Value(after.text, after.place))
        return True

    def _begins_anew(self, cells: Sequence[Cell]) -> bool:
        first = next((c for c in cells if c.text), None)
        return first is not None and field_of("identity", first.text) == "name"

    def _header(self, cells: Sequence[Cell]) -> bool:
        header = _columns("column", cells)
        names = {name for _, _, name in header}
        if (
            self.header is not None
            and names & {"sign", "target", "unit"}
            and len(names) == len(cells)
        ):
            return self._split_target(header)
        others = sum(1 for c in cells if c.text) - len(header)
        if (
            not {"name", "target"} <= names
            or not names & {"actual", "score"}
            or others > len(header) // 2 + 1
        ):
            return False
        self.header, self.money, self.goals, self.found = header, None, None, True
        self._record()
        return True

    def _split_target(self, below: Header) -> bool:
        """指标性质, 指标值, 度量单位 in a second heading row, under 年度指标值."""
        assert self.header is not None
        first, last = below[0][0], below[-1][1]
        kept = [h for h in self.header if h[1] < first or h[0] > last]
        self.header = sorted([*kept, *below])
        return True

    def _money_header(self, cells: Sequence[Cell]) -> bool:
        header = _columns("money", cells)
        names = {name for _, _, name in header}
        if (
            self.header is not None
            or not names & {"adjusted", "initial"}
            or "executed" not in names
        ):
            return False
        self.money = header
        record = self._record()
        record.hebei |= any(bare(c.text) == "调整预算数" for c in cells)
        self._unit_of(cells)
        return True

    def _unit_of(self, cells: Sequence[Cell]) -> None:
        found = next((f for c in cells if (f := _MONEY_UNIT.search(c.text))), None)
        if found:
            self._record().money_unit = found[1]

    def _money_row(self, cells: Sequence[Cell]) -> bool:
        label = next(((c, name) for c in cells if (name := _money_row_of(c.text))), None)
        if self.money is None or self.header is not None or label is None:
            return False
        cell, key = label
        self._unit_of(cells)
        after = [c for c in cells if c.column > cell.column]
        taken = take_indicator(self.money, after) if after else {}
        for name, value in taken.items():
            self._record().values.setdefault(f"{key}.{name}", value)
        return True

    def _goals_header(self, cells: Sequence[Cell]) -> bool:
        header = _columns("goals", cells)
        if self.header is not None or {name for _, _, name in header} != {"goals", "results"}:
            return False
        self.goals = header
        return True

    def _goals_row(self, cells: Sequence[Cell]) -> bool:
        if self.goals is None or self.header is not None:
            return False
        taken = take_indicator(
            self.goals, [c for c in cells if c.column > 1 or bare(c.text) not in _TABLE_WORDS]
        )
        for name, value in taken.items():
            self._record().values.setdefault(name, value)
        self.goals = None
        return bool(taken)

    def _total(self, cells: Sequence[Cell]) -> bool:
        first = next(c for c in cells if c.text)
        if self.header is None or not is_end(first.text):
            return False
        if not is_total(first.text):
            self.header = None
            self._unplaced([c for c in cells if c.text])
            return True
        taken = take_indicator(self.header, [c for c in cells if c is not first])
        for name in ("weight", "score"):
            if name in taken and taken[name].text:
                self._record().values.setdefault(f"sum.{name}", taken[name])
        self.header = None
        self.title = None
        return True

    def _indicator(self, cells: Sequence[Cell]) -> bool:
        if self.header is None:
            return False
        cells = self._continued(cells)
        self._record().rows.append(take_indicator(self.header, cells))
        return True

    def _continued(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """A row broken by a line break inside a cell of a text export is put together again."""
        assert self.header is not None
        width, before = len(self.header), self.broken
        self.broken = ()
        if before and len(before) + len(cells) in (width, width - 1) and _goes_on(cells):
            self._record().rows.pop()
            moved = [replace(c, column=c.column + len(before)) for c in cells]
            return [*before, *moved]
        if len(cells) < width and cells[0].column == 1 and cells[-1].column == len(cells):
            self.broken = tuple(cells)
        return cells

    def _unplaced(self, filled: Sequence[Cell]) -> None:
        text = "｜".join(c.text for c in filled)
        if _FORM_TITLE.search(text) and len(text) < 60:
            self.title = Value(text, filled[0].place)
        elif self.records and bare(filled[0].text) not in _TABLE_WORDS:
            self._record().unread.append(Value(text, filled[0].place))

    def _begin(self) -> None:
        self.records.append(Printed(title=self.title))
        self.header = self.money = self.goals = None

    def _record(self) -> Printed:
        if not self.records:
            self._begin()
        return self.records[-1]


def _money_row_of(printed: str) -> str | None:
    """The money row a label names, 其中： before it or not."""
    return field_of("money row", printed)


def _goes_on(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with a value, not with a level or a name."""
    first = Value(cells[0].text, None)
    return amount_of(first) is not None or any(ch.isdigit() for ch in cells[0].text[:2])


def _columns(table: str, cells: Sequence[Cell]) -> Header:
    """The heading a row prints: (first column, last column, field); a field's first column counts."""
    header: Header = []
    for cell in cells:
        name = field_of(table, cell.text)
        if name and name not in {n for _, _, n in header}:
            header.append((cell.column, cell.column + cell.column_span - 1, name))
    return header
