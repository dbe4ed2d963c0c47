"""A web page as it is walked: what it shows, as paragraphs and grids."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.grids.allowance import Allowance
from jixiao.grids.document import Block, Grid, Paragraph, Role
from jixiao.grids.errors import ReadError
from jixiao.grids.html_table import Table
from jixiao.plan.words import clean

_SILENT = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "iframe",
    "object",
    "svg",
    "select",
    "textarea",
}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BREAKING = _HEADINGS | {
    "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "ul", "ol", "li", "dl",
    "dt", "dd", "blockquote", "pre", "hr", "form", "fieldset", "figure", "figcaption", "address",
    "caption", "body", "center",
}  # fmt: skip
_VOID = {
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "col",
    "wbr",
    "area",
    "base",
    "embed",
    "param",
    "source",
}
_DEEPEST = 30
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass
class _Lines:
    """Lines gathered in a cell or, outside tables, until a block element ends."""

    done: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


class Page:
    """Gathers ``blocks`` and ``notes``; a target for lxml's parser."""

    def __init__(self, file: str) -> None:
        """Nothing read yet."""
        self.file, self.title, self.elements = file, "", 0
        self.blocks: list[Block] = []
        self.notes: list[tuple[str, Place | None]] = []
        self.allowance = Allowance(file)
        self._tables: list[Table] = []
        self._cells: list[_Lines] = []
        self._outside = _Lines()
        self._waiting: list[tuple[int, Grid]] = []
        self._seen_tables = self._lines = 0
        self._silent: list[str] = []
        self._pre = 0
        self._heading = self._in_title = False

    # called by the parser

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.elements += tag not in ("html", "body", "p")  # the parser adds these to plain text
        self._in_title = tag == "title"
        if self._silent or tag in _SILENT or _is_hidden(tag, attributes):
            if tag not in _VOID:
                self._silent.append(tag)
        elif tag in _BREAKING:
            self._break()
            self._heading = tag in _HEADINGS
            self._pre += tag == "pre"
        else:
            self._start_other(tag, attributes)

    def _start_other(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._add("\n")
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._tables:
            self._end_cells()
            self._tables[-1].begin_row()
        elif tag in ("td", "th") and self._tables:
            self._end_cells()
            self._begin_cell(attributes)
        elif tag == "img" and attributes.get("src"):
            self._note("有图片，其中的内容没有读入", self._place())

    def end(self, tag: str) -> None:
        """An element ends."""
        self._in_title = False
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag in _BREAKING:
            self._break()
            self._heading = False
            self._pre = max(self._pre - (tag == "pre"), 0)
        elif tag in ("td", "th") and self._tables:
            self._end_cells()
        elif tag == "table" and self._tables:
            self._end_table()

    def data(self, words: str) -> None:
        """Characters."""
        if self._in_title and len(self.title) < 1000:
            self.title += words
        if not self._silent:
            self._add(words if self._pre else _SPACES.sub(" ", words))

    def close(self) -> None:
        """The end of the page, also where elements were left open."""
        while self._tables:
            self._end_table()
        self._break()
        self.title = clean(self.title)

    # text

    def _add(self, words: str) -> None:
        self.allowance.text(len(words))
        if not self._tables:
            self._outside.parts.append(words)
        elif self._tables[-1].in_cell:
            self._cells[-1].parts.append(words)
        elif not words.isspace():
            self._outside.parts.append(words)  # a caption: it stands before the table

    def _break(self) -> None:
        """A line ends; outside tables it is a paragraph."""
        in_cell = bool(self._tables) and self._tables[-1].in_cell
        lines = self._cells[-1] if in_cell else self._outside
        text = clean("".join(lines.parts))
        lines.parts = []
        if in_cell:
            lines.done.append(text)
        elif text:
            self._lines += 1
            role = Role.HEADING if self._heading else Role.BODY
            self.blocks.append(Paragraph(text, role, Place(file=self.file, line=self._lines)))

    # tables

    def _begin_table(self) -> None:
        if not self._tables:
            self._break()
        elif not self._tables[-1].in_cell:
            return  # a table in a table outside any cell: the parser mends it as it can
        else:
            self._note("单元格中的表格另作一张表", self._place())
        if len(self._tables) > _DEEPEST:
            expected, remedy = f"表中套表不超过 {_DEEPEST} 层", "改正网页后提交"
            raise ReadError(self.file, expected, "更多层", remedy, self._place())
        self._seen_tables += 1
        self._tables.append(Table(self.file, self._seen_tables))

    def _end_table(self) -> None:
        self._end_cells()
        if self._outside.parts and len(self._tables) == 1:
            self._break()
        table = self._tables.pop()
        self.allowance.positions(table.positions(), table.place)
        if grid := table.grid():
            self._waiting.append((table.number, grid))
        if not self._tables:
            self.blocks.extend(one for _, one in sorted(self._waiting, key=lambda pair: pair[0]))
            self._waiting = []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.allowance.cell(self._place)
        self._tables[-1].begin_cell(
            _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        )
        self._cells.append(_Lines())

    def _end_cells(self) -> None:
        if self._tables[-1].in_cell:
            self._break()
            lines = self._cells.pop()
            self._tables[-1].end_cell("\n".join(lines.done))

    def _place(self) -> Place:
        return (
            self._tables[-1].place()
            if self._tables
            else Place(file=self.file, line=self._lines + 1)
        )

    def _note(self, words: str, place: Place) -> None:
        if len(self.notes) < 100 and (words, place) not in self.notes:
            self.notes.append((words, place))


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return True
    return tag == "nav" and attributes.get("role") == "doc-toc"


def _span(given: str | None) -> int:
    """A span as browsers take it: a positive number, 1 for anything else."""
    bare = (given or "").strip()
    return max(int(bare[:9]), 1) if bare[:9].isdecimal() else 1
