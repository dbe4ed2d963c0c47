"""Plan ↔ evaluation frames: frames for filling in, and what a printed one says of its projects."""

from __future__ import annotations

from datetime import date

from jixiao.forms.blanks import written
from jixiao.forms.evaluation.printing import document_of
from jixiao.forms.evaluation.reading import tables_in
from jixiao.forms.evaluation.record import EvaluationRow, EvaluationTable
from jixiao.grids.document import Document
from jixiao.law.packs import chosen, first_day, packs_at_hand
from jixiao.law.scoring import EvaluationFrame
from jixiao.plan.codes import parse_name
from jixiao.plan.model import Department, Indicator, Plan, Project
from jixiao.plan.money import decimal_of
from jixiao.plan.target_grammar import parse_target
from jixiao.terms.forms import FormName


def write(plan: Plan) -> Document:
    """One table a project."""
    frame, office = _frame_of(plan), plan.department
    rows = tuple(
        EvaluationRow(name=item.name, level1=item.level1, level2=item.level2, look=item.look)
        for item in frame.items
    )
    code = f"{office.code or ''}{office.name or ''}"
    return document_of(
        [EvaluationTable(p.name, code, office.name or "", plan.year, rows) for p in plan.projects]
    )


def _frame_of(plan: Plan) -> EvaluationFrame:
    """The frame of the plan's place, as of the day its self-evaluations are due."""
    known = packs_at_hand()
    day = max(date((plan.year or 2099) + 1, 3, 1), first_day(known))
    return chosen(plan.department.division, day, among=known).pack.evaluation


def read(document: Document) -> Plan | None:
    """What the evaluation tables of a document say, or ``None`` where it holds none.

    The items of the frame stand where a plan's indicators stand; they have points and scores, and no
    target values. The project's own goals are not in this form.
    """
    tables = tables_in(document)
    if not tables:
        return None
    return Plan(
        form=FormName.EVALUATION,
        department=Department(name=tables[0].unit or tables[0].department),
        year=next((t.year for t in tables if t.year), None),
        projects=tuple(_project(t, f"project-{n}") for n, t in enumerate(tables, start=1)),
    )


def _project(table: EvaluationTable, identity: str) -> Project:
    return Project(
        id=identity,
        name=table.name,
        short_name=parse_name(table.name).short,
        indicators=tuple(
            _item(row, f"{identity}/{n}") for n, row in enumerate(table.rows, start=1)
        ),
    )


def _item(row: EvaluationRow, identity: str) -> Indicator:
    return Indicator(
        id=identity,
        level1=row.level1,
        level2=row.level2,
        name=row.name,
        description=written(row.look),
        target=parse_target("", row.name, row.level2),
        weight=decimal_of(written(row.points)),
        score=decimal_of(written(row.score)),
        deviation=written(row.why),
    )
