"""A document → the self-evaluations in it, and the plan they make."""

from __future__ import annotations

import re
from collections import Counter

from jixiao.findings.finding import Finding, Where
from jixiao.forms.self_evaluation.headings import field_of
from jixiao.forms.self_evaluation.making import project_of
from jixiao.forms.self_evaluation.printed import Printed
from jixiao.forms.self_evaluation.streams import read_stream
from jixiao.forms.self_evaluation.tables import TableReader
from jixiao.grids.document import Document
from jixiao.plan.codes import parse_code
from jixiao.plan.model import Department, Plan, Project
from jixiao.plan.words import one_line
from jixiao.terms.findings import Level
from jixiao.terms.forms import FormName

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年")
_UNIT = re.compile(r"(?P<code>\d{3,9})\s*[-—－]\s*(?P<name>.+)", re.S)


def read(document: Document) -> Plan | None:
    """The plan of the self-evaluations in a document, or ``None`` where there is none."""
    records = printed_of(document)
    if not records:
        return None
    projects: list[Project] = []
    findings: list[Finding] = []
    ids: Counter[str] = Counter()
    for number, printed in enumerate(records, start=1):
        project, found = project_of(printed, number, ids)
        projects.append(project)
        findings += found
    for words, place in document.notes:
        where = Where(place=place)
        findings.append(
            Finding(rule="F107", level=Level.NOTE, where=where, fault=words, remedy="请核对原文")
        )
    hebei = any(printed.hebei for printed in records)
    return Plan(
        form=FormName.HEBEI_SELF_EVALUATION if hebei else FormName.SELF_EVALUATION,
        department=_department(records, projects),
        year=_year(document, records),
        projects=tuple(projects),
        findings=tuple(findings),
    )


def printed_of(document: Document) -> list[Printed]:
    """The self-evaluations a document prints, by its tables, else by the order of its words."""
    if not _says_what_was_reached(document):
        return []
    reader = TableReader()
    for line in document.lines:
        if line.cells:
            reader.take_row(line)
        else:
            reader.take_title(line.text, line)
    read = [one for one in reader.records if one.rows] if reader.found else []
    return read or read_stream(document)


def _says_what_was_reached(document: Document) -> bool:
    """Whether any cell or word heads a column of actual values or scores: what every such form has."""
    for line in document.lines:
        for words in (cell.text for cell in line.cells) if line.cells else line.text.split():
            if field_of("column", words) in ("actual", "score"):
                return True
    return False


def _department(records: list[Printed], projects: list[Project]) -> Department:
    said = next(
        (r.text(k) for k in ("department", "supervisor") for r in records if r.is_filled(k)), ""
    )
    found = _UNIT.fullmatch(one_line(said))
    divisions = Counter(c.division for p in projects if (c := parse_code(p.code)))
    most = divisions.most_common(1)
    return Department(
        name=found["name"] if found else said,
        code=found["code"] if found else None,
        division=most[0][0] if most else None,
    )


def _year(document: Document, records: list[Printed]) -> int | None:
    """The year in a title or above the table, else in the file's name."""
    titles = [r.title.text for r in records if r.title]
    above = [line.text for line in document.lines if line.text and len(line.text) < 60]
    first = [c.text for line in document.lines for c in line.filled if "自评" in c.text][:3]
    whole = [line.text[:120] for line in document.lines if "自评表" in line.text][:1]
    for text in (*titles, *above, *first, *whole, document.file):
        if found := _YEAR.search(text):
            return int(found["year"])
    return None
