"""A plan → its self-evaluations, one table a project, each on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.forms.declaration import Form, Label, Row
from jixiao.forms.printing import NO_LEVEL, GridWriter, row_cells, with_heights
from jixiao.forms.self_evaluation.declaration import FORM, HEBEI, TITLE, TOTAL
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role
from jixiao.plan.model import Department, Indicator, Plan, Project
from jixiao.plan.money import plain


def write(plan: Plan) -> Document:
    """The document that prints the plan as the ministry's form."""
    return _document(plan, FORM)


def write_hebei(plan: Plan) -> Document:
    """The document that prints the plan as Hebei's form."""
    return _document(plan, HEBEI)


def _document(plan: Plan, form: Form) -> Document:
    blocks = [block for n, p in enumerate(plan.projects) for block in _project(plan, p, form, n)]
    title = f"{plan.department.name or ''}{f'{plan.year}年' if plan.year else ''}{TITLE}"
    return Document(tuple(blocks), title=title)


def _project(plan: Plan, project: Project, form: Form, number: int) -> Iterator[Block]:
    yield Paragraph(TITLE, Role.TITLE, new_page=number > 0)
    if plan.year:
        yield Paragraph(f"（{plan.year}年度）", Role.TITLE)
    yield project_grid(project, plan.department, form)


def project_grid(project: Project, department: Department, form: Form = FORM) -> Grid:
    """The project's table. Cells that print a field carry its ``subject`` and ``field``."""
    writer = GridWriter(form.widths)
    values = _values(project, department)
    for row in form.rows:
        writer.add_row(_in_unit(row, project.unit), values, project.id)
    if project.indicators:
        writer.add_header(form.columns)
        for one, heights in with_heights(project.indicators):
            writer.add_cells(list(row_cells(form.columns, _texts(one), heights, one.id)))
    _add_total(writer, project)
    return writer.grid()


def _in_unit(row: Row, unit: str | None) -> Row:
    """The money head names the project's own unit."""
    if row.key != "money":
        return row
    label = row.parts[0]
    assert isinstance(label, Label)
    words = f"项目资金（{unit}）" if unit else "项目资金"
    return Row(row.key, (Label(words, rows=label.rows), *row.parts[1:]))


def _values(project: Project, department: Department) -> dict[str, str]:
    executed = project.executed
    amounts: dict[str, Decimal | None] = {
        "total.initial": project.budget.total,
        "fiscal.initial": project.budget.fiscal,
        "other.initial": project.budget.other,
    }
    if executed:
        amounts |= {
            "total.initial": executed.initial
            if executed.initial is not None
            else project.budget.total,
            "total.adjusted": executed.adjusted,
            "total.executed": executed.executed,
            "total.points": executed.points,
            "total.score": executed.score,
        }
    rate = executed.rate if executed else None
    return {
        "name": f"{project.code}-{project.name}" if project.code else project.name,
        "department": _unit(department),
        "goals": "\n".join(project.goals),
        "total.rate": "" if rate is None else f"{plain(rate)}%",
        **{name: plain(value) for name, value in amounts.items() if value is not None},
    }


def _unit(department: Department) -> str:
    if not department.code:
        return department.name or ""
    return f"{department.code}-{department.name or ''}"


def _texts(indicator: Indicator) -> dict[str, str]:
    return {
        "level1": indicator.level1 or NO_LEVEL,
        "level2": indicator.level2 or NO_LEVEL,
        "name": indicator.name,
        "target": indicator.target.raw,
        "actual": indicator.actual or "",
        "weight": "" if indicator.weight is None else plain(indicator.weight),
        "score": "" if indicator.score is None else plain(indicator.score),
        "deviation": indicator.deviation or "",
    }


def _add_total(writer: GridWriter, project: Project) -> None:
    """The total row: the sum where every part is there, else blank."""
    money = project.executed
    weights = [i.weight for i in project.indicators] + [money.points if money else None]
    scores = [i.score for i in project.indicators] + [money.score if money else None]
    cells = [
        Cell(1, 1, TOTAL.text, 1, TOTAL.span, Role.LABEL),
        Cell(1, 7, _sum(weights), role=Role.NUMBER),
        Cell(1, 8, _sum(scores), role=Role.NUMBER),
        Cell(1, 9, ""),
    ]
    writer.add_cells(cells)


def _sum(values: Sequence[Decimal | None]) -> str:
    known = [v for v in values if v is not None]
    return plain(sum(known, Decimal(0))) if len(known) == len(values) else ""
