"""Typing a project's money into ``money.json``: entries are added, and withdrawn by a record with a reason.

An entry is ``{"on", "amount", "proof"}`` and may carry ``id``, ``by``, ``recorded`` and ``file`` (the
proof kept by its hash). ``withdrawals`` of the file name an entry by its id, or by part and place
(``payments.0``) where an older file gave it none; nothing is ever taken out.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from jixiao.measures.values import in_unit
from jixiao.monitoring.accounts import FILE, PARTS, SCHEMA, account_of, typed_money
from jixiao.monitoring.money import Account, Amount
from jixiao.monitoring.store import alone, put_whole
from jixiao.plan.model import Project
from jixiao.plan.money import decimal_of, plain
from jixiao.registers.store import Store

_WITH_UNIT = re.compile(r"(.*?)\s*(元|万元|亿元)?")


class MoneyEntryError(ValueError):
    """An entry that is refused; the text says what was typed, what is expected and what to do."""


class MoneyChangedError(Exception):
    """Somebody else wrote to the project's money after it was looked at; ``by`` is who."""

    def __init__(self, by: str) -> None:
        """Keep who it was."""
        super().__init__("changed meanwhile")
        self.by = by


@dataclass(frozen=True)
class Entry:
    """One typed amount and its fate; ``by`` and ``recorded`` are empty in a file written by hand."""

    part: str
    id: str
    amount: Amount
    by: str = ""
    recorded: str = ""
    file: str | None = None
    withdrawn: Mapping[str, str] | None = None


def entries(store: Store, project: str) -> tuple[Entry, ...]:
    """Everything typed for a project, withdrawn entries too, in the order of the file.

    Raises:
        jixiao.monitoring.accounts.MoneyFileError: the file cannot be taken.
    """
    typed_money(store.folder / FILE)
    whole = _whole(store)
    gone = {w["entry"]: w for w in whole.get("withdrawals", []) if w["project"] == project}
    parts = whole["projects"].get(project, {})
    return tuple(
        _entry(part, n, one, gone) for part in PARTS for n, one in enumerate(parts.get(part, []))
    )


def _entry(part: str, n: int, one: Mapping[str, Any], gone: Mapping[str, Any]) -> Entry:
    identity = one.get("id") or f"{part}.{n}"
    amount = Amount(date.fromisoformat(one["on"]), _number(one["amount"]), one.get("proof"))
    return Entry(
        part, identity, amount, one.get("by", ""), one.get("recorded", ""), one.get("file"),
        gone.get(identity),
    )  # fmt: skip


def seen_of(known: tuple[Entry, ...]) -> int:
    """How many records there are of a project's money: what a form must have seen to add one."""
    return len(known) + sum(one.withdrawn is not None for one in known)


def unit_of(project: Project) -> str:
    """The unit a project's amounts are in: its own, else 元, as the register's payments are taken."""
    return project.unit or "元"


def amount_in(text: str, unit: str) -> Decimal:
    """What somebody typed as an amount, in the project's unit: ``1,234.5``, ``3.5万元``, ``500元``.

    Raises:
        MoneyEntryError: no number, or nothing.
    """
    found = _WITH_UNIT.fullmatch(text.strip())
    number = decimal_of(found[1]) if found else None
    if found is None or number is None:
        raise MoneyEntryError(
            f"金额写的是“{text.strip()[:40]}”，应为数字，可以带单位，例如 1,234.5 或 3.5万元"
        )
    if number == 0:
        raise MoneyEntryError("金额写的是 0；没有发生的不用填")
    return in_unit(number, found[2] or unit, unit)[0]


def add(store: Store, project: Project, year: int, made: Entry, seen: int) -> Entry:
    """Add an entry to a project's money, on top of the records that were seen.

    Raises:
        MoneyEntryError: the entry is wrong in itself, or makes the account wrong.
        MoneyChangedError: there are other records by now.
        jixiao.monitoring.accounts.MoneyFileError: the file cannot be taken.
    """
    _in_itself(store, made, year)
    with alone(store.folder):
        known = _seen(store, project, seen)
        _together(project, known, (*known, made), year)
        whole = _whole(store)
        rows = whole["projects"].setdefault(project.id, {}).setdefault(made.part, [])
        rows.append(_written(made))
        put_whole(store.folder / FILE, whole)
    return made


