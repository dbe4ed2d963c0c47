"""A plan as the form's document: cover, contents, Part 1 in prose, Part 2 one table a project."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.forms.hebei_goal_text.duties import Part, duty_of, part_of
from jixiao.forms.hebei_goal_text.project_table import project_grid
from jixiao.grids.document import Block, Contents, Document, Paragraph, Role
from jixiao.plan.model import DutyGoal, Plan

COVER = "部门预算绩效文本"
PART1 = ("第一部分", "部门整体绩效目标")
PART2 = ("第二部分", "预算项目绩效目标")


def write(plan: Plan) -> Document:
    """The document that prints the plan; its reader gives the plan back but for places."""
    blocks: list[Block] = [*_cover(plan), Contents(), *_part1(plan), *_part2(plan)]
    title = f"{plan.department.name or ''}{f'{plan.year}年' if plan.year else ''}{COVER}"
    return Document(tuple(blocks), title=title)


def _cover(plan: Plan) -> Iterator[Block]:
    department = plan.department
    lines = [
        f"{department.code or ''}{department.name or ''}",
        f"{plan.year}年{COVER}" if plan.year else COVER,
        _division_line(plan),
    ]
    return (Paragraph(line, Role.COVER) for line in lines if line)


def _division_line(plan: Plan) -> str:
    """The division is printed only where no project code carries it."""
    division = plan.department.division
    carried = any((p.code or "").startswith(division or "-") for p in plan.projects)
    return "" if division is None or carried else f"行政区划代码：{division}"


def _part1(plan: Plan) -> Iterator[Block]:
    if not plan.sections:
        return
    yield Paragraph(PART1[0], Role.COVER, new_page=True)
    yield Paragraph(PART1[1], Role.COVER)
    for number, section in enumerate(plan.sections):
        yield Paragraph(section.heading, Role.HEADING, new_page=number == 0)
        if section.text:
            yield from (Paragraph(line) for line in section.text.split("\n"))
        if number == _home(plan, part_of(section.heading)):
            yield from (Paragraph(line) for line in _items(plan, part_of(section.heading)))


def _home(plan: Plan, part: Part | None) -> int:
    """Where a part's items are printed: under its first heading that has a text, else its first."""
    same = [n for n, s in enumerate(plan.sections) if part and part_of(s.heading) is part]
    with_text = [n for n in same if plan.sections[n].text]
    return (with_text or same or [-1])[0]


def _items(plan: Plan, part: Part | None) -> Iterator[str]:
    if part is Part.OVERALL:
        return (_numbered(g.number, g.text) for g in plan.overall_goals)
    if part is Part.DUTIES:
        return (_numbered(g.number, _duty_sentence(g)) for g in plan.duty_goals)
    return iter(plan.safeguards if part is Part.SAFEGUARDS else ())


def _numbered(number: str | None, text: str) -> str:
    return f"{number}、{text}" if number else text


def _duty_sentence(goal: DutyGoal) -> str:
    """The sentence as published; one that does not name its duty gets it in front."""
    if not goal.duty or duty_of(goal.text) == goal.duty:
        return goal.text
    return f"{goal.duty}职责的绩效目标是{goal.text}"


def _part2(plan: Plan) -> Iterator[Block]:
    if not plan.projects:
        return
    yield Paragraph(PART2[0], Role.COVER, new_page=True)
    yield Paragraph(PART2[1], Role.COVER)
    for number, project in enumerate(plan.projects, start=1):
        yield Paragraph(f"{number}.{project.name}绩效目标表", Role.TITLE, new_page=True)
        yield project_grid(project, plan.department)
