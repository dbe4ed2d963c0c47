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
from jixiao.forms.loose.contents import is_level1, is_level2, is_nothing, is_target
from jixiao.forms.loose.headings import column_of, identity_of, is_end, is_other, is_sum
from jixiao.forms.loose.labels import Label, is_printed, label_in
from jixiao.forms.loose.money import amount_in, placed, split
from jixiao.forms.loose.money_words import money_unit_in
from jixiao.forms.loose.raw import MARGIN, Column, RawPage, RawProject
from jixiao.forms.loose.runs import rows_of
from jixiao.forms.loose.settling import settled
from jixiao.forms.loose.words import Export, Gap, Word

_COLON = re.compile(r"^(?P<label>[^:：]{2,20})[:：]\s*(?P<rest>.*\S)\s*$", re.S)
_TITLE = re.compile(
    r"绩效[^，。；]{0,8}表$|^[(（](?:19|20)\d\d年度?[)）]$|^[(（]?[一二三四五六七八九十]{1,2}[)）、]"
)
_INVISIBLE = (Export.BLANKS, Export.RUN, Export.BLANK_ROWS, Export.RUN_ROWS)
_JOINED = {
    Export.ROWS: 1,
    Export.CELLS: 2,
    Export.BLANK_ROWS: 2,
    Export.BLANKS: 3,
    Export.RUN: 1,
    Export.RUN_ROWS: 1,
}
_MOST_HEADS, _MOST_UNKNOWN = 24, 4


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
    _bare_labels: set[str] = field(default_factory=set)

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
        columns, end = self._whole_row()
        if not columns:
            heads, end = self._heads_from(self.at)
            columns = columns_of([h.text for h in _from_levels(heads)])
        if not may_head_indicators(columns):
            columns, end = self._row_of_heads()
            if not columns:
                return False
        elif self.export is not Export.ROWS:
            columns = [*self._project_heads(), *columns]
        stop = self._stop(end)
        first = self.words[end].text if end < stop else ""
        if self.export.is_run and not (is_level1(first) or is_level2(first)):
            columns = [
                *columns,
                Column("other", first),
            ]  # a heading nobody knows: what cells are is open
        else:
            unknown = self._more_heads(end, stop, {c.field for c in columns})
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

    def _rest_of_heads(self, end: int) -> int:
        """Lines that hold headings alone go on with the row of headings above: a cell's line break tore it."""
        while end < len(self.words) and self.words[end].gap is Gap.ROW:
            last = end + 1
            while last < len(self.words) and self.words[last].gap is not Gap.ROW:
                last += 1
            filled = [w.text for w in self.words[end:last] if w.text]
            if not filled or not all(column_of(t) and not is_level2(t) for t in filled):
                break
            end = last
        return end

    def _goes_on(self, columns: Sequence[Column]) -> bool:
        """Whether the headings only come again on the next page: the same, right behind the last row."""
        same = [c.field for c in self._project().columns] == [c.field for c in columns]
        return same and self.ended == self.began

    def _whole_row(self) -> tuple[list[Column], int]:
        """A line that heads the indicators, unknown headings and all; none where a line is no row."""
        word = self.words[self.at]
        if self.export not in (Export.ROWS, Export.BLANK_ROWS) or word.gap is not Gap.ROW:
            return [], self.at
        end = self.at + 1
        while end < len(self.words) and self.words[end].gap is not Gap.ROW:
            end += 1
        end = self._rest_of_heads(end)
        heads = [w.text for w in self.words[self.at : end] if w.text]
        side = next((n for n, head in enumerate(heads) if not is_other(head)), len(heads))
        if side == len(heads) or (label_in(heads[side]) and not column_of(heads[side])):
            return [], self.at  # a table of many projects names each before the levels
        known = [column_of(head) for head in heads[side:]]
        columns = columns_of(heads[side:])
        whole = known.count(None) * 2 <= len(known) and not any(map(_is_filled_in, heads[side:]))
        return (columns, end) if whole and may_head_indicators(columns) else ([], self.at)

    def _more_heads(self, start: int, stop: int, fields: set[str]) -> Sequence[Word]:
        """Words between the headings and the first level: headings that nobody knows."""
        if not fields & {"level1", "level2"} or self.export is Export.ROWS:
            return ()
        for end in range(start, min(stop, start + _MOST_UNKNOWN) + 1):
            if end < stop and (is_level1(self.words[end].text) or is_level2(self.words[end].text)):
                return self.words[start:end]
        return ()

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

    def _row_of_heads(self) -> tuple[list[Column], int]:
        """A whole row of headings in a table of many projects: its first columns name the project."""
        if self.export is not Export.ROWS or self.words[self.at].gap is not Gap.ROW:
            return [], self.at
        end = self.at + 1
        while end < len(self.words) and self.words[end].gap is not Gap.ROW:
            end += 1
        heads = [w.text for w in self.words[self.at : end] if w.text]
        columns = [_of_many(c) for c in columns_of(heads)]
        fields = {c.field for c in columns}
        if not is_heading_of_indicators(columns) or "project" not in fields:
            return [], self.at
        return columns, end

    def _project_heads(self) -> list[Column]:
        """Labels right before the headings, none with a value: a table of many projects names each there."""
        at = self.at
        while at > 0 and (
            self.words[at - 1].text in self._bare_labels or not self.words[at - 1].text
        ):
            at -= 1
        heads = [_of_many(Column("other", w.text)) for w in self.words[at : self.at] if w.text]
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

    def _heads_from(self, start: int) -> tuple[list[Word], int]:
        """Headings one after the other; one unknown cell may stand between two of them."""
        heads: list[Word] = []
        at = start
        while at < len(self.words) and len(heads) < _MOST_HEADS:
            length = self._heading_length(at)
            if length:
                joined = "".join(w.text for w in self.words[at : at + length])
                heads.append(replace(self.words[at], text=joined))
                at += length
            elif (
                heads
                and at + 1 < len(self.words)
                and self._may_head(at)
                and self._heading_length(at + 1)
            ) or (len(heads) >= 3 and self._goes_on_in_row(at, heads)):
                heads.append(self.words[at])
                at += 1
            else:
                break
        return heads, at

    def _goes_on_in_row(self, at: int, heads: Sequence[Word]) -> bool:
        """Whatever else stands in a row of headings heads a column too, up to the first level."""
        word = self.words[at]
        if is_level1(word.text) or is_level2(word.text):
            return False
        same = word.line == heads[-1].line and len({h.line for h in heads}) == 1
        return self.export is Export.ROWS and same and bool(word.text)

    def _may_head(self, at: int) -> bool:
        text = self.words[at].text
        return (
            0 < len(text) < 14
            and not is_printed(text)
            and not any(ch.isdigit() for ch in text)
            and self.words[at].gap is not Gap.ROW
        )

    def _heading_length(self, at: int) -> int:
        for length in range(max(_JOINED[self.export], 1), 0, -1):
            taken = self.words[at : at + length]
            if length > 1 and any(is_printed(w.text) for w in taken[1:]):
                continue
            joined = "".join(w.text for w in taken)
            if len(taken) == length and all(w.text for w in taken) and column_of(joined):
                return length
        return 0

    def _stop(self, start: int) -> int:
        """Where the indicators end: a project's name, another heading, the sum, words under the table."""
        for at in range(start, len(self.words)):
            word = self.words[at]
            head = not self.export.by_rows or word.gap is Gap.ROW
            if not head or not word.text:
                continue
            if is_end(word.text) or (
                at > start and (identity_of(word.text) or _TITLE.search(word.text))
            ):
                return at
            if at > start and self._is_row_of_heads(at):
                return at
            if at > start and column_of(word.text) in ("level1", "level2"):
                heads, _ = self._heads_from(at)
                if is_heading_of_indicators(columns_of([h.text for h in heads])):
                    return at
        return len(self.words)

    def _is_row_of_heads(self, at: int) -> bool:
        before, self.at = self.at, at
        columns, _ = self._whole_row()
        self.at = before
        return bool(columns)

    # -- labels ------------------------------------------------------------------------------------

    def _label(self) -> bool:
        label, length = self._label_at(self.at)
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

    def _label_at(self, at: int) -> tuple[Label | None, int]:
        for length in range(_JOINED[self.export], 0, -1):
            taken = self.words[at : at + length]
            if len(taken) == length and all(w.text for w in taken):
                if length > 1 and any(label_in(w.text) for w in taken[1:]):
                    continue
                if label := label_in("".join(w.text for w in taken)):
                    return label, length
        return None, 1

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
            return bool(after) and not is_nothing(after) and not self._begins_something(self.at)
        if self.export.is_run and label.field == "name" and self.at < len(self.words):
            follows = self.words[self.at]  # the name may end with these very words
            return follows.text.startswith("项目") and follows.gap is not Gap.ROW
        return self.waiting is not None and self.export in _INVISIBLE

    def _taken(self, label: Label) -> list[Word]:
        """The words behind a label, up to the form's next own word."""
        most = 1 if self.export in (Export.ROWS, Export.CELLS) and label.kind == "identity" else 60
        taken: list[Word] = []
        row = self.words[self.at - 1].line
        while self.at < len(self.words) and len(taken) < most:
            word = self.words[self.at]
            if self.export.by_rows and word.line != row:
                break
            if self._begins_something(self.at) or (
                label.kind == "goals" and taken and self.export is Export.ROWS
            ):
                break
            self.at += 1
            if word.text or most == 1:
                taken.append(word)
        return [w for w in taken if not is_nothing(w.text)]

    def _begins_something(self, at: int) -> bool:
        if self._label_at(at)[0] is not None or is_end(self.words[at].text):
            return True
        return column_of(self.words[at].text) in ("level1", "level2", "name")

    # -- money -------------------------------------------------------------------------------------

    def _money_heads(self) -> bool:
        heads: list[str] = []
        at = self.at
        while at < len(self.words):
            label, length = self._label_at(at)
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
        taken = self._amounts()
        project = self._project()
        if project.money_unit is None:
            project.money_unit = self.unit
        if not self.heads:
            self._one_amount(name, taken)
            return
        found = self._under_heads(taken)
        if found is None:
            for cell in taken[:1]:
                project.doubts.setdefault(f"money.{name}", cell)
            return
        for head, cell in found.items():
            project.money.setdefault(f"{name}.{head}", cell)

    def _under_heads(self, taken: Sequence[Cell]) -> dict[str, Cell] | None:
        filled = [c for c in taken if not is_nothing(c.text)]
        if not filled:
            return {}
        if self.export.is_run and len(filled) == 1:
            return split(filled[0], self.heads)
        seen = list(taken)
        while len(seen) > len(self.heads) and is_nothing(seen[-1].text):
            seen.pop()
        return placed(
            seen if self.export not in _INVISIBLE or len(filled) == len(self.heads) else filled,
            self.heads,
        )

    def _one_amount(self, name: str, taken: Sequence[Cell]) -> None:
        filled = [c for c in taken if not is_nothing(c.text)]
        project = self._project()
        if len(filled) == 1:
            project.money.setdefault(name, filled[0])
        elif filled:
            project.doubts.setdefault(f"money.{name}", filled[0])

    def _amounts(self) -> list[Cell]:
        """Numbers and strokes behind a money label; words end them."""
        taken: list[Cell] = []
        row = self.words[self.at - 1].line
        while self.at < len(self.words) and len(taken) < 9:
            word = self.words[self.at]
            other_row = word.line != row and self.export.by_rows
            if other_row or not (
                is_nothing(word.text) or amount_in(word.text) or self._is_run(word)
            ):
                break
            taken.append(Cell(word.text, word.place))
            self.at += 1
            if not self.heads and self.export is Export.CELLS:
                break
        return taken

    def _is_run(self, word: Word) -> bool:
        return self.export.is_run and bool(re.fullmatch(r"[\d.%]+", word.text))

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


