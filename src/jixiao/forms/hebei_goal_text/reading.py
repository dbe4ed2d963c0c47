"""A document → plan: labels find the values, headings find the sections; nothing is counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from jixiao.findings.finding import Finding, Where
from jixiao.findings.place import Place
from jixiao.forms.hebei_goal_text.declaration import FORM, SPENDING, TITLE, checkpoint_of
from jixiao.forms.hebei_goal_text.part1 import Part1
from jixiao.forms.hebei_goal_text.project_record import ProjectRecord, Spent
from jixiao.forms.hebei_goal_text.writing import COVER
from jixiao.forms.matching import Value, header_of, row_of, take_indicator, take_pairs
from jixiao.grids.document import Cell, Document, Line
from jixiao.plan.codes import parse_code, parse_unit
from jixiao.plan.model import Department, Plan, Project
from jixiao.terms.findings import Level
from jixiao.terms.forms import FormName

_MONEY_UNIT = re.compile(r"(?:金额)?单位\s*[:：]\s*(?P<unit>\S{0,4})")
_COVER = re.compile(rf"(?P<name>.*?)(?:(?P<year>(?:19|20)\d\d)年度?)?{COVER}")
_DIVISION = re.compile(r"行政区划代码：(?P<division>\d{6,9})")
_YEAR = re.compile(r"[(（]?((?:19|20)\d\d)年度?")
_YEARS = re.compile(r"(20\d\d)年")
_FUNDED = re.compile(r"〔(20\d\d)〕")
_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def read(document: Document) -> Plan | None:
    """The plan a document holds, or ``None`` where it holds no table of this form."""
    reader = _Reader()
    for line in document.lines:
        if line.cells:
            reader.take_row(line)
        else:
            reader.take_paragraph(line)
    return reader.plan(document) if reader.records else None


@dataclass
class _Reader:
    """What has been read so far."""

    part1: Part1 = field(default_factory=Part1)
    records: list[ProjectRecord] = field(default_factory=list)
    names: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    year: int | None = None
    cover: list[str] = field(default_factory=list)
    division: str | None = None
    findings: list[Finding] = field(default_factory=list)
    title: Value | None = None
    money: Value | None = None
    row: int = -1
    header: list[tuple[int, int, str]] | None = None
    checkpoints: list[tuple[Cell, str | None]] = field(default_factory=list)

    # -- paragraphs ------------------------------------------------------------------------------

    def take_paragraph(self, line: Line) -> None:
        """A paragraph: a title of a table, a line of the cover, or a part of Part 1."""
        self._leave_table()
        if found := _MONEY_UNIT.search(line.text):
            self._unit_line([line.text[: found.start()]], found["unit"], line.place)
        elif TITLE.fullmatch(line.text) and not self._is_part_title(line.text):
            self.title = Value(line.text, line.place)
        elif not self._take_cover(line) and not self.part1.take(line.text, line.place):
            self._before_any_heading(line)

    def _is_part_title(self, text: str) -> bool:
        return len(text) < 8 and not text[0].isdigit()

    def _take_cover(self, line: Line) -> bool:
        if found := _COVER.fullmatch(line.text):
            self.year = int(found["year"]) if found["year"] else self.year
            if found["name"]:
                self.cover.append(found["name"])
            return True
        if found := _DIVISION.fullmatch(line.text):
            self.division = found["division"]
            return True
        return False

    def _before_any_heading(self, line: Line) -> None:
        """The cover's department and year stand before any heading; the rest is not placed."""
        if found := _YEAR.fullmatch(line.text.strip("()（）")):
            self.year = self.year or int(found[1])
        elif not self.records and len(line.text) <= 60:
            self.cover.append(line.text)
        else:
            self._note(
                "F105",
                line.place,
                f"文字“{line.text[:30]}”不属于任何已知部分，没有读入",
                "请核对这段文字应放在哪里",
            )

    # -- rows ------------------------------------------------------------------------------------

    def take_row(self, line: Line) -> None:
        """A table row: by its label, else as what follows the labelled row above."""
        filled = line.filled
        number = row_of(FORM, line.cells)
        if number is not None:
            self._labelled(number, line)
        elif filled and SPENDING.matches(filled[0].text):
            self._record().place = self._record().place or line.place
            self._open_spending(filled[1:])
        elif header := header_of(FORM.headings, line.cells):
            self.header, self.checkpoints, self.row = header, [], len(FORM.rows)
        elif filled:
            self._unlabelled(line)
        elif self.checkpoints:
            self._take_percents(line.cells)

    def _labelled(self, number: int, line: Line) -> None:
        self._leave_table()
        taken = take_pairs(FORM.rows[number], line.cells)
        if number < self.row or (self.records and self._record().values.keys() & taken.keys()):
            self._begin(line.place)
        self.row = number
        record = self._record()
        record.place = record.place or line.place
        record.values |= taken

    def _unlabelled(self, line: Line) -> None:
        filled = line.filled
        money = next((m for c in filled if (m := _MONEY_UNIT.fullmatch(c.text))), None)
        if money:
            others = [c.text for c in filled if not _MONEY_UNIT.fullmatch(c.text)]
            self._unit_line(others, money["unit"], filled[0].place)
        elif len(filled) == 1 and TITLE.fullmatch(filled[0].text) and not self._expects_use():
            self._leave_table()
            self.title = Value(filled[0].text, filled[0].place)
        elif self.header is not None:
            self._record().rows.append(take_indicator(self.header, line.cells))
        elif self.checkpoints:
            self._take_percents(line.cells)
        elif self._expects_use() and len(filled) == 1:
            self._record().values.setdefault("use", Value(filled[0].text, filled[0].place))
        else:
            self._unplaced(filled)

    def _unplaced(self, filled: tuple[Cell, ...]) -> None:
        words = "｜".join(c.text[:12] for c in filled[:4])
        self._note(
            "F106",
            filled[0].place,
            f"这一行“{words}”不是本表的内容，没有读入",
            "请核对这一行，或删去",
        )

    def _expects_use(self) -> bool:
        return self.row >= 0 and self.row < len(FORM.rows) and FORM.rows[self.row].key == "budget"

    def _open_spending(self, cells: tuple[Cell, ...]) -> None:
        self.checkpoints = [(cell, checkpoint_of(cell.text)) for cell in cells]
        self.row = max(self.row, 2)

    def _take_percents(self, cells: tuple[Cell, ...]) -> None:
        """Percentages stand under their checkpoints; in a text without columns, in their order."""
        record = self._record()
        for head, by in self.checkpoints:
            last = head.column + head.column_span - 1
            cell = next((c for c in cells if head.column <= c.column <= last), None)
            if by is None:
                self._note(
                    "F104",
                    head.place,
                    f"“{head.text}”不是可识别的时间点",
                    "请写成“6月底”这样的时间点",
                )
            elif cell is not None:
                record.spending.append(Spent(by, Value(cell.text, cell.place)))
        self.checkpoints = []

    def _unit_line(self, others: list[str], unit: str, place: Place | None) -> None:
        for text in others:
            code, name = parse_unit(text)
            if code or name:
                self.names[(code, name)] += 1
        self._leave_table()
        self.row = len(FORM.rows) + 1  # whatever labelled row comes next begins a new project
        self.money = Value(unit, place)

    def _leave_table(self) -> None:
        self.header, self.checkpoints = None, []

    def _begin(self, place: Place | None) -> None:
        record = ProjectRecord(title=self.title, money=self.money, place=place)
        self.records.append(record)
        self.title = None

    def _record(self) -> ProjectRecord:
        if not self.records:
            self._begin(None)
        return self.records[-1]

    def _note(self, rule: str, place: Place | None, fault: str, remedy: str) -> None:
        where = Where(place=place)
        self.findings.append(
            Finding(rule=rule, level=Level.NOTE, where=where, fault=fault, remedy=remedy)
        )

    # -- the whole -------------------------------------------------------------------------------

    def plan(self, document: Document) -> Plan:
        """The plan of all that was read."""
        projects, ids = [], Counter[str]()
        for number, record in enumerate(self.records, start=1):
            project, findings = record.project(number, ids)
            projects.append(project)
            self.findings += findings
        for words, place in document.notes:
            self._note("F107", place, words, "请核对原文")
        department = self._department(projects)
        year = self.year or _year_of(projects, document.file)
        if year is None:
            self._ask_for_year()
        return Plan(
            form=FormName.HEBEI_GOAL_TEXT,
            department=department,
            year=year,
            overall_goals=self.part1.overall_goals,
            duty_goals=self.part1.duty_goals,
            safeguards=self.part1.safeguards,
            sections=self.part1.sections,
            projects=tuple(projects),
            findings=(*self.part1.findings(), *self.findings),
        )

    def _ask_for_year(self) -> None:
        """A guessed year would be examined by the wrong year's rules: it is asked for."""
        self.findings.append(
            Finding(
                rule="F108",
                level=Level.IMPROVE,
                where=Where(field="year"),
                fault="没有写明是哪一年的预算，文中的年份也对不到一起，年度没有读出来",
                remedy="请写明年度；在网页收文时可以直接填写",
            )
        )

    def _department(self, projects: list[Project]) -> Department:
        if self.names:
            code, name = self.names.most_common(1)[0][0]
        else:
            code, name = next((parse_unit(c) for c in self.cover), (None, None))
        divisions = Counter(c.division for p in projects if (c := parse_code(p.code)))
        most = divisions.most_common(1)
        return Department(
            code=code, name=name, division=self.division or (most[0][0] if most else None)
        )


def _year_of(projects: list[Project], file: str) -> int | None:
    """The budget year where no cover prints it: what two witnesses of four agree on, else nobody knows.

    Witnesses are the bases, the project codes, the funding documents and the file's name. One alone
    may speak of another year: a code is of the year a project was set up, a basis of last year's plan.
    """
    bases = (y for p in projects for i in p.indicators for y in _YEARS.findall(i.basis or ""))
    codes = (str(c.year) for p in projects if (c := parse_code(p.code)))
    funded = (y for p in projects for y in _FUNDED.findall(p.funding_document or ""))
    witnesses = (bases, codes, funded, _IN_NAME.findall(file)[:1])
    said = Counter(Counter(one).most_common(1)[0][0] for one in map(list, witnesses) if one)
    (year, agree), *others = said.most_common(2) or [("", 0)]
    settled = agree > 1 and not any(count == agree for _, count in others)
    return int(year) if settled else None
