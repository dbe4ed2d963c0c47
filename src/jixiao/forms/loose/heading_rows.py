"""Where loose words head the indicators, and where the indicators end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jixiao.forms.loose.columns import columns_of, is_heading_of_indicators, may_head_indicators
from jixiao.forms.loose.contents import is_level1, is_level2, is_target
from jixiao.forms.loose.headings import column_of, identity_of, is_end, is_other
from jixiao.forms.loose.labels import is_printed, label_in
from jixiao.forms.loose.raw import Column
from jixiao.forms.loose.words import Export, Gap, Word

_TITLE = re.compile(
    r"绩效[^，。；]{0,8}表$|^[(（](?:19|20)\d\d年度?[)）]$|^[(（]?[一二三四五六七八九十]{1,2}[)）、]"
)
#: Words that may be one cell in so many pieces.
JOINED = {
    Export.ROWS: 1,
    Export.CELLS: 2,
    Export.BLANK_ROWS: 2,
    Export.BLANKS: 3,
    Export.RUN: 1,
    Export.RUN_ROWS: 1,
}
_MOST_HEADS, _MOST_UNKNOWN, _LONGEST_HEAD = 24, 4, 24


@dataclass(frozen=True)
class HeadingRows:
    """The headings among the words of a text."""

    words: Sequence[Word]
    export: Export

    def whole_row(self, at: int) -> tuple[list[Column], int]:
        """A line that heads the indicators, unknown headings and all; none where a line is no row."""
        word = self.words[at]
        if self.export not in (Export.ROWS, Export.BLANK_ROWS) or word.gap is not Gap.ROW:
            return [], at
        end = at + 1
        while end < len(self.words) and self.words[end].gap is not Gap.ROW:
            end += 1
        end = self._rest_of_heads(end)
        heads = [w.text for w in self.words[at:end] if w.text]
        side = next((n for n, head in enumerate(heads) if not is_other(head)), len(heads))
        if side == len(heads) or (label_in(heads[side]) and not column_of(heads[side])):
            return [], at  # a table of many projects names each before the levels
        known = [column_of(head) for head in heads[side:]]
        columns = columns_of(heads[side:])
        whole = known.count(None) * 2 <= len(known) and not any(map(_is_filled_in, heads[side:]))
        return (columns, end) if whole and may_head_indicators(columns) else ([], at)

    def row_of_many(self, at: int) -> tuple[list[Column], int]:
        """A whole row of headings in a table of many projects: its first columns name the project."""
        if self.export is not Export.ROWS or self.words[at].gap is not Gap.ROW:
            return [], at
        end = at + 1
        while end < len(self.words) and self.words[end].gap is not Gap.ROW:
            end += 1
        heads = [w.text for w in self.words[at:end] if w.text]
        columns = [of_many(c) for c in columns_of(heads)]
        fields = {c.field for c in columns}
        if not is_heading_of_indicators(columns) or "project" not in fields:
            return [], at
        return columns, end

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

    def more(self, start: int, stop: int, fields: set[str]) -> Sequence[Word]:
        """Words between the headings and the first level: headings that nobody knows."""
        if not fields & {"level1", "level2"} or self.export is Export.ROWS:
            return ()
        for end in range(start, min(stop, start + _MOST_UNKNOWN) + 1):
            if end < stop and (is_level1(self.words[end].text) or is_level2(self.words[end].text)):
                return self.words[start:end]
        return ()

    def heads_from(self, start: int) -> tuple[list[Word], int]:
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
        for length in range(max(JOINED[self.export], 1), 0, -1):
            taken = self.words[at : at + length]
            if length > 1 and any(is_printed(w.text) for w in taken[1:]):
                continue
            joined = "".join(w.text for w in taken)
            if len(taken) == length and all(w.text for w in taken) and column_of(joined):
                return length
        return 0

    def stop(self, start: int) -> int:
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
                heads, _ = self.heads_from(at)
                if is_heading_of_indicators(columns_of([h.text for h in heads])):
                    return at
        return len(self.words)

    def _is_row_of_heads(self, at: int) -> bool:
        columns, _ = self.whole_row(at)
        return bool(columns)


def from_levels(heads: list[Word]) -> list[Word]:
    """The headings without a title that reads like one before 一级指标."""
    fields = [column_of(h.text) for h in heads]
    at = fields.index("level1") if "level1" in fields else 0
    return heads[at:] if set(fields[:at]) <= {"status", "note", "deviation", None} else heads


def _is_filled_in(text: str) -> bool:
    """Whether a cell is no heading: a level's name, a number, a target."""
    return is_level1(text) or is_level2(text) or is_target(text) or len(text) > _LONGEST_HEAD


def of_many(column: Column) -> Column:
    """A column before the levels in a table of many projects."""
    label = label_in(column.head) if column.field == "other" else None
    if label is None:
        return column
    named = {"name": "project", "unit": "office", "supervisor": "office", "total": "money", "adjusted": "money",
             "initial": "money", "goals": "goal"}  # fmt: skip
    return replace(column, field=named.get(label.field, "other"))
