"""A document as loose words: what stands between two blanks, cells or lines, and what parts it from the last.

A true table knows its columns and is read by them; the words here come from text exports, where a
row may have lost cells, a cell may be a line, and a line may be a whole table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from jixiao.forms.lines import Line, lines_of
from jixiao.forms.loose.headings import column_of
from jixiao.forms.loose.labels import is_printed
from jixiao.grids.document import Document
from jixiao.plan.place import Place


class Gap(IntEnum):
    """What stands before a word, weakest first."""

    NONE = 0
    BLANK = 1
    CELL = 2
    ROW = 3


class Export(IntEnum):
    """How a text export parts cells."""

    ROWS = 0  # a line is a row, its cells parted by bars or tabs
    CELLS = 1  # a line is a cell
    BLANKS = 2  # a line may be a table, its cells parted by blanks
    BLANK_ROWS = 3  # a line is a row, its cells parted by blanks
    RUN = 4  # nothing parts the cells


@dataclass(frozen=True)
class Word:
    """One word with its place; ``line`` counts the loose rows."""

    text: str
    gap: Gap
    place: Place | None
    line: int


def export_of(lines: Sequence[Line]) -> Export:
    """How the text parts its cells, by what most of its content stands in."""
    rows = [line for line in lines if line.cells]
    plain = [line.text for line in lines if not line.cells]
    inside = sum(len(c.text) for line in rows for c in line.cells)
    outside = sum(map(len, plain))
    headed = sum(1 for line in rows for c in line.cells if column_of(c.text))
    if inside >= outside * 0.6 or headed >= 3:
        wide = sum(1 for line in rows if len(line.cells) >= 3)
        return Export.ROWS if wide >= 4 and wide * 3 >= len(rows) else Export.CELLS
    longest = max(plain, key=len, default="")
    if len(longest) > 240:
        return Export.BLANKS if longest.count(" ") * 22 > len(longest) else Export.RUN
    spaced = sum(1 for text in plain if text.count(" ") >= 3)
    return Export.BLANK_ROWS if spaced >= 4 and spaced * 3 >= len(plain) else Export.CELLS


def words_of(document: Document) -> tuple[Export, list[Word]]:
    """The words of a document's text and of its loose rows."""
    lines = _glued(list(lines_of(document)))
    export = export_of(lines)
    parted = export in (Export.BLANKS, Export.BLANK_ROWS, Export.RUN)
    return export, list(_words(lines, parted))


def _glued(lines: list[Line]) -> list[Line]:
    """A cell broken by a line break: its first lines stand without a bar right above the row."""
    rows = sum(1 for line in lines if line.cells)
    if rows * 2 < len(lines):
        return lines
    made: list[Line] = []
    for line in lines:
        if line.cells and made and _is_begun(made[-1], line):
            first = replace(line.cells[0], text=f"{made.pop().text}\n{line.cells[0].text}")
            made.append(replace(line, cells=(first, *line.cells[1:])))
        elif (
            not line.cells
            and made
            and not made[-1].cells
            and len(line.text) < 12
            and _touch(made[-1], line)
        ):
            above = made.pop()
            made.append(replace(above, text=f"{above.text}\n{line.text}", place=line.place))
        else:
            made.append(line)
    return made


def _is_begun(above: Line, row: Line) -> bool:
    """Whether a line above a row is the beginning of the row's first cell."""
    if above.cells or above.heading or not _touch(above, row):
        return False
    first = row.cells[0].text
    return (
        not above.text.endswith(_SENTENCE_ENDS)
        and not _YEAR_LINE.search(above.text)
        and not is_printed(first)
    )


_YEAR_LINE = re.compile(r"年度?[)）]?$|绩效.{0,8}表$")


_SENTENCE_ENDS = ("。", "；", ";", "：", ":", "！")


def _touch(above: Line, below: Line) -> bool:
    first = below.cells[0].place if below.cells else below.place
    return bool(
        above.place
        and first
        and above.place.line
        and first.line
        and first.line - above.place.line == 1
    )


def _words(lines: Sequence[Line], parted: bool) -> Iterator[Word]:
    for number, line in enumerate(lines):
        if line.cells:
            for n, cell in enumerate(line.cells):
                yield Word(cell.text, Gap.CELL if n else Gap.ROW, cell.place, number)
        else:
            parts = re.split(r"[ \n]+", line.text) if parted else [line.text]
            for n, part in enumerate(p for p in parts if p):
                yield Word(part, Gap.BLANK if n else Gap.ROW, line.place, number)
