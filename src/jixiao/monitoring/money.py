"""Money of one project: budget, adjustments, payments by day, and what follows from them.

Two execution rates are kept apart and named (field guide §12.4): of the self-evaluation, paid ÷ full-year
budget; of the evaluation frame, paid ÷ funds received. Neither divides by the budget at the start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.monitoring.findings import finding
from jixiao.plan.model import Project, Spending
from jixiao.plan.money import amount_text, half_up
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Amount:
    """An amount on a day, in the project's money unit. ``proof``: document, voucher or register row."""

    on: date
    amount: Decimal
    proof: str | None = None


@dataclass(frozen=True)
class Account:
    """What is known of a project's money. ``payments`` is ``None`` where nothing tells of payments.

    ``made_up`` marks payments that come from simulated take-ins (模拟数据).
    """

    project: str
    unit: str
    budgets: tuple[Amount, ...] = ()
    adjustments: tuple[Amount, ...] = ()
    received: tuple[Amount, ...] | None = None
    payments: tuple[Amount, ...] | None = None
    missing: str = ""
    made_up: bool = False

    def initial(self, on: date) -> Decimal | None:
        """年初预算数: the budget first approved; ``None`` where there is none, or two on one day."""
        known = [b for b in self.budgets if b.on <= on]
        if not known or self._doubled():
            return None
        return min(known, key=lambda b: b.on).amount

    def full_year(self, on: date) -> Decimal | None:
        """全年预算数: the budget that holds, with every adjustment up to that day."""
        known = [b for b in self.budgets if b.on <= on]
        if not known or self._doubled():
            return None
        latest = max(known, key=lambda b: b.on)
        later = (a.amount for a in self.adjustments if latest.on <= a.on <= on)
        return sum(later, latest.amount)

    def paid(self, on: date) -> Decimal | None:
        """累计支付, refunds taken off; ``None`` where unknown, or more came back than was paid."""
        if self.payments is None:
            return None
        total = _sum(self.payments, on)
        return None if total < 0 else total

    def share(self, on: date) -> Decimal | None:
        """预算执行率（自评口径）: paid ÷ full-year budget, percent."""
        return rate(self.paid(on), self.full_year(on))

    def received_share(self, on: date) -> Decimal | None:
        """预算执行率（评价框架口径）: paid ÷ funds received, percent."""
        return None if self.received is None else rate(self.paid(on), _sum(self.received, on))

    def _doubled(self) -> list[date]:
        days = Counter(b.on for b in self.budgets)
        return sorted(day for day, times in days.items() if times > 1)

    def findings(self, on: date) -> Iterator[Finding]:
        """What is wrong with the money itself: nothing is computed from it until it is mended."""
        for day in self._doubled():
            fault = f"{day} 有两个预算数，不能判断以哪个为准，执行率不算"
            yield finding(
                "M001",
                Level.RETURN,
                fault,
                "请只留一个，另一个改记为预算调整并写文号",
                self.project,
            )
        for one in self.adjustments:
            if one.on <= on and not (one.proof or "").strip():
                fault = f"{one.on} 的预算调整 {amount_text(one.amount)}{self.unit} 没有文号"
                yield finding("M002", Level.RETURN, fault, "请补写调整文件的文号", self.project)
        if self.payments is not None and (low := self._first_below_zero(on)):
            fault = f"到 {low} 退回的钱多于付出的钱，累计支付为负数"
            yield finding(
                "M003", Level.RETURN, fault, "请核对支付台账的退款行和支付行", self.project
            )
        whole = self.full_year(on)
        if whole is not None and whole <= 0:
            fault = f"全年预算数为 {amount_text(whole)}{self.unit}，执行率算不出，不当作100%"
            yield finding("M004", Level.RETURN, fault, "请核对预算数和预算调整", self.project)

    def _first_below_zero(self, on: date) -> date | None:
        total = Decimal(0)
        for day in sorted({p.on for p in self.payments or () if p.on <= on}):
            total += sum((p.amount for p in self.payments or () if p.on == day), Decimal(0))
            if total < 0:
                return day
        return None


def _sum(amounts: Sequence[Amount], on: date) -> Decimal:
    return sum((a.amount for a in amounts if a.on <= on), Decimal(0))


def rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Percent to two places; of nothing or of an unknown there is none."""
    if part is None or whole is None or whole <= 0:
        return None
    return half_up(part / whole * 100)


@dataclass(frozen=True)
class Point:
    """Money at one day: the project's own plan, the time line, what was paid.

    ``planned`` is the plan's percentage of the last checkpoint that has passed (``planned_by``);
    a checkpoint left blank plans nothing that could be missed.
    """

    on: date
    timeline: Decimal
    planned_by: date | None
    planned: Decimal | None
    paid: Decimal | None
    share: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """Paid share less planned share, in points: negative is behind."""
        return None if self.share is None or self.planned is None else self.share - self.planned


def timeline(on: date) -> Decimal:
    """序时进度: month ÷ 12 in percent; inside a month, the months that are over."""
    over = on.month if _ends_month(on) else on.month - 1
    return half_up(Decimal(over) / 12 * 100)


def _ends_month(on: date) -> bool:
    return date.fromordinal(on.toordinal() + 1).day == 1


def checkpoints(project: Project, year: int) -> tuple[tuple[date, Spending], ...]:
    """The days of the project's own spending plan, in order."""
    days = (_day(year, one) for one in project.spending_plan)
    return tuple(sorted((d for d in days if d is not None), key=lambda pair: pair[0]))


def _day(year: int, one: Spending) -> tuple[date, Spending] | None:
    month, day = map(int, one.by.split("-"))
    try:
        return date(year, month, day), one
    except ValueError:  # 02-29 of a common year
        return (date(year, 2, 28), one) if (month, day) == (2, 29) else None


def point(project: Project, account: Account, on: date, year: int) -> Point:
    """Where the project's money stands on a day."""
    passed = [pair for pair in checkpoints(project, year) if pair[0] <= on]
    by, planned = (passed[-1][0], passed[-1][1].percent) if passed else (None, None)
    return Point(on, timeline(on), by, planned, account.paid(on), account.share(on))
