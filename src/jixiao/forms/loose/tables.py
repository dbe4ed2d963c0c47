"""True tables → what each project prints: columns are known by their place, headings say what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.columns import columns_of, is_heading_of_indicators, may_head_indicators
from jixiao.forms.loose.contents import is_level1, is_level2, is_nothing
from jixiao.forms.loose.headings import column_of, goals_of, identity_of, is_end
from jixiao.forms.loose.labels import is_printed, label_in
from jixiao.forms.loose.money_words import money_head_of, money_row_of, money_unit_in
from jixiao.forms.loose.raw import RawPage, RawProject
from jixiao.forms.loose.settling import settled
from jixiao.grids.document import Cell as GridCell
from jixiao.grids.document import Document, Grid, Paragraph

Row = tuple[GridCell, ...]


def read_tables(document: Document) -> RawPage:
    """What the tables of a document print."""
    page = RawPage()
    reader = _Reader(page)
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.text:
            reader.take_paragraph(block)
        elif isinstance(block, Grid):
            reader.take_grid(block)
    return page


@dataclass(frozen=True)
class _Field:
    """A column of the indicators by its place in the grid."""

    first: int
    last: int
    name: str


@dataclass
class _Reader:
    """Where the reading stands; a project goes on in the next table until its name comes again."""

    page: RawPage
    fields: list[_Field] = field(default_factory=list)
    heads: list[tuple[int, int, str]] = field(default_factory=list)
    goals: list[tuple[int, int, str]] = field(default_factory=list)
    unit: str | None = None
    closed: bool = True
    project_of_row: dict[int, int] = field(default_factory=dict)

    def take_paragraph(self, paragraph: Paragraph) -> None:
        """A line between tables: a title, or a unit line."""
        self.unit = money_unit_in(paragraph.text) or self.unit
        if len(paragraph.text) < 120:
            self.page.titles.append(Cell(paragraph.text, paragraph.place))
        self.fields = []

    def take_grid(self, grid: Grid) -> None:
        """One table."""
        rows = list(grid.rows())
        covering = _covering(grid)
        skip = 0
        for number, row in enumerate(rows):
            if skip:
                skip -= 1
                continue
            filled = tuple(c for c in row if c.text)
            if not filled:
                continue
            if (taken := self._heading(number, rows, covering)) is not None:
                skip = taken
            elif self.fields and not self._ends(filled):
                self._indicator(number, covering)
            else:
                self._labelled(row, filled)

    # -- indicators --------------------------------------------------------------------------------

    def _heading(
        self, number: int, rows: Sequence[Row], covering: Sequence[Sequence[GridCell | None]]
    ) -> int | None:
        """Opens the indicators where a row heads them; answers how many more rows of headings follow."""
        below = number + 1 < len(rows) and _is_second_row(rows[number], rows[number + 1])
        heads = _heads(covering[number], covering[number + 1] if below else None)
        columns = columns_of([h.text for h in heads])
        if not may_head_indicators(columns):
            return None
        columns = settled(columns, _contents(heads, covering[number + 1 + below :]))
        if not is_heading_of_indicators(columns):
            return None
        known = [n for n, c in enumerate(columns) if c.field != "other"]
        project = self._project()
        if project.rows:
            project = self._begin()
        self.fields = [
            _Field(heads[n].column, heads[n].column + heads[n].column_span - 1, columns[n].field)
            for n in known
        ]
        self._project_columns(heads)
        project.columns, project.headed = [columns[n] for n in known], True
        self.heads, self.goals = [], []
        return 1 if below else 0

    def _project_columns(self, heads: Sequence[GridCell]) -> None:
        """In a table of many projects a column names the project of each row."""
        self.many: list[_Field] = [
            _Field(h.column, h.column + h.column_span - 1, identity_of(h.text) or "") for h in heads
            if identity_of(h.text)
        ]  # fmt: skip
        self.many += [
            _Field(h.column, h.column + h.column_span - 1, f"money {money_row_of(h.text) or 'total'}") for h in heads
            if self.many and (money_row_of(h.text) or money_head_of(h.text))
        ]  # fmt: skip
        self.many += [
            _Field(h.column, h.column + h.column_span - 1, goals_of(h.text) or "") for h in heads
            if self.many and goals_of(h.text)
        ]  # fmt: skip
        self.last_name: GridCell | None = None

    def _indicator(self, number: int, covering: Sequence[Sequence[GridCell | None]]) -> None:
        row = covering[number]
        if any(f.name == "name" for f in self.many):
            self._turn_to_project(row)
        made: dict[str, Cell] = {}
        for one in self.fields:
            cells = _under(one, row)
            texts = [c for c in cells if c.text]
            if not texts:
                continue
            cell = texts[0]
            above = cell.row < number + 1
            if above and one.name not in ("level1", "level2", "level1 long", "level2 long"):
                margin = 0.0 if one.name in ("target", "name") else 1.0
                if one.name in (
                    "weight",
                    "score",
                    "actual",
                    "deviation",
                    "basis",
                    "description",
                    "note",
                ):
                    continue
                made[one.name] = Cell(cell.text, cell.place, margin)
                continue
            margin = float("inf") if len(texts) == 1 else 0.0
            made[one.name] = Cell("".join(t.text for t in texts), cell.place, margin)
        if any(not is_nothing(c.text) for f, c in made.items() if not f.startswith("level")):
            self._project().rows.append(made)

    def _turn_to_project(self, row: Sequence[GridCell | None]) -> None:
        """A new name in the project column begins a project with the same columns."""
        at = next(f for f in self.many if f.name == "name")
        cell = next((c for c in _under(at, row) if c.text), None)
        if cell is None or cell is self.last_name:
            return
        columns = self._project().columns
        if self.last_name is not None or self._project().rows or "name" in self._project().values:
            self._begin()
        self.last_name = cell
        project = self._project()
        project.columns, project.headed, project.money_unit = columns, True, self.unit
        for one in self.many:
            found = next((c for c in _under(one, row) if c.text), None)
            if found is None or not one.name:
                continue
            if one.name.startswith("money "):
                project.money[one.name.removeprefix("money ")] = Cell(found.text, found.place)
            else:
                project.values[one.name] = Cell(found.text, found.place)

    def _ends(self, filled: Row) -> bool:
        """Whether the indicators end before a row."""
        first = filled[0]
        if is_end(first.text) or (
            len(filled) > 1 and is_end(filled[1].text) and first.row_span > 1
        ):
            self.fields, self.closed = [], True
            return True
        if (identity_of(first.text) or goals_of(first.text)) and len(filled) > 1:
            self.fields = []
            return True
        if (
            len(filled) == 1
            and len(self.fields) >= 3
            and first.column_span >= 3
            and not (is_level1(first.text) or is_level2(first.text))
        ):
            self.fields = []
            return True
        return False

    # -- labels ------------------------------------------------------------------------------------

    def _labelled(self, row: Row, filled: Row) -> None:
        for cell in filled:
            self.unit = money_unit_in(cell.text) or self.unit
        if self._money_heads(filled) or self._goal_heads(filled):
            return
        if self._under_goals(row):
            return
        if len(filled) == 1 and not label_in(filled[0].text):
            self.page.titles.append(Cell(filled[0].text, filled[0].place))
            return
        self._pairs(row)

    def _pairs(self, row: Row) -> None:
        """Each label gives what it names to the next cell, where that is not a label itself."""
        for n, cell in enumerate(row):
            label = label_in(cell.text) if cell.text else None
            if label is None:
                continue
            self.page.labels.append(cell.text)
            if label.kind == "money":
                self._money(label.field, row[n + 1 :])
            elif label.kind in ("identity", "goals") and n + 1 < len(row):
                self._value(label.kind, label.field, row[n + 1])

    def _value(self, kind: str, name: str, cell: GridCell) -> None:
        if (
            kind == "identity"
            and name == "name"
            and (self._project().rows or "name" in self._project().values)
        ):
            self._begin()
        if cell.text and not (is_printed(cell.text) and kind == "identity"):
            if kind == "goals" and label_in(cell.text):
                return
            self._project().values.setdefault(name, Cell(cell.text, cell.place))

    def _money_heads(self, filled: Row) -> bool:
        heads = [
            (c.column, c.column + c.column_span - 1, name)
            for c in filled
            if (name := money_head_of(c.text))
        ]
        if "executed" not in {h for _, _, h in heads} or len(heads) < 2 or self.fields:
            return False
        self.heads = heads
        self._project().money_unit = self._project().money_unit or self.unit
        return True

    def _money(self, name: str, after: Sequence[GridCell]) -> None:
        project = self._project()
        project.money_unit = project.money_unit or self.unit
        if not self.heads:
            first = next((c for c in after if not is_nothing(c.text)), None)
            if first and not is_printed(first.text) and first is after[0]:
                project.money.setdefault(name, Cell(first.text, first.place))
            return
        for begin, end, head in self.heads:
            cell = next((c for c in after if begin <= c.column <= end), None)
            if cell and not is_nothing(cell.text):
                project.money.setdefault(f"{name}.{head}", Cell(cell.text, cell.place))

    def _goal_heads(self, filled: Row) -> bool:
        heads = [
            (c.column, c.column + c.column_span - 1, g) for c in filled if (g := goals_of(c.text))
        ]
        names = {h for _, _, h in heads}
        if len(names) < 2 or any(not is_printed(c.text) for c in filled):
            return False
        self.goals = [h for h in heads if h is not heads[0] or len(heads) == len(names)]
        return True

    def _under_goals(self, row: Row) -> bool:
        if not self.goals:
            return False
        heads, self.goals = self.goals, []
        for begin, end, name in heads:
            cell = next((c for c in row if begin <= c.column <= end and c.text), None)
            if cell and not is_printed(cell.text):
                self._project().values.setdefault(name, Cell(cell.text, cell.place))
        return True

    def _project(self) -> RawProject:
        return self.page.projects[-1] if self.page.projects else self._begin()

    def _begin(self) -> RawProject:
        self.page.projects.append(RawProject())
        if self.heads:
            self.heads = []
        return self.page.projects[-1]


def _covering(grid: Grid) -> list[list[GridCell | None]]:
    """For each row (0-based) the cell that covers each column."""
    width, height = grid.width, grid.height
    made: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for r in range(cell.row - 1, min(cell.row - 1 + cell.row_span, height)):
            for c in range(cell.column - 1, min(cell.column - 1 + cell.column_span, width)):
                made[r][c] = cell
    return made


def _heads(
    row: Sequence[GridCell | None], below: Sequence[GridCell | None] | None
) -> list[GridCell]:
    """The heading cells column by column, the lower of two where there are two; each once."""
    made: list[GridCell] = []
    for n, upper in enumerate(row):
        lower = below[n] if below else None
        cell = lower if lower is not None and lower.text and column_of(lower.text) else upper
        if cell is not None and cell.text and not any(cell is m for m in made):
            made.append(cell)
    return made


def _contents(
    heads: Sequence[GridCell], rows: Sequence[Sequence[GridCell | None]]
) -> dict[int, list[str]]:
    """What stands under each heading, down to the end of the indicators; a spanning cell counts once."""
    made: dict[int, list[str]] = {n: [] for n in range(len(heads))}
    seen: set[int] = set()
    for row in rows:
        first = next((c for c in row if c is not None and c.text), None)
        if first is not None and (is_end(first.text) or identity_of(first.text)):
            break
        for n, head in enumerate(heads):
            under = row[head.column - 1 : head.column - 1 + head.column_span]
            for cell in under:
                if cell is not None and id(cell) not in seen:
                    seen.add(id(cell))
                    made[n].append(cell.text)
    return made


def _is_second_row(row: Row, below: Row) -> bool:
    """Whether the row below splits headings of this one: it holds headings and nothing else."""
    filled = [c for c in below if c.text]
    return (
        0 < len(filled) < len(row)
        and all(column_of(c.text) for c in filled)
        and any(c.row_span > 1 and column_of(c.text) for c in row)
    )


def _under(one: _Field, row: Sequence[GridCell | None]) -> Iterator[GridCell]:
    seen: GridCell | None = None
    for cell in row[one.first - 1 : one.last]:
        if cell is not None and cell is not seen:
            seen = cell
            yield cell
