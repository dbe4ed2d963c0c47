"""Evaluations → the form: what was worked out filled in, what a person judges a marked blank."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.forms.blanks import TO_JUDGE
from jixiao.forms.evaluation import EvaluationRow, EvaluationTable, document_of
from jixiao.grids.document import Document, Paragraph
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import plain
from jixiao.scoring.evaluation import Evaluation, EvaluationItem
from jixiao.scoring.exact import ZERO


def document(plan: Plan, made: Sequence[Evaluation], mark: str = "") -> Document:
    """One table a project; ``mark`` under each title where the data are simulated."""
    tables = [_table(plan, p, one) for p, one in zip(plan.projects, made, strict=True)]
    bases = dict.fromkeys(one.basis for one in made)
    notes = [Paragraph(f"框架和分值的来源：{b.source}（{b.verified.label}）") for b in bases]
    return document_of(tables, notes, mark)


def _table(plan: Plan, project: Project, made: Evaluation) -> EvaluationTable:
    office, waiting = plan.department, len(made.open)
    known = plain(made.known)
    return EvaluationTable(
        name=project.name,
        department=f"{office.code or ''}{office.name or ''}",
        unit=office.name or "",
        year=plan.year,
        rows=tuple(map(_row, made.items)),
        points=plain(sum((i.points for i in made.items), ZERO)),
        score=f"已知{known}，待评{waiting}项" if waiting else known,
    )


def _row(one: EvaluationItem) -> EvaluationRow:
    return EvaluationRow(
        name=one.item.name,
        level1=one.item.level1,
        level2=one.item.level2,
        look=one.item.look,
        points=plain(one.points),
        score=TO_JUDGE if one.score is None else plain(one.score),
        why=one.why.replace(f"：{one.item.look}", ""),  # 要点有自己的一栏
    )
