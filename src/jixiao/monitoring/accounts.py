"""Money of every project, from the payments register and from what was typed with proof.

An entry that is withdrawn does not count. A register of payments goes before typed ones. A budget that
is not typed is the plan's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import duckdb

from jixiao.acts.typed_money import KINDS, Entry, Part, entries_of
from jixiao.findings.finding import Finding
from jixiao.measures.gaps import MADE_UP
from jixiao.measures.values import in_unit
from jixiao.monitoring.findings import finding
from jixiao.monitoring.money import Account, Amount
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import amount_text
from jixiao.registers.store import Store
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Row:
    """One payment of the register, in 元."""

    project: str | None
    project_name: str | None
    on: date
    amount: Decimal
    voucher: str | None


@dataclass(frozen=True)
class Money:
    """The accounts by project, and what was found on the way."""

    accounts: Mapping[str, Account]
    findings: tuple[Finding, ...] = ()


def money_of(plan: Plan, store: Store, as_of: date, year: int) -> Money:
    """Every project's account as of a day.

    Raises:
        BrokenRecordError: what was typed is not what was recorded.
    """
    typed = by_project(typed_money(store))
    rows = list(payment_rows(store, year, as_of)) if store.imports("payments") else None
    unknown = unknown_projects(plan, typed)
    simulated = any(one.who == MADE_UP for one in store.imports("payments"))
    accounts = {
        p.id: account_of(p, typed.get(p.id, ()), _own(rows, p), year, _silence(rows, as_of))
        for p in plan.projects
    }
    if simulated and rows:
        accounts = {key: replace(one, made_up=True) for key, one in accounts.items()}
    found = [*unclaimed(plan, rows or []), *map(no_project, unknown)]
    return Money(accounts, tuple(found))


def typed_money(store: Store) -> tuple[Entry, ...]:
    """Everything typed, withdrawn entries too, in the order of recording."""
    return entries_of(store.told(KINDS))


def by_project(typed: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by the project they are of."""
    found: dict[str, tuple[Entry, ...]] = {}
    for one in typed:
        found[one.project] = (*found.get(one.project, ()), one)
    return found


def account_of(
    project: Project,
    typed: Iterable[Entry],
    paid: tuple[Amount, ...] | None,
    year: int,
    silence: str = "",
) -> Account:
    """One project's account: typed budget before the plan's, register before typed payments."""
    own = project.budget.total
    start = (Amount(date(year, 1, 1), own, "计划所列预算数"),) if own is not None else ()
    stand = [one for one in typed if one.withdrawn is None]
    payments = paid if paid is not None else _amounts(stand, Part.PAYMENTS, project)
    return Account(
        project=project.id,
        unit=project.unit or "",
        budgets=_amounts(stand, Part.BUDGETS, project) or start,
        adjustments=_amounts(stand, Part.ADJUSTMENTS, project) or (),
        received=_amounts(stand, Part.RECEIVED, project),
        payments=payments,
        missing="" if payments is not None else silence,
    )


def unit_of(project: Project) -> str:
    """The unit a project's amounts are in: its own, else 元, as the register's payments are taken."""
    return project.unit or "元"


def _amounts(stand: list[Entry], part: Part, project: Project) -> tuple[Amount, ...] | None:
    """What was typed of a part, in the project's unit; ``None`` where nothing was."""
    unit = unit_of(project)
    found = tuple(
        Amount(one.on, in_unit(one.amount, one.unit or unit, unit)[0], one.proof or None)
        for one in stand
        if one.part is part
    )
    return found or None


def payment_rows(store: Store, year: int, as_of: date) -> tuple[Row, ...]:
    """The year's payments up to a day, by the day of payment; what is not paid yet is not in."""
    return _payments(store.relation("payments").sql(), date(year, 1, 1), as_of)


@lru_cache(maxsize=16)
def _payments(rows: str, first: date, last: date) -> tuple[Row, ...]:
    """Read once: a SELECT names files that never change, each by what is in it."""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT project, project_name, paid_on, amount, voucher_no FROM ({rows}) "
            "WHERE coalesce(status, 'paid') <> 'pending' AND amount IS NOT NULL "
            "AND paid_on BETWEEN ? AND ? ORDER BY paid_on, voucher_no, _import, _row",
            [first, last],
        )
        return tuple(Row(p, n, on, Decimal(a), v) for p, n, on, a, v in found.fetchall())


def _silence(rows: list[Row] | None, as_of: date) -> str:
    if rows is None:
        return "没有资金支付台账，也没有填报支付；累计支付未知"
    return f"{as_of} 早于支付台账的第一笔，累计支付未知" if not rows else ""


def _own(rows: list[Row] | None, project: Project) -> tuple[Amount, ...] | None:
    """A project's own rows; before the first row of all, nothing is known."""
    if not rows:
        return None
    unit = unit_of(project)
    return tuple(
        Amount(r.on, in_unit(r.amount, "元", unit)[0], r.voucher)
        for r in rows
        if _is_of(r, project)
    )


def _is_of(row: Row, project: Project) -> bool:
    if row.project:
        return row.project in (project.code, project.id)
    return row.project_name in (project.short_name, project.name) and bool(row.project_name)


def unknown_projects(plan: Plan, typed: Iterable[str]) -> list[str]:
    """The projects money was typed for that the plan does not hold."""
    return sorted(set(typed) - {p.id for p in plan.projects})


def unclaimed(plan: Plan, rows: list[Row]) -> Iterator[Finding]:
    """Payments of no project of the plan, told in one finding."""
    lost = [r for r in rows if not any(_is_of(r, p) for p in plan.projects)]
    if lost:
        total = in_unit(sum((r.amount for r in lost), Decimal(0)), "元", "万元")[0]
        fault = (
            f"支付台账有 {len(lost)} 笔（{amount_text(total)}万元）不属于计划中的任何项目，没有计入"
        )
        yield finding("M005", Level.NOTE, fault, "请核对这些行的项目编码")


def no_project(key: str) -> Finding:
    """Money typed for a project that the plan does not hold."""
    return finding(
        "M006", Level.RETURN, f"填报了项目“{key}”的资金，计划里没有这个项目", "请核对项目编号", key
    )
