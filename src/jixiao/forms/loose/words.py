"""A document as loose words: what stands between two blanks, cells or lines, and what parts it from the last.

A true table knows its columns and is read by them; the words here come from text exports, where a
row may have lost cells, a cell may be a line, and a line may be a whole table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from jixiao.findings.place import Place
from jixiao.forms.loose.contents import bare_level, is_level1, is_level2
from jixiao.forms.loose.headings import column_of
from jixiao.forms.loose.labels import is_printed
from jixiao.forms.loose.scripts import folded, simplified, without_readings
from jixiao.forms.loose.vocabulary import words as words_in
from jixiao.grids.document import Document, Line


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
    RUN_ROWS = 5  # a line is a row, nothing parts its cells

    @property
    def by_rows(self) -> bool:
        """Whether a line is a row."""
        return self in (Export.ROWS, Export.BLANK_ROWS, Export.RUN_ROWS)

    @property
    def is_run(self) -> bool:
        """Whether nothing parts the cells."""
        return self in (Export.RUN, Export.RUN_ROWS)


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
    said = next((e for text in plain if (e := _by_headings(text)) is not None), None)
    if said is not None:
        return said
    longest = max(plain, key=len, default="")
    if len(longest) > 240:
        return Export.BLANKS if longest.count(" ") * 22 > len(longest) else Export.RUN
    spaced = sum(1 for text in plain if text.count(" ") >= 3)
    return Export.BLANK_ROWS if spaced >= 4 and spaced * 3 >= len(plain) else Export.CELLS


#: So many headings in one line say how its cells are parted.
_HEADS = 3
_RUN_HEADS = re.compile(
    r"(?:一级(?:绩效)?指标|指标分类)?.{0,4}二级.{2,4}(?:三级.{2,4}|指标(?:内容|名称))(?P<rest>.*)$"
)


def _by_headings(text: str) -> Export | None:
    """How a line parts its cells, where it heads the indicators; ``None`` where it does not."""
    parts = text.split()
    heads = [n for n, part in enumerate(parts) if column_of(part)]
    if len(heads) >= _HEADS and {"name", "target"} & {column_of(parts[n]) for n in heads}:
        return Export.BLANK_ROWS if heads[-1] >= len(parts) - 2 else Export.BLANKS
    found = _RUN_HEADS.search(_closed_up(simplified(without_readings(text))))
    if found is None or (" " in found["rest"].strip() and len(heads) >= _HEADS - 1):
        return None
    return Export.RUN_ROWS if len(found["rest"]) < _LONGEST_HEADS else Export.RUN


_CHUNK = re.compile(r"^(\d{1,3})、")
_TORN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def _closed_up(text: str) -> str:
    """A text without the blanks that a narrow column left inside its words."""
    return _TORN.sub("", text)


def _without_chunks(lines: list[Line]) -> list[Line]:
    """Document libraries number the pieces they cut a page into, anywhere: the numbers go, the pieces join."""
    numbered = [int(m[1]) for line in lines if (m := _CHUNK.match(line.text))]
    lines = [replace(line, text=_closed_up(line.text)) for line in lines]
    if len(numbered) < 2 or numbered != list(range(1, len(numbered) + 1)):
        return lines
    made: list[Line] = []
    for line in lines:
        text = _CHUNK.sub("", line.text)
        if text != line.text and made and not made[-1].cells and not line.text.startswith("1、"):
            made[-1] = replace(made[-1], text=made[-1].text + text)
        else:
            made.append(replace(line, text=text))
    return made


#: Headings behind the third level take no more; what is longer holds the rows too.
_LONGEST_HEADS = 60


def words_of(document: Document) -> tuple[Export, list[Word]]:
    """The words of a document's text and of its loose rows."""
    lines = _glued([line for line in document.lines if not _is_furniture(line)])
    export = export_of(lines)
    if export is Export.RUN:
        lines = _without_chunks(lines)
    if export is Export.RUN or export is Export.BLANKS:
        lines = [replace(line, text=_PAGE_BETWEEN.sub(" ", line.text)) for line in lines]
    parted = export not in (Export.ROWS, Export.CELLS)
    words = list(_words(lines, parted))
    return export, words if export is Export.ROWS else _mended(words)


