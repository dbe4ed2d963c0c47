"""A plan → its evaluation frames for filling in: names and items printed, every score blank."""

from __future__ import annotations

from jixiao.forms.evaluation.printing import document_of
from jixiao.forms.evaluation.record import EvaluationRow, EvaluationTable
from jixiao.grids.document import Document
from jixiao.law.scoring import evaluation_frame
from jixiao.plan.model import Plan


def write(plan: Plan) -> Document:
    """One table a project."""
    frame, office = evaluation_frame(), plan.department
    rows = tuple(
        EvaluationRow(name=item.name, level1=item.level1, level2=item.level2, look=item.look)
        for item in frame.items
    )
    code = f"{office.code or ''}{office.name or ''}"
    return document_of(
        [EvaluationTable(p.name, code, office.name or "", plan.year, rows) for p in plan.projects]
    )
