"""What the finance bureau's own grade does to a department's points, where its place says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.law.packs import Pack
from jixiao.plan.money import plain
from jixiao.scoring.actuals import ActualsError
from jixiao.scoring.exact import quotient


@dataclass(frozen=True)
class FinanceGrade:
    """Finance's grade beside one's own: the factor and the points after it, where it is lower."""

    grade: str
    factor: Decimal | None
    points: Decimal | None
    why: str

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "grade": self.grade, "factor": None if self.factor is None else plain(self.factor),
            "points": None if self.points is None else plain(self.points), "why": self.why,
        }  # fmt: skip


def finance_grade(
    project: str, grade: str | None, total: Decimal, own: str | None, pack: Pack
) -> FinanceGrade | None:
    """What follows from finance's ``grade``; ``None`` where finance gave none.

    Raises:
        ActualsError: a grade the pack does not know.
    """
    if grade is None:
        return None
    order = list(pack.grades)
    if grade not in order:
        raise ActualsError(f"finance.{project}", f"等级“{grade}”没有；应为{'、'.join(order)}之一")
    if own is None:
        return FinanceGrade(grade, None, None, "自己的等级还没有定，不能与财政评的比")
    if pack.finance is None or not pack.finance.factors:
        why = f"政策包“{pack.label}”没有规定财政评的等级较低时怎样折算，得分不变"
        return FinanceGrade(grade, None, total, why)
    lower = order.index(grade) - order.index(own)
    if lower <= 0:
        return FinanceGrade(grade, None, total, f"财政评为“{grade}”，不低于自己的“{own}”，得分不变")
    factor = pack.finance.factors[min(lower, len(pack.finance.factors)) - 1]
    points = quotient((total, factor), (Decimal(1),))
    why = (
        f"财政评为“{grade}”，比自己的“{own}”低{lower}档：{plain(total)}×{plain(factor)}={plain(points)}分"
        f"（{pack.finance.basis.source.rstrip('。')}；{pack.finance.basis.verified.label}）"
    )
    return FinanceGrade(grade, factor, points, why)