#: A page's number amid a text, before the headings that come again.
_PAGE_BETWEEN = re.compile(r"\s*[-—–]+\s*\d{1,4}\s*[-—–]+\s*(?=[一二三]级|指标|$)")
_PAGE = re.compile(
    r"[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[,，/共]?\s*共?\s*\d{1,4}\s*页)?"
)


def _is_furniture(line: Line) -> bool:
    """Whether a line is a page's number and nothing else."""
    said = line.text or "".join(c.text for c in line.cells)
    return bool(_PAGE.fullmatch(said.strip()))


#: The word printed down the left side of the indicators, whole or torn.
_SIDE = frozenset(("绩效", "绩", "效", "指", "标", "指标", "绩效指标", "效指标", "绩效指"))


def _mended(words: list[Word]) -> list[Word]:
    """Level names torn by line breaks or blanks are one word again; what stands down the side is none."""
    made: list[Word] = []
    at = 0
    while at < len(words):
        length = next((n for n in (4, 3, 2) if _is_torn(words[at : at + n], n)), 1)
        text = "".join(w.text for w in words[at : at + length])
        if length > 1 or folded(text) not in _SIDE:
            made.append(replace(words[at], text=text))
        at += length
    return made


def _is_torn(words: Sequence[Word], count: int) -> bool:
    """Whether words make a level name only together."""
    if len(words) < count or not all(0 < len(w.text) < 9 for w in words):
        return False
    whole = bare_level("".join(w.text for w in words))
    first, rest = bare_level(words[0].text), [w.text for w in words[1:]]
    return (
        whole in _NAMES
        and first not in _NAMES
        and (first + "指标" not in _NAMES or not any(is_level1(t) or is_level2(t) for t in rest))
    )


_NAMES = words_in("contents", "levels")


def _glued(lines: list[Line]) -> list[Line]:
    """A cell broken by a line break: its first lines stand without a bar right above the row."""
    rows = sum(1 for line in lines if line.cells)
    if not rows:
        return _joined_where_they_touch(lines)
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


def _joined_where_they_touch(lines: list[Line]) -> list[Line]:
    """Where blank lines part the cells, two lines that touch are one cell, broken by its narrow column."""
    if _parted_by_blanks(lines) < _MOST_PARTED:
        return lines
    made: list[Line] = []
    for line in lines:
        if made and _touch(made[-1], line) and not _YEAR_LINE.search(made[-1].text):
            made[-1] = replace(made[-1], text=made[-1].text + line.text, place=line.place)
        else:
            made.append(line)
    return made


def _parted_by_blanks(lines: Sequence[Line]) -> float:
    return 1 - sum(1 for a, b in pairwise(lines) if _touch(a, b)) / max(1, len(lines) - 1)


_MOST_PARTED = 0.75


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


def _balanced(parts: Sequence[str]) -> list[str]:
    """Parts of a line put together again where a blank stands inside brackets."""
    made: list[str] = []
    for part in parts:
        opened = bool(made) and _open(made[-1]) > 0 and len(made[-1]) < _LONGEST_IN_BRACKETS
        if opened and _open(made[-1] + part) >= 0:
            made[-1] += part
        else:
            made.append(part)
    return made


_LONGEST_IN_BRACKETS = 40


def _open(text: str) -> int:
    return sum(text.count(c) for c in "(（") - sum(text.count(c) for c in ")）")


def _words(lines: Sequence[Line], parted: bool) -> Iterator[Word]:
    for number, line in enumerate(lines):
        if line.cells:
            for n, cell in enumerate(line.cells):
                yield Word(cell.text, Gap.CELL if n else Gap.ROW, cell.place, number)
        else:
            parts = _balanced(re.split(r"[ \n]+", line.text)) if parted else [line.text]
            for n, part in enumerate(p for p in parts if p):
                yield Word(part, Gap.BLANK if n else Gap.ROW, line.place, number)