def withdraw(
    store: Store, project: Project, year: int, entry: str, reason: str, by: str, seen: int
) -> None:
    """Withdraw an entry: a record with a reason; the entry itself stays in the file.

    Raises:
        MoneyEntryError: no reason, no such entry, or the account is wrong without it.
        MoneyChangedError: there are other records by now.
        jixiao.monitoring.accounts.MoneyFileError: the file cannot be taken.
    """
    if not reason.strip():
        raise MoneyEntryError("撤回要写明原因")
    with alone(store.folder):
        known = _seen(store, project, seen)
        if not any(one.id == entry and one.withdrawn is None for one in known):
            raise MoneyEntryError("没有这一条，或者已经撤回")
        _together(project, known, tuple(one for one in known if one.id != entry), year)
        whole = _whole(store)
        told = {
            "project": project.id, "entry": entry, "reason": reason.strip(), "by": by,
            "recorded": now(),
        }  # fmt: skip
        whole.setdefault("withdrawals", []).append(told)
        put_whole(store.folder / FILE, whole)


def new_id() -> str:
    """An id no other entry has."""
    return secrets.token_hex(8)


def now() -> str:
    """The moment, as it is written."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _seen(store: Store, project: Project, seen: int) -> tuple[Entry, ...]:
    known = entries(store, project.id)
    if seen_of(known) != seen:
        moments = [(one.recorded, one.by) for one in known]
        moments += [(w["recorded"], w["by"]) for one in known if (w := one.withdrawn)]
        raise MoneyChangedError(max(moments, default=("", ""))[1])
    return known


def _in_itself(store: Store, made: Entry, year: int) -> None:
    on, amount, proof = made.amount.on, made.amount.amount, (made.amount.proof or "").strip()
    if on.year != year:
        raise MoneyEntryError(f"日期 {on} 不在{year}年；请核对")
    if made.part == "adjustments" and not proof:
        raise MoneyEntryError("预算调整要写调整文件的文号")
    if made.part == "payments" and not proof:
        raise MoneyEntryError("手工填报的支付要写支付凭证号")
    if made.part in ("budgets", "received") and amount < 0:
        raise MoneyEntryError(f"金额 {plain(amount)} 是负数；减少的预算请记为预算调整")
    if made.part == "payments" and store.imports("payments"):
        raise MoneyEntryError("支付台账已经入库，支付以台账为准；请把这一笔补进台账")


def _together(
    project: Project, before: tuple[Entry, ...], after: tuple[Entry, ...], year: int
) -> None:
    """Refuse what makes the account wrong that was not wrong before."""
    end = date(year, 12, 31)
    old = {f.fault for f in _account(project, before, year).findings(end)}
    for found in _account(project, after, year).findings(end):
        if found.fault not in old:
            raise MoneyEntryError(f"{found.fault}；{found.remedy}")


def _account(project: Project, known: tuple[Entry, ...], year: int) -> Account:
    typed: dict[str, tuple[Amount, ...]] = {}
    for one in known:
        if one.withdrawn is None:
            typed[one.part] = (*typed.get(one.part, ()), one.amount)
    return account_of(project, typed, None, year)


def _written(made: Entry) -> dict[str, str]:
    told = {
        "id": made.id, "on": made.amount.on.isoformat(), "amount": plain(made.amount.amount),
        "proof": made.amount.proof or "", "by": made.by, "recorded": made.recorded,
    }  # fmt: skip
    return told | ({"file": made.file} if made.file else {})


def _number(text: str) -> Decimal:
    found = decimal_of(text)
    if found is None:  # typed_money has looked at it
        raise MoneyEntryError(f"金额“{text}”不是数字")
    return found


def _whole(store: Store) -> dict[str, Any]:
    path = store.folder / FILE
    if not path.exists():
        return {"schema": SCHEMA, "projects": {}}
    whole: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return whole
