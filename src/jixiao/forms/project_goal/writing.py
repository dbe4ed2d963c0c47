"""A plan → its goal tables, one a project, each on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.forms.declaration import Label, Row
from jixiao.forms.printing import NO_LEVEL, GridWriter, row_cells, with_heights
from jixiao.forms.project_goal.declaration import FORM, TITLE
from jixiao.grids.document import Block, Document, Grid, Paragraph, Role
from jixiao.plan.model import Department, Indicator, Plan, Project
from jixiao.plan.money import plain


def write(plan: Plan) -> Document:
    """The document that prints the plan as this form."""
    blocks = [
        block for n, project in enumerate(plan.projects) for block in _project(plan, project, n)
    ]
    title = f"{plan.department.name or ''}{f'{plan.year}年' if plan.year else ''}{TITLE}"
    return Document(tuple(blocks), title=title)


def _project(plan: Plan, project: Project, number: int) -> Iterator[Block]:
    yield Paragraph(TITLE, Role.TITLE, new_page=number > 0)
    if plan.year:
        yield Paragraph(f"（{plan.year}年度）", Role.TITLE)
    yield project_grid(project, plan.department)


def project_grid(project: Project, department: Department) -> Grid:
    """The project's table. Cells that print a field carry its ``subject`` and ``field``."""
    writer = GridWriter(FORM.widths)
    values = _values(project, department)
    for row in FORM.rows:
        writer.add_row(_in_unit(row, project.unit), values, project.id)
    if project.indicators:
        writer.add_header(FORM.columns)
        for one, heights in with_heights(project.indicators):
            writer.add_cells(list(row_cells(FORM.columns, _texts(one), heights, one.id)))
    return writer.grid()


def _in_unit(row: Row, unit: str | None) -> Row:
    """The money head names the project's own unit."""
    first = row.parts[0]
    if row.key != "money" or not isinstance(first, Label):
        return row
    words = f"项目资金（{unit}）" if unit else "项目资金"
    return Row(row.key, (Label(words, rows=first.rows), *row.parts[1:]))


def _values(project: Project, department: Department) -> dict[str, str]:
    budget = project.budget
    amounts = {
        "budget.total": budget.total,
        "budget.fiscal": budget.fiscal,
        "budget.other": budget.other,
    }
    unit = f"{department.code}-" if department.code else ""
    return {
        "name": project.name,
        "code": project.code or "",
        "department": f"{unit}{department.name or ''}",
        "goals": "\n".join(project.goals),
        **{name: plain(value) for name, value in amounts.items() if value is not None},
    }


def _texts(indicator: Indicator) -> dict[str, str]:
    return {
        "level1": indicator.level1 or NO_LEVEL,
        "level2": indicator.level2 or NO_LEVEL,
        "name": indicator.name,
        "target": indicator.target.raw,
        "weight": "" if indicator.weight is None else plain(indicator.weight),
    }
