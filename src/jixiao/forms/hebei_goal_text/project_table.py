"""One project as its official table: the grid that is printed and that the page shows for editing."""

from __future__ import annotations

from jixiao.forms.declaration import Label, Row, Slot
from jixiao.forms.hebei_goal_text.declaration import FORM, SPANS, SPENDING, checkpoint_label
from jixiao.forms.printing import NO_LEVEL, GridWriter, row_cells, with_heights
from jixiao.grids.document import Grid, Role
from jixiao.plan.model import Department, Indicator, Project, Spending
from jixiao.plan.money import plain


def project_grid(project: Project, department: Department) -> Grid:
    """The project's table. Cells that print a field carry its ``subject`` and ``field``."""
    writer = GridWriter(FORM.widths)
    values = _values(project, department)
    for row in FORM.rows:
        if row.key == "goals":
            _add_spending(writer, project)
        writer.add_row(row, values, project.id)
    if project.indicators:
        writer.add_header(FORM.columns)
        for one, heights in with_heights(project.indicators):
            writer.add_cells(list(row_cells(FORM.columns, _texts(one), heights, one.id)))
    return writer.grid()


def _values(project: Project, department: Department) -> dict[str, str]:
    budget = project.budget
    money = {"total": budget.total, "fiscal": budget.fiscal, "other": budget.other}
    return {
        "department": f"{department.code or ''}{department.name or ''}",
        "unit": f"单位：{project.unit or ''}",
        "code": project.code or "",
        "name": project.name,
        "use": project.use or "",
        "goals": "\n".join(project.goals),
        **{f"budget.{k}": plain(v) for k, v in money.items() if v is not None},
    }


def _add_spending(writer: GridWriter, project: Project) -> None:
    plan = project.spending_plan
    for start in range(0, len(plan), 6):
        few = plan[start : start + 6]
        spans = SPANS[len(few)]
        names = tuple(Label(checkpoint_label(s.by), n) for s, n in zip(few, spans, strict=True))
        slots = tuple(
            Slot(f"spending_plan.{s.by}", n, Role.NUMBER) for s, n in zip(few, spans, strict=True)
        )
        values = {f"spending_plan.{s.by}": _percent(s) for s in few}
        writer.add_row(Row("spending", (SPENDING, *names)), {}, project.id)
        writer.add_row(Row("percents", slots), values, project.id)


def _percent(spending: Spending) -> str:
    return "" if spending.percent is None else f"{plain(spending.percent)}%"


def _texts(indicator: Indicator) -> dict[str, str]:
    return {
        "level1": indicator.level1 or NO_LEVEL,
        "level2": indicator.level2 or NO_LEVEL,
        "name": indicator.name,
        "description": indicator.description or "",
        "target": indicator.target.raw,
        "basis": indicator.basis or "",
    }
