"""Loose words → what each project prints: labels take what follows them, headings open the indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jixiao.forms.loose.aligning import Cell, align
from jixiao.forms.loose.columns import (
    columns_of,
    heads_twice,
    is_heading_of_indicators,
    may_head_indicators,
)
from jixiao.forms.loose.contents import is_level1, is_level2, is_nothing
from jixiao.forms.loose.heading_rows import HeadingRows, from_levels, of_many
from jixiao.forms.loose.headings import is_sum
from jixiao.forms.loose.label_words import LabelWords
from jixiao.forms.loose.labels import Label, label_in
from jixiao.forms.loose.money_cells import INVISIBLE, amounts_from, under_heads
from jixiao.forms.loose.money_words import money_unit_in
from jixiao.forms.loose.raw import MARGIN, Column, RawPage, RawProject
from jixiao.forms.loose.runs import rows_of
from jixiao.forms.loose.settling import settled
from jixiao.forms.loose.words import Export, Gap, Word

_COLON = re.compile(r"^(?P<label>[^:：]{2,20})[:：]\s*(?P<rest>.*\S)\s*$", re.S)


def read_stream(words: Sequence[Word], export: Export) -> RawPage:
    """What the words print."""
    reader = _Reader([piece for word in words for piece in _at_colon(word)], export)
    reader.read()
    return reader.page


def _at_colon(word: Word) -> list[Word]:
    """``单位名称:施甸县农业农村局`` in one cell is a label and its value."""
    found = _COLON.match(word.text)
    if found is None or len(word.text) > 200:
        return [word]
    label = label_in(found["label"])
    if label is None or label.kind == "goals":
        return [word]
    return [
        replace(word, text=found["label"]),
        Word(found["rest"], Gap.CELL, word.place, word.line),
    ]


@dataclass
class _Reader:
    """Where the reading stands."""

    words: list[Word]
    export: Export
    page: RawPage = field(default_factory=RawPage)
    at: int = 0
    heads: list[str] = field(default_factory=list)
    waiting: str | None = None
    unit: str | None = None
    columns: list[Column] = field(default_factory=list)
    began: int = -1
    ended: int = -2
    rows: HeadingRows = field(init=False)
    labels: LabelWords = field(init=False)
    _bare_labels: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rows = HeadingRows(self.words, self.export)
        self.labels = LabelWords(self.words, self.export)

    def read(self) -> None:
        """Everything, word by word."""
        while self.at < len(self.words):
            before = self.at
            if not (self._heading() or self._money_heads() or self._label()):
                self._loose()
            assert self.at > before

    # -- the indicators ----------------------------------------------------------------------------

    def _heading(self) -> bool:
        self.began = self.at
        columns, end = self.rows.whole_row(self.at)
        if not columns:
            heads, end = self.rows.heads_from(self.at)
            columns = columns_of([h.text for h in from_levels(heads)])
        if not may_head_indicators(columns):
            columns, end = self.rows.row_of_many(self.at)
            if not columns:
                return False
        elif self.export is not Export.ROWS:
            columns = [*self._project_heads(), *columns]
        stop = self.rows.stop(end)
        first = self.words[end].text if end < stop else ""
        if self.export.is_run and not (is_level1(first) or is_level2(first)):
            columns = [
                *columns,
                Column("other", first),
            ]  # a heading nobody knows: what cells are is open
        else:
            unknown = self.rows.more(end, stop, {c.field for c in columns})
            columns = [*columns, *(Column("other", w.text) for w in unknown)]
            end += len(unknown)
        columns = self._settled(columns, end, stop)
        if not is_heading_of_indicators(columns):
            return False
        if self.export is not Export.ROWS and heads_twice(columns):
            self.at, self._project().headed = stop, True
            return True
        project = self._project()
        if project.rows and not self._goes_on(columns):
            project = self._begin()
        project.columns, project.headed = columns, True
        project.grid = False
        project.loose, project.cut = self.export is not Export.ROWS, stop == len(self.words)
        fields = [c.field for c in columns]
        taken = self.words[end:stop]
        if self.export.is_run:
            rows = rows_of(taken, fields, by_rows=self.export.by_rows)
        else:
            rows = align(taken, fields, self.export)
        if rows and stop == len(self.words):
            self._cut_off(rows, fields)
        self._take_rows([{columns[n].field: c for n, c in row.items()} for row in rows], columns)
        self.at, self.waiting, self.ended = stop, None, stop
        return True

    def _goes_on(self, columns: Sequence[Column]) -> bool:
        """Whether the headings only come again on the next page: the same, right behind the last row."""
        same = [c.field for c in self._project().columns] == [c.field for c in columns]
        return same and self.ended == self.began

    def _settled(self, columns: list[Column], start: int, stop: int) -> list[Column]:
        """The columns, those that nobody knows named by what a first alignment lays into them."""
        if all(c.field != "other" for c in columns):
            return columns
        rows = align(self.words[start:stop], [c.field for c in columns], self.export)
        return settled(
            columns, {n: [r[n].text for r in rows if n in r] for n in range(len(columns))}
        )

    def _cut_off(self, rows: list[dict[int, Cell]], fields: Sequence[str]) -> None:
        """Where the text ends inside a row, the row is not read."""
        last = [
            n
            for n, field in enumerate(fields)
            if field in ("target", "target half", "actual", "score")
        ]
        names = [n for n, field in enumerate(fields) if field == "name"]
        if any(n in rows[-1] for n in names) and not any(n in rows[-1] for n in last):
            self._project().unread += rows.pop().values()

    def _project_heads(self) -> list[Column]:
        """Labels right before the headings, none with a value: a table of many projects names each there."""
        at = self.at
        while at > 0 and (
            self.words[at - 1].text in self._bare_labels or not self.words[at - 1].text
        ):
            at -= 1
        heads = [of_many(Column("other", w.text)) for w in self.words[at : self.at] if w.text]
        return heads if "project" in {h.field for h in heads} else []

    def _take_rows(self, rows: Sequence[dict[str, Cell]], columns: list[Column]) -> None:
        """Rows of the project, or, in a table of many, of the projects they name."""
        for printed in rows:
            row = {
                f: c
                for f, c in printed.items()
                if c.text or f not in ("project", "office", "money")
            }
            if "project" in row and "name" in row:
                project = self._project()
                if project.rows or "name" in project.values:
                    project = self._begin()
                project.columns, project.headed, project.money_unit = columns, True, self.unit
                for field, name in (("name", "project"), ("goals", "goal")):
                    if name in row:
                        project.values[field] = row[name]
                if "money" in row:
                    project.money["total"] = row["money"]
            if "office" in row:
                self._project().values["unit"] = row["office"]
            if "project" not in row or "name" in row:
                self._project().rows.append(row)

    # -- labels ------------------------------------------------------------------------------------

    def _label(self) -> bool:
        label, length = self.labels.at(self.at)
        if label is None:
            return False
        word = self.words[self.at]
        self.page.labels.append(word.text)
        self.unit = (
            money_unit_in("".join(w.text for w in self.words[self.at : self.at + length]))
            or self.unit
        )
        self.at += length
        if label.kind in ("money", "head", "other"):
            self._bare_labels.add(word.text)
        if label.kind == "money" and not (is_sum(word.text) and self.ended == self.at - length):
            self._money(label.field)
        elif label.kind in ("identity", "goals"):
            self._value(label)
        return True

    def _value(self, label: Label) -> None:
        word_text = self.words[self.at - 1].text
        taken = self._taken(label)
        if label.kind == "identity" and label.field == "name" and self._project().rows:
            self._begin()
        project = self._project()
        if not taken:
            self._bare_labels.add(word_text)
            self.waiting = label.field if label.kind == "identity" else self.waiting
            return
        text = _joined(taken)
        cell = Cell(text, taken[0].place)
        if label.kind == "identity" and self._is_doubtful(label):
            project.doubts.setdefault(label.field, cell)
        elif label.field not in project.values:
            project.values[label.field] = cell
        self.waiting = None

    def _is_doubtful(self, label: Label) -> bool:
        """A label before it found no value where empty cells are not seen: whose value is this?"""
        if self.export is Export.CELLS and self.at < len(self.words):
            after = self.words[
                self.at
            ].text  # a value that goes on in the next line, or an unknown label
            return bool(after) and not is_nothing(after) and not self.labels.begin(self.at)
        if self.export.is_run and label.field == "name" and self.at < len(self.words):
            follows = self.words[self.at]  # the name may end with these very words
            return follows.text.startswith("项目") and follows.gap is not Gap.ROW
        return self.waiting is not None and self.export in INVISIBLE

    def _taken(self, label: Label) -> list[Word]:
        """The words behind a label, up to the form's next own word."""
        most = 1 if self.export in (Export.ROWS, Export.CELLS) and label.kind == "identity" else 60
        taken: list[Word] = []
        row = self.words[self.at - 1].line
        while self.at < len(self.words) and len(taken) < most:
            word = self.words[self.at]
            if self.export.by_rows and word.line != row:
                break
            if self.labels.begin(self.at) or (
                label.kind == "goals" and taken and self.export is Export.ROWS
            ):
                break
            self.at += 1
            if word.text or most == 1:
                taken.append(word)
        return [w for w in taken if not is_nothing(w.text)]

    # -- money -------------------------------------------------------------------------------------

    def _money_heads(self) -> bool:
        heads: list[str] = []
        at = self.at
        while at < len(self.words):
            label, length = self.labels.at(at)
            if label is None or label.kind != "head":
                if not self.words[at].text and heads:
                    at += 1
                    continue
                break
            heads.append(label.field)
            at += length
        if len(heads) < 2 or "executed" not in heads:
            return False
        self.heads, self.at = heads, at
        return True

    def _money(self, name: str) -> None:
        taken = amounts_from(self.words, self.at, self.export, headed=bool(self.heads))
        self.at += len(taken)
        project = self._project()
        if project.money_unit is None:
            project.money_unit = self.unit
        if not self.heads:
            self._one_amount(name, taken)
            return
        found = under_heads(taken, self.heads, self.export)
        if found is None:
            for cell in taken[:1]:
                project.doubts.setdefault(f"money.{name}", cell)
            return
        for head, cell in found.items():
            project.money.setdefault(f"{name}.{head}", cell)

    def _one_amount(self, name: str, taken: Sequence[Cell]) -> None:
        filled = [c for c in taken if not is_nothing(c.text)]
        project = self._project()
        if len(filled) == 1:
            project.money.setdefault(name, filled[0])
        elif filled:
            project.doubts.setdefault(f"money.{name}", filled[0])

    # -- the rest ----------------------------------------------------------------------------------

    def _loose(self) -> None:
        word = self.words[self.at]
        self.unit = money_unit_in(word.text) or self.unit
        named = "绩效" in word.text and len(word.text) < 60
        if word.text and (named or not self.page.projects):
            self.page.titles.append(Cell(word.text, word.place))
        self.at += 1

    def _project(self) -> RawProject:
        return self.page.projects[-1] if self.page.projects else self._begin()

    def _begin(self) -> RawProject:
        self.page.projects.append(RawProject())
        self.heads, self.waiting = [], None
        return self.page.projects[-1]


def _joined(taken: Sequence[Word]) -> str:
    made = taken[0].text
    for word in taken[1:]:
        both = made[-1:].isascii() and word.text[:1].isascii()
        made += (" " if both and word.gap is Gap.BLANK else "") + word.text
    return made


__all__ = ["MARGIN", "read_stream"]
