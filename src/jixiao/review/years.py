"""This year against an earlier year, or against an earlier version of this year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.plan.target import Target
from jixiao.review.examination import Examination, Row, Sheet
from jixiao.review.results import lower_is_better
from jixiao.terms.targets import Operator, TargetKind


def same_year(exam: Examination) -> bool:
    """Whether the earlier plan is a version of the same year's."""
    return exam.last_year is not None and exam.last_year.year == exam.plan.year


def pairs(exam: Examination) -> Iterator[tuple[Sheet, Sheet]]:
    """Each project with the same project then."""
    for sheet in exam.sheets if exam.earlier else ():
        then = exam.earlier.sheet(sheet) if exam.earlier else None
        if then is not None:
            yield sheet, then


def row_pairs(exam: Examination) -> Iterator[tuple[Row, Row]]:
    """Each row with the same indicator of the same project then."""
    for sheet, then in pairs(exam):
        for row, earlier in exam.earlier.rows(sheet, then) if exam.earlier else ():
            if row.applies:
                yield row, earlier


def looser(now: Target, then: Target) -> bool:
    """Whether a target asks for less than it did: same unit, and the worse number."""
    a, b = now.value, then.value
    if a is None or b is None or now.unit != then.unit or now.kind is not TargetKind.NUMBER:
        return False
    exact = Operator.EXACTLY in (now.operator, then.operator) and now.better is None
    if exact and now.operator is then.operator:
        return False
    return a > b if lower_is_better(now) else a < b


def budget_changed(sheet: Sheet, then: Sheet) -> tuple[Decimal, Decimal] | None:
    """The budget then and now where both are known and differ."""
    before, after = then.project.budget.total, sheet.project.budget.total
    return (before, after) if before is not None and after is not None and before != after else None


def unchanged(sheet: Sheet, then: Sheet) -> bool:
    """Whether every indicator stands as it did: names and targets."""
    ours = [(r.key, r.type2, r.target.raw) for r in sheet.rows]
    return bool(ours) and ours == [(r.key, r.type2, r.target.raw) for r in then.rows]
