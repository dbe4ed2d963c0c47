"""Plan ↔ review forms: forms for filling in, and what a printed one says of its projects."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from jixiao.forms.review_form.declaration import NO_GRADE, NO_OPINION
from jixiao.forms.review_form.printing import document_of
from jixiao.forms.review_form.reading import tables_in
from jixiao.forms.review_form.record import ReviewRow, ReviewTable
from jixiao.grids.document import Document
from jixiao.law.packs import Pack, chosen, first_day, packs_at_hand
from jixiao.plan.codes import parse_code, parse_name
from jixiao.plan.model import Budget, Department, Indicator, Plan, Project
from jixiao.plan.money import decimal_of, plain, shortest
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import one_line
from jixiao.terms.forms import FormName

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年")
_AMOUNT = re.compile(r"(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|元)?")
_POINTS = re.compile(r"\s*（[\d.]+分）$")


def write(plan: Plan) -> Document:
    """One form a project, its items by the rules of the plan's place, nothing judged yet."""
    pack = _pack_of(plan)
    return document_of([_blank(plan, pack, project) for project in plan.projects])


def _pack_of(plan: Plan) -> Pack:
    known = packs_at_hand()
    day = max(date(plan.year or 2099, 1, 1), first_day(known))
    return chosen(plan.department.division, day, among=known).pack


def _blank(plan: Plan, pack: Pack, project: Project) -> ReviewTable:
    year = f"（{plan.year}年度）" if plan.year else ""
    rows = tuple(
        ReviewRow(
            block_label(pack, item.block), f"{item.name}：{item.question}", shortest(item.points)
        )
        for item in pack.items
    )
    most = sum((item.points for item in pack.items), Decimal(0))
    return ReviewTable(
        **identity(plan, project),
        note=f"{year}依据：{pack.label}。",
        rows=rows,
        total=ReviewRow("", "", points=shortest(most)),
        overall=NO_GRADE,
        opinion=NO_OPINION,
    )


def identity(plan: Plan, project: Project) -> dict[str, str]:
    """Who a form is about, as its first rows print it."""
    budget = project.budget.total
    return {
        "name": project.short_name or project.name,
        "code": project.code or "",
        "unit": plan.department.name or "",
        "budget": "" if budget is None else f"{plain(budget)}{project.unit or ''}",
    }


def block_label(pack: Pack, block: str) -> str:
    """A block as it is printed, its points below."""
    points = sum((item.points for item in pack.items if item.block == block), Decimal(0))
    return f"{block}\n（{shortest(points)}分）"


def read(document: Document) -> Plan | None:
    """What the review forms of a document say, or ``None`` where it holds none.

    The form's items stand where a plan's indicators stand, with points and scores, no target values.
    Grades, the overall judgement and the reviewer are in :func:`tables_in`.
    """
    tables = tables_in(document)
    if not tables:
        return None
    years = (_YEAR.search(table.note) for table in tables)
    return Plan(
        form=FormName.REVIEW,
        department=Department(name=tables[0].unit or None),
        year=next((int(found["year"]) for found in years if found), None),
        projects=tuple(_project(t, f"project-{n}") for n, t in enumerate(tables, start=1)),
    )


def _project(table: ReviewTable, made: str) -> Project:
    code = parse_code(table.code)
    identity = table.code if code else made
    budget = _AMOUNT.search(table.budget)
    return Project(
        id=identity,
        code=table.code or None,
        name=one_line(table.name),
        short_name=parse_name(one_line(table.name)).short,
        unit=budget["unit"] if budget else None,
        budget=Budget(total=decimal_of(budget["amount"]) if budget else None),
        indicators=tuple(_item(r, f"{identity}/{n}") for n, r in enumerate(table.rows, start=1)),
    )


def _item(row: ReviewRow, identity: str) -> Indicator:
    name, _, question = one_line(row.item).partition("：")
    return Indicator(
        id=identity,
        level1=_POINTS.sub("", row.block),
        name=name,
        description=question or None,
        target=parse_target("", name, None),
        weight=decimal_of(row.points),
        score=decimal_of(row.score),
        deviation=row.why or None,
    )
