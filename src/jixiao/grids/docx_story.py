"""The text of a Word document as it is walked: paragraphs and tables come out in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao.findings.place import Place
from jixiao.grids.allowance import Allowance
from jixiao.grids.document import Block, Grid, Paragraph, Role
from jixiao.grids.docx_fields import Fields
from jixiao.grids.docx_numbering import Numbering
from jixiao.grids.docx_styles import Styles
from jixiao.grids.docx_table import Table
from jixiao.grids.xml import Attributes, Handler
from jixiao.plan.words import clean

_MAX_NOTES = 100


@dataclass
class _Draft:
    """A paragraph being read; ``boxes`` are lines of text boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    style: str = ""
    level: int | None = None
    list_key: str | None = None
    list_level: int | None = None
    new_page: bool = False
    joins_next: bool = False


class Story(Handler):
    """Gathers ``blocks`` and ``notes`` of one document."""

    def __init__(self, file: str, styles: Styles, numbering: Numbering) -> None:
        """Nothing read yet."""
        self.file, self.styles, self.numbering = file, styles, numbering
        self.blocks: list[Block] = []
        self.notes: list[tuple[str, Place | None]] = []
        self.tables: list[Table] = []
        self.paragraphs: list[_Draft] = []
        self.boxes: list[list[str]] = []
        self.fields = Fields()
        self.allowance = Allowance(file)
        self._waiting: list[tuple[int, Grid]] = []
        self._joined: list[str] = []
        self._pictured: tuple[int, ...] = ()
        self._seen_tables = self._lines = self._quiet = 0
        self._in_text = self._hidden = False

    # paragraphs and their text

    def begin_paragraph(self, _: Attributes) -> None:
        self.allowance.paragraph()
        self.paragraphs.append(_Draft())

    def end_paragraph(self) -> None:
        draft = self.paragraphs.pop()
        text = "".join([*self._joined, *draft.parts])
        if draft.joins_next and not draft.boxes:
            self._joined = [text]
            return
        self._joined = []
        prefix = "" if self.fields.silent or self._quiet else self._prefix(draft)
        self._deliver(clean(prefix + text), draft)
        for line in draft.boxes:
            self._deliver(line, _Draft())

    def text(self, words: str) -> None:
        if self._in_text:
            self.add(words)
        else:
            self.fields.code(words)

    def add(self, words: str) -> None:
        """Text as shown, unless it is hidden or belongs to the inside of a field."""
        if self._hidden or self._quiet or self.fields.silent or not self.paragraphs:
            return
        self.allowance.text(len(words))
        self.paragraphs[-1].parts.append(words)

    def _prefix(self, draft: _Draft) -> str:
        if not self.numbering.lists:
            return ""
        inherited = self.styles.numbering(draft.style)
        key = draft.list_key if draft.list_key is not None else (inherited or ("0", 0))[0]
        level = draft.list_level if draft.list_level is not None else (inherited or ("0", 0))[1]
        return self.numbering.prefix(key, level)

    def _deliver(self, text: str, draft: _Draft) -> None:
        """A finished paragraph goes to the text box, the cell or the page it stands in."""
        if self.boxes:
            self.boxes[-1].append(text)
        elif self.tables:
            if cell := self.tables[-1].cell:
                cell.lines.append(text)
        else:
            self._lines += 1
            self._flush()
            if text:
                self.blocks.append(self._paragraph(text, draft))

    def _paragraph(self, text: str, draft: _Draft) -> Paragraph:
        heading = (
            draft.level < 9 if draft.level is not None else self.styles.is_heading(draft.style)
        )
        role = Role.HEADING if heading else Role.BODY
        return Paragraph(text, role, Place(file=self.file, line=self._lines), draft.new_page)

    # tables

    def begin_table(self, _: Attributes) -> None:
        self._joined = []
        if self.fields.abandon_contents():
            self.note("目录没有结束标记，表格之前的文字可能没有读全")
        if self.tables:
            self.note("单元格中的表格另作一张表", self.tables[-1].place())
        self._seen_tables += 1
        self.tables.append(Table(self.file, self._seen_tables))

    def end_table(self) -> None:
        table = self.tables.pop()
        if table.cells and not any(outer.dropped for outer in self.tables):
            self._waiting.append((table.number, table.grid()))
        if not self.tables and not self.boxes:
            self._flush()

    def _flush(self) -> None:
        """An inner table comes after the one it stands in, as it began after it."""
        if self.tables or self.boxes:
            return
        self.blocks.extend(grid for _, grid in sorted(self._waiting, key=lambda pair: pair[0]))
        self._waiting = []

    def begin_cell(self, _: Attributes) -> None:
        if not self.tables:
            return
        self.allowance.cell(self.tables[-1].place)
        self.tables[-1].begin_cell()

    def end_cell(self) -> None:
        if self.tables:
            covered = self.tables[-1].end_cell()
            self.allowance.positions(covered, self.tables[-1].place)

    def finish(self) -> None:
        """The end of the document."""
        if self.fields.abandon_contents():
            self.note("目录没有结束标记，其后的文字可能没有读全")

    def note(self, words: str, place: Place | None = None) -> None:
        """Something left out or changed; a hundred of them say enough."""
        if len(self.notes) < _MAX_NOTES:
            self.notes.append((words, place))

    def note_picture(self, _: Attributes) -> None:
        if self._quiet or self._pictured == (where := self._where()):
            return
        self._pictured = where
        place = (
            self.tables[-1].place() if self.tables else Place(file=self.file, line=self._lines + 1)
        )
        self.note("有图片、图表或嵌入的文件，其中的内容没有读入", place)

    def _where(self) -> tuple[int, ...]:
        return self.tables[-1].where() if self.tables else (self._lines,)
