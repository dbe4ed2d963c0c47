"""A document → the plan its tables print, by the engine that presumes no layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from jixiao.findings.finding import Finding, Where
from jixiao.forms.loose import ordinals, prose
from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.bracketed import is_bracketed, projects_in
from jixiao.forms.loose.carving import carved
from jixiao.forms.loose.gate import findings_of
from jixiao.forms.loose.making import Making, offices_of
from jixiao.forms.loose.raw import RawPage
from jixiao.forms.loose.scripts import folded, without_readings
from jixiao.forms.loose.streams import read_stream
from jixiao.forms.loose.tables import read_tables
from jixiao.forms.loose.words import Word, words_of
from jixiao.grids.document import Document
from jixiao.plan.codes import parse_code
from jixiao.plan.model import Department, Plan, Project
from jixiao.plan.words import one_line
from jixiao.terms.findings import Level
from jixiao.terms.forms import FormName

_YEARLY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?度")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_NOT_A_YEAR = re.compile(r"发布|发文|时间|日期|来源|印发|文号|索引")
_OFFICE = re.compile(r"^[(（\[【]?(?P<code>\d{3,12})[)）\]】]?\s*[-—－]?\s*(?P<name>\D.*)$", re.S)


def read(document: Document) -> Plan | None:
    """The plan of a document, or ``None`` where nothing in it is a performance table."""
    page = _page(document)
    if not any(p.headed or p.rows for p in page.projects) and not _is_head(page):
        return None
    made, findings, sound, unsound = _projects(page)
    findings += findings_of(sound, unsound, page.labels)
    year, doubts = _year(page)
    findings += doubts
    findings += [
        Finding(
            rule="F107",
            level=Level.NOTE,
            where=Where(place=place),
            fault=words,
            remedy="请核对原文",
        )
        for words, place in document.notes
    ]
    department = _department(page, made, findings)
    return Plan(
        form=_form(page), department=department, year=year, projects=tuple(made), findings=tuple(findings),
        status="partial" if any(f.level is Level.RETURN and f.rule == "F112" for f in findings) else "whole",
    )  # fmt: skip


_TITLE = re.compile(r"绩效.{0,12}表(?:$|[(（])")


def _is_head(page: RawPage) -> bool:
    """Whether a text is the head of a performance table, cut off before its indicators: titled, and named."""
    titled = any(_TITLE.search(folded(c.text)) for c in page.titles)
    return titled and any("name" in p.values for p in page.projects)


def _page(document: Document) -> RawPage:
    if not is_loose(document):
        return read_tables(document)
    export, words = words_of(document)
    if is_bracketed(words):
        return RawPage(projects_in(words), [Cell(w.text, w.place) for w in words[:12]])
    page = read_stream(carved(words) if export.is_run else words, export)
    return page if any(p.rows for p in page.projects) else _without_headings(page, words)


def _without_headings(page: RawPage, words: Sequence[Word]) -> RawPage:
    """Where no headings stand in a row: indicators that number themselves, or told in sentences."""
    found = ordinals.project_in(words) or prose.project_in(words)
    if found is not None:
        for known in page.projects[:1]:
            found.values, found.money, found.doubts = known.values, known.money, known.doubts
            found.money_unit = known.money_unit
        page.projects = [found]
    return page


def is_loose(document: Document) -> bool:
    """Whether rows come from a text export: its cells know their line, a table's do not."""
    first = next((c for grid in document.grids() for c in grid.cells), None)
    return first is None or (first.place is not None and first.place.line is not None)


def _projects(page: RawPage) -> tuple[list[Project], list[Finding], int, int]:
    made: list[Project] = []
    findings: list[Finding] = []
    ids: Counter[str] = Counter()
    sound = unsound = 0
    for number, raw in enumerate(page.projects, start=1):
        if not (raw.headed or raw.rows or "name" in raw.values):
            continue
        code = one_line(raw.values["code"].text) if "code" in raw.values else f"project-{number}"
        ids[code] += 1
        making = Making(raw, code if ids[code] == 1 else f"{code}-{ids[code]}")
        made.append(making.project())
        findings += making.findings
        sound, unsound = sound + making.sound, unsound + making.unsound
    return made, findings, sound, unsound


def _form(page: RawPage) -> FormName:
    fields = {c.field for p in page.projects for c in p.columns}
    return FormName.SELF_EVALUATION if fields & {"actual", "score"} else FormName.PROJECT_GOAL


def _year(page: RawPage) -> tuple[int | None, list[Finding]]:
    """The year the titles print; where they print several, nobody knows which is meant."""
    lines = [folded(c.text) for c in page.titles if not _NOT_A_YEAR.search(c.text)]
    for pattern in (_YEARLY, _YEAR):
        said = {int(y) for line in lines for y in pattern.findall(line[:200])}
        if len(said) == 1:
            return said.pop(), []
        if said:
            break
    return None, [
        Finding(
            rule="F108", level=Level.IMPROVE, where=Where(field="year"),
            fault="标题没有写明是哪一年，或写了几个年份，年度没有读出来",
            remedy="请写明年度；在网页收文时可以直接填写",
        )
    ]  # fmt: skip


def _department(page: RawPage, projects: Sequence[Project], findings: list[Finding]) -> Department:
    named = Counter(_office(c.text) for raw in page.projects for _, c in _first(offices_of(raw)))
    codes = Counter(c.division for p in projects if (c := parse_code(p.code)))
    division = codes.most_common(1)[0][0] if codes else None
    if not named:
        findings.append(
            Finding(
                rule="F113", level=Level.IMPROVE, where=Where(field="department.name"),
                fault="没有读出是哪个单位的表", remedy="请填写单位名称",
            )
        )  # fmt: skip
        return Department(division=division)
    code, name = named.most_common(1)[0][0]
    return Department(code=code, name=name, division=division)


def _first(offices: Iterator[tuple[str, Cell]]) -> list[tuple[str, Cell]]:
    return [one for one, _ in zip(offices, range(1), strict=False)]


def _office(printed: str) -> tuple[str | None, str]:
    text = one_line(without_readings(printed))
    found = _OFFICE.match(text)
    return (found["code"], found["name"].strip()) if found else (None, text)
