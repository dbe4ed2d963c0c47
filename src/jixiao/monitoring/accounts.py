"""Money of every project, from the payments register and from ``money.json`` typed with proof.

``money.json`` of the evidence folder (``jixiao/money/1``): per project ``budgets``, ``adjustments``,
``received`` and ``payments``, each a list of ``{"on", "amount", "proof"}`` in the project's unit; what
pages add to it, :mod:`jixiao.monitoring.money_typed` says. An entry that is withdrawn does not count. A
register of payments goes before typed ones. A budget that is not typed is the plan's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from jixiao.measures.gaps import MADE_UP
from jixiao.measures.values import in_unit
from jixiao.monitoring.findings import finding
from jixiao.monitoring.money import Account, Amount
from jixiao.plan.finding import Finding
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import amount_text, decimal_of
from jixiao.registers.store import Store
from jixiao.terms.findings import Level

SCHEMA, FILE = "jixiao/money/1", "money.json"
PARTS = ("budgets", "adjustments", "received", "payments")
_KEYS = frozenset({"on", "amount", "proof", "id", "by", "recorded", "file"})


class MoneyFileError(ValueError):
    """A ``money.json`` that cannot be taken: ``place`` is the path in it, the text says the rest."""

    def __init__(self, place: str, message: str) -> None:
        """Keep the place beside the message."""
        super().__init__(message)
        self.place = place


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
        MoneyFileError: ``money.json`` is there and cannot be taken.
    """
    typed = typed_money(store.folder / FILE)
    rows = list(payment_rows(store, year, as_of)) if store.imports("payments") else None
    unknown = sorted(set(typed) - {p.id for p in plan.projects})
    simulated = any(one.who == MADE_UP for one in store.imports("payments"))
    accounts = {
        p.id: account_of(p, typed.get(p.id, {}), _own(rows, p), year, _silence(rows, as_of))
        for p in plan.projects
    }
    if simulated and rows:
        accounts = {key: replace(one, made_up=True) for key, one in accounts.items()}
    found = [*_unclaimed(plan, rows or []), *(_no_project(key) for key in unknown)]
    return Money(accounts, tuple(found))


def account_of(
    project: Project,
    typed: Mapping[str, tuple[Amount, ...]],
    paid: tuple[Amount, ...] | None,
    year: int,
    silence: str = "",
) -> Account:
    """One project's account: typed budget before the plan's, register before typed payments."""
    own = project.budget.total
    start = (Amount(date(year, 1, 1), own, "计划所列预算数"),) if own is not None else ()
    payments = paid if paid is not None else typed.get("payments")
    return Account(
        project=project.id,
        unit=project.unit or "",
        budgets=typed.get("budgets") or start,
        adjustments=typed.get("adjustments", ()),
        received=typed.get("received"),
        payments=payments,
        missing="" if payments is not None else silence,
    )


def payment_rows(store: Store, year: int, as_of: date) -> Iterator[Row]:
    """The year's payments up to a day, by the day of payment; what is not paid yet is not in."""
    with duckdb.connect() as connection:
        store.duckdb_view(connection, "payments")
        found = connection.execute(
            "SELECT project, project_name, paid_on, amount, voucher_no FROM payments "
            "WHERE coalesce(status, 'paid') <> 'pending' AND amount IS NOT NULL "
            "AND paid_on BETWEEN ? AND ? ORDER BY paid_on, voucher_no, _import, _row",
            [date(year, 1, 1), as_of],
        )
        yield from (Row(p, n, on, Decimal(a), v) for p, n, on, a, v in found.fetchall())


def _silence(rows: list[Row] | None, as_of: date) -> str:
    if rows is None:
        return "没有资金支付台账，也没有填报支付；累计支付未知"
    return f"{as_of} 早于支付台账的第一笔，累计支付未知" if not rows else ""


def _own(rows: list[Row] | None, project: Project) -> tuple[Amount, ...] | None:
    """A project's own rows; before the first row of all, nothing is known."""
    if not rows:
        return None
    unit = project.unit or "元"
    return tuple(
        Amount(r.on, in_unit(r.amount, "元", unit)[0], r.voucher)
        for r in rows
        if _is_of(r, project)
    )


