"""Typing a project's money: the rules that need the plan and the registers, from every door alike.

The rules of an entry by itself stand with its act (:mod:`jixiao.acts.kinds.money_typed`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from jixiao.acts.kind import ActRefusedError, Draft
from jixiao.acts.record import Writer
from jixiao.acts.typed_money import Entry, Part, Withdrawal, entries_of, typing
from jixiao.measures.values import in_unit
from jixiao.monitoring.accounts import account_of, typed_money, unit_of
from jixiao.plan.model import Project
from jixiao.plan.money import decimal_of
from jixiao.registers.store import Store

_WITH_UNIT = re.compile(r"(.*?)\s*(元|万元|亿元)?")


def entries(store: Store, project: str) -> tuple[Entry, ...]:
    """Everything typed for a project, withdrawn entries too, in the order of recording."""
    return tuple(one for one in typed_money(store) if one.project == project)


def amount_in(text: str, unit: str) -> Decimal:
    """What somebody typed as an amount, in the project's unit: ``1,234.5``, ``3.5万元``, ``500元``.

    Raises:
        ActRefusedError: no number, or nothing.
    """
    found = _WITH_UNIT.fullmatch(text.strip())
    number = decimal_of(found[1]) if found else None
    if found is None or number is None:
        raise ActRefusedError(
            f"金额写的是“{text.strip()[:40]}”，应为数字，可以带单位，例如 1,234.5 或 3.5万元"
        )
    return in_unit(number, found[2] or unit, unit)[0]


def add(
    writer: Writer, store: Store, project: Project, year: int, made: Entry,
    role: str, organisation: str, seen: str | None,
) -> None:  # fmt: skip
    """Add an entry to a project's money, on top of what was seen.

    Raises:
        ActRefusedError: the entry is wrong in itself, or makes the account wrong.
        StaleActError: there is more by now.
    """
    draft = typing(replace(made, unit=unit_of(project)), role, organisation)
    before = entries_of(writer.look(draft, seen))
    writer.refuse(draft)
    if made.on.year != year:
        raise ActRefusedError(f"日期 {made.on} 不在{year}年；请核对")
    if made.part is Part.PAYMENTS and store.imports("payments"):
        raise ActRefusedError("支付台账已经入库，支付以台账为准；请把这一笔补进台账")
    _refuse_account(project, before, (*before, made), year)
    writer.add(draft, seen)


def withdraw(writer: Writer, project: Project, year: int, draft: Draft, seen: str | None) -> None:
    """Withdraw an entry with a reason, as :func:`jixiao.acts.typed_money.taking_back` says it.

    Raises:
        ActRefusedError: no reason, no such entry, or the account is wrong without it.
        StaleActError: there is more by now.
    """
    before = entries_of(writer.look(draft, seen))
    writer.refuse(draft)
    gone = Withdrawal(draft.who, draft.says["reason"], None)
    entry = draft.says["entry"]
    after = tuple(replace(one, withdrawn=gone) if one.id == entry else one for one in before)
    _refuse_account(project, before, after, year)
    writer.add(draft, seen)


def _refuse_account(
    project: Project, before: tuple[Entry, ...], after: tuple[Entry, ...], year: int
) -> None:
    """Refuse what makes the account wrong that was not wrong before."""
    end = date(year, 12, 31)
    old = {f.fault for f in account_of(project, before, None, year).findings(end)}
    for found in account_of(project, after, None, year).findings(end):
        if found.fault not in old:
            raise ActRefusedError(f"{found.fault}；{found.remedy}")