def _from_levels(heads: list[Word]) -> list[Word]:
    """The headings without a title that reads like one before 一级指标."""
    fields = [column_of(h.text) for h in heads]
    at = fields.index("level1") if "level1" in fields else 0
    return heads[at:] if set(fields[:at]) <= {"status", "note", "deviation", None} else heads


def _is_filled_in(text: str) -> bool:
    """Whether a cell is no heading: a level's name, a number, a target."""
    return is_level1(text) or is_level2(text) or is_target(text) or len(text) > _LONGEST_HEAD


_LONGEST_HEAD = 24


def _of_many(column: Column) -> Column:
    """A column before the levels in a table of many projects."""
    label = label_in(column.head) if column.field == "other" else None
    if label is None:
        return column
    named = {"name": "project", "unit": "office", "supervisor": "office", "total": "money", "adjusted": "money",
             "initial": "money", "goals": "goal"}  # fmt: skip
    return replace(column, field=named.get(label.field, "other"))


def _joined(taken: Sequence[Word]) -> str:
    made = taken[0].text
    for word in taken[1:]:
        both = made[-1:].isascii() and word.text[:1].isascii()
        made += (" " if both and word.gap is Gap.BLANK else "") + word.text
    return made


__all__ = ["MARGIN", "read_stream"]