def _is_of(row: Row, project: Project) -> bool:
    if row.project:
        return row.project in (project.code, project.id)
    return row.project_name in (project.short_name, project.name) and bool(row.project_name)


def _unclaimed(plan: Plan, rows: list[Row]) -> Iterator[Finding]:
    lost = [r for r in rows if not any(_is_of(r, p) for p in plan.projects)]
    if lost:
        total = in_unit(sum((r.amount for r in lost), Decimal(0)), "元", "万元")[0]
        fault = (
            f"支付台账有 {len(lost)} 笔（{amount_text(total)}万元）不属于计划中的任何项目，没有计入"
        )
        yield finding("M005", Level.NOTE, fault, "请核对这些行的项目编码")


def _no_project(key: str) -> Finding:
    return finding(
        "M006", Level.RETURN, f"{FILE} 写了项目“{key}”，计划里没有", "请核对项目编号", key
    )


def typed_money(path: Path) -> dict[str, dict[str, tuple[Amount, ...]]]:
    """What ``money.json`` says, by project and part; nothing where there is no file.

    Raises:
        MoneyFileError: not JSON, another schema, or an entry that is not day, amount and proof.
    """
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as wrong:
        raise MoneyFileError("全文", f"应为 JSON，却不能解析：{wrong}") from wrong
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise MoneyFileError("schema", f"应为 {SCHEMA}")
    projects = data.get("projects")
    if not isinstance(projects, dict):
        raise MoneyFileError("projects", "应为以项目编号为键的对象")
    gone = _withdrawn(data.get("withdrawals", []))
    return {key: dict(_typed_parts(key, one, gone)) for key, one in projects.items()}


def _withdrawn(told: Any) -> frozenset[tuple[str, str]]:
    """Which entries are withdrawn, as project and id."""
    needed = {"project", "entry", "reason", "by", "recorded"}
    if not isinstance(told, list):
        raise MoneyFileError("withdrawals", "应为列表")
    for n, one in enumerate(told):
        if not isinstance(one, dict) or set(one) != needed:
            raise MoneyFileError(f"withdrawals.{n}", f"应有 {'、'.join(sorted(needed))}")
        if not all(isinstance(text, str) for text in one.values()):
            raise MoneyFileError(f"withdrawals.{n}", "各项都应为文字")
    return frozenset((one["project"], one["entry"]) for one in told)


def _typed_parts(
    key: str, one: Any, gone: frozenset[tuple[str, str]]
) -> Iterator[tuple[str, tuple[Amount, ...]]]:
    if not isinstance(one, dict) or set(one) - set(PARTS):
        raise MoneyFileError(f"projects.{key}", f"应只有 {'、'.join(PARTS)}")
    for part, entries in one.items():
        if not isinstance(entries, list):
            raise MoneyFileError(f"projects.{key}.{part}", "应为列表")
        known = [
            (entry, _amount(f"projects.{key}.{part}.{n}", entry, part), f"{part}.{n}")
            for n, entry in enumerate(entries)
        ]
        stand = tuple(a for e, a, place in known if (key, e.get("id") or place) not in gone)
        if stand or not known:  # all withdrawn is as nothing typed
            yield part, stand


def _amount(place: str, entry: Any, part: str) -> Amount:
    """One entry; a typed payment needs its proof, a budget or an adjustment is judged later."""
    if not isinstance(entry, dict) or set(entry) - _KEYS:
        raise MoneyFileError(place, "应为 on、amount、proof 三项")
    for name in sorted(_KEYS - {"on", "amount"}):
        if not isinstance(entry.get(name), str | None):
            raise MoneyFileError(f"{place}.{name}", "应为文字")
    amount, proof = entry.get("amount"), entry.get("proof")
    number = decimal_of(amount) if isinstance(amount, str) else None
    if number is None:
        raise MoneyFileError(f"{place}.amount", '应为十进制数字的字符串，例如 "3.00"')
    if part == "payments" and not str(proof or "").strip():
        raise MoneyFileError(f"{place}.proof", "手工填报的支付要写凭据，例如支付凭证号")
    try:
        return Amount(date.fromisoformat(entry["on"]), number, proof)
    except (KeyError, TypeError, ValueError) as wrong:
        raise MoneyFileError(f"{place}.on", "应为日期，例如 2023-06-30") from wrong
