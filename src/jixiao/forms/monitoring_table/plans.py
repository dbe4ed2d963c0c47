"""Between plans and monitoring tables: a plan printed for filling in, a table read as a plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.forms.monitoring_table.printing import document_of
from jixiao.forms.monitoring_table.reading import Found, tables_in
from jixiao.forms.monitoring_table.record import MoneyRow, MonitoringRow, MonitoringTable
from jixiao.grids.document import Document
from jixiao.plan.codes import parse_name, parse_unit
from jixiao.plan.model import Budget, Department, Indicator, Plan, Project
from jixiao.plan.money import decimal_of, plain
from jixiao.plan.target_grammar import parse_target
from jixiao.terms.forms import FormName


def read(document: Document) -> Plan | None:
    """The plan a document of monitoring tables holds, or ``None`` where it holds none."""
    found = tables_in(document)
    if not found:
        return None
    first = found[0].table
    code, name = parse_unit(first.department)
    return Plan(
        form=FormName.MONITORING_TABLE,
        department=Department(code=code, name=name or first.unit or None),
        year=first.year,
        projects=tuple(_project(one, n) for n, one in enumerate(found, start=1)),
    )


def _project(found: Found, number: int) -> Project:
    table, identity = found.table, f"project-{number}"
    name = parse_name(table.name)
    return Project(
        id=identity,
        name=table.name,
        short_name=name.short,
        funding_document=name.document.normal if name.document else None,
        source_code=name.source_code,
        unit="万元",
        budget=Budget(
            total=decimal_of(table.total.initial),
            fiscal=decimal_of(table.fiscal.initial),
            other=decimal_of(table.other.initial),
        ),
        goals=tuple(line for line in table.goal.split("\n") if line),
        indicators=tuple(_indicators(found, identity)),
        place=found.place,
    )


def _indicators(found: Found, project: str) -> Iterator[Indicator]:
    rows = zip(found.table.rows, found.places, strict=True)
    for number, (row, place) in enumerate(rows, start=1):
        yield Indicator(
            id=f"{project}/{number}",
            level1=row.level1 or None,
            level2=row.level2 or None,
            name=row.name,
            target=parse_target(row.target, row.name, row.level2),
            actual=row.progress or None,
            deviation=row.causes[-1] or None,
            place=place,
        )


def write(plan: Plan) -> Document:
    """The plan's projects as monitoring tables: what the plan knows filled in, the rest blank."""
    return document_of(tables_of_plan(plan))


def tables_of_plan(plan: Plan, months: int = 7) -> tuple[MonitoringTable, ...]:
    """One table a project, for a period of that many months."""
    department = plan.department
    return tuple(
        MonitoringTable(
            name=project.name,
            department=f"{department.code or ''}{department.name or ''}",
            unit=department.name or "",
            year=plan.year,
            months=months,
            total=_initial(project.budget.total),
            fiscal=_initial(project.budget.fiscal),
            other=_initial(project.budget.other),
            goal="\n".join(project.goals),
            rows=tuple(_row(i) for i in project.indicators),
        )
        for project in plan.projects
    )


def _initial(amount: Decimal | None) -> MoneyRow:
    return MoneyRow(initial=plain(amount)) if amount is not None else MoneyRow()


def _row(indicator: Indicator) -> MonitoringRow:
    return MonitoringRow(
        name=indicator.name,
        level1=indicator.level1 or "",
        level2=indicator.level2 or "",
        target=indicator.target.raw,
        progress=indicator.actual or "",
    )
