"""Between plans and department tables: a plan printed for filling in, a table read as a plan.

Read as a plan, the department is one project that carries the money and the indicators of the whole,
so that it is scored and examined by the same rules as any project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.forms.blanks import written
from jixiao.forms.department.printing import document_of
from jixiao.forms.department.reading import Found, tables_in
from jixiao.forms.department.record import DepartmentTable, MoneyRow, TaskRow
from jixiao.grids.document import Document
from jixiao.plan.codes import parse_unit
from jixiao.plan.model import (
    Budget,
    Department,
    DutyGoal,
    Executed,
    Indicator,
    OverallGoal,
    Plan,
    Project,
)
from jixiao.plan.money import decimal_of, plain
from jixiao.plan.target_grammar import parse_target
from jixiao.terms.forms import FormName

#: The id of the project that stands for the whole department.
WHOLE = "department"
_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s*[.．、]\s*(?P<text>.+)", re.S)


def read(document: Document) -> Plan | None:
    """The plan a department's self-evaluation holds, or ``None`` where there is none."""
    found = tables_in(document)
    if not found:
        return None
    first, table = found[0], found[0].table
    code, name = parse_unit(table.name)
    return Plan(
        form=FormName.DEPARTMENT,
        department=Department(code=code, name=name or table.name),
        year=table.year,
        overall_goals=tuple(_goals(table.goals)),
        duty_goals=tuple(_duty(task, n) for n, task in enumerate(table.tasks, start=1)),
        projects=(_whole(first),),
    )


def _goals(printed: str) -> Iterator[OverallGoal]:
    for line in filter(None, (part.strip() for part in printed.split("\n"))):
        found = _NUMBERED.fullmatch(line)
        number, text = (found["number"], found["text"]) if found else (None, line)
        yield OverallGoal(number=number, text=text)


def _duty(task: TaskRow, number: int) -> DutyGoal:
    return DutyGoal(number=str(number), duty=task.name, text=task.content or task.name)


def _whole(found: Found) -> Project:
    table = found.table
    total = {name: _number(text) for name, text in vars(table.total).items()}
    return Project(
        id=WHOLE,
        name="部门整体支出",
        unit="万元",
        budget=Budget(total=total["initial"]),
        executed=Executed(**total) if any(v is not None for v in total.values()) else None,
        goals=tuple(line for line in table.goals.split("\n") if line),
        indicators=tuple(_indicators(found)),
        place=found.place,
    )


def _number(text: str) -> Decimal | None:
    return decimal_of(text.removesuffix("%"))


def _indicators(found: Found) -> Iterator[Indicator]:
    pairs = zip(found.table.rows, found.places, strict=True)
    for number, (row, place) in enumerate(pairs, start=1):
        yield Indicator(
            id=f"{WHOLE}/{number}",
            level1=row.level1 or None,
            level2=row.level2 or None,
            name=row.name,
            target=parse_target(row.target, row.name, row.level2),
            actual=written(row.actual) or None,
            weight=decimal_of(row.weight),
            score=decimal_of(row.score),
            deviation=written(row.deviation) or None,
            place=place,
        )


def write(plan: Plan) -> Document:
    """The plan as the department's form for filling in: what the plan knows printed, the rest blank."""
    return document_of((table_of_plan(plan),))


def table_of_plan(plan: Plan) -> DepartmentTable:
    """Goals, duties and the projects' budget; money of the whole department a plan does not know."""
    budgets = [p.budget.total for p in plan.projects]
    known = [b for b in budgets if b is not None]
    whole = plain(sum(known, Decimal(0))) if known and len(known) == len(budgets) else ""
    return DepartmentTable(
        name=name_of(plan.department),
        year=plan.year,
        projects=MoneyRow(initial=whole),
        goals=goals_of(plan),
        tasks=tuple(TaskRow(duty_name(goal), content=goal.text) for goal in plan.duty_goals),
    )


def name_of(department: Department) -> str:
    """The department as printed, its code before it."""
    return f"{department.code or ''}{department.name or ''}"


def goals_of(plan: Plan) -> str:
    """The overall goals, a line each."""
    numbered = (f"{goal.number}. " if goal.number else "" for goal in plan.overall_goals)
    return "\n".join(
        n + goal.text.replace("\n", "")
        for n, goal in zip(numbered, plan.overall_goals, strict=True)
    )


def duty_name(goal: DutyGoal) -> str:
    """The duty's name; of a goal that names none, its first words."""
    return goal.duty or goal.text[:20]
