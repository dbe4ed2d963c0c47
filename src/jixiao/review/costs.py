"""Amounts of a plan for comparing: budgets and cost targets in yuan."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao.plan.model import Project
from jixiao.plan.money import half_up, shortest
from jixiao.review.examination import Row, Sheet
from jixiao.terms.targets import Dimension, TargetKind

_YUAN = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_PER_PIECE = re.compile("每|单位成本|单价|人均|户均|平均|均价|单次|单个|标准|/")


def in_yuan(amount: Decimal | None, unit: str | None) -> Decimal | None:
    """An amount in yuan, or ``None`` where amount or unit is not known."""
    factor = _YUAN.get((unit or "").strip())
    return None if amount is None or factor is None else amount * factor


def budget_of(project: Project) -> Decimal | None:
    """The project's budget in yuan."""
    return in_yuan(project.budget.total, project.unit)


def cost_of(row: Row) -> Decimal | None:
    """The amount of a cost target in yuan; ``None`` for a cost per piece, a share, words."""
    target = row.target
    if target.kind is not TargetKind.NUMBER or target.dimension is not Dimension.MONEY:
        return None
    per_piece = _PER_PIECE.search(f"{row.name}{row.description[:60]}{target.unit or ''}")
    return None if per_piece else in_yuan(target.value, target.unit)


def costs_of(sheet: Sheet) -> tuple[Row, ...]:
    """The rows of the cost types, in either tree."""
    return tuple(row for row in sheet.rows if row.type2 is not None and row.type2.is_cost)


def in_words(yuan: Decimal) -> str:
    """An amount for messages: yuan, from ten thousand on in 万元, to what can be said at a glance."""
    if yuan >= 10_000:
        return f"{shortest(half_up(yuan / 10_000))}万元"
    return f"{shortest(half_up(yuan, 0 if yuan >= 10 else 2))}元"
