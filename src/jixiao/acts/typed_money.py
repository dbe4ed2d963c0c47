"""A project's money as it is typed with proof: entries, and entries withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jixiao.acts.kind import Draft, Told
from jixiao.acts.proof import Proof
from jixiao.plan.money import decimal_of, plain
from jixiao.terms.label import Labelled

TYPED, WITHDRAWN = "money_typed", "money_withdrawn"
KINDS = (TYPED, WITHDRAWN)
ABOUT = frozenset({"of", "project"})


class Part(Labelled):
    """Which of a project's amounts."""

    BUDGETS = "budgets", "年初预算数", "budget first approved"
    ADJUSTMENTS = "adjustments", "预算调整", "budget adjustment"
    RECEIVED = "received", "到位资金", "funds received"
    PAYMENTS = "payments", "支付", "payment"


@dataclass(frozen=True)
class Withdrawal:
    """Who took an entry back, when and why."""

    by: str
    reason: str
    recorded: datetime | None


@dataclass(frozen=True)
class Entry:
    """One typed amount and its fate; ``id`` is the hash of its act.

    ``unit`` is the project's when it was typed (``None`` where it was not kept); ``proof`` the number
    of the paper, ``file`` the paper itself where it was handed in.
    """

    project: str
    part: Part
    on: date
    amount: Decimal
    unit: str | None
    proof: str
    by: str
    file: Proof | None = None
    id: str = ""
    recorded: datetime | None = None
    withdrawn: Withdrawal | None = None


def subject_of(project: str) -> dict[str, Any]:
    """What acts about a project's money are about."""
    return {"of": "money", "project": project}


def typing(made: Entry, role: str, organisation: str) -> Draft:
    """The act by which somebody types an entry."""
    says = {
        "part": made.part.value, "amount": plain(made.amount), "unit": made.unit,
        "proof": made.proof, "file": made.file.name if made.file else "",
    }  # fmt: skip
    binds = made.file.sha256 if made.file else None
    return Draft(TYPED, subject_of(made.project), says, made.by, role, organisation, made.on, binds)


def taking_back(
    project: str, entry: str, reason: str, who: str, role: str, organisation: str, on: date
) -> Draft:
    """The act by which somebody withdraws an entry, on the day they do."""
    says = {"entry": entry, "reason": reason}
    return Draft(WITHDRAWN, subject_of(project), says, who, role, organisation, on)


def entries_of(told: Iterable[Told]) -> tuple[Entry, ...]:
    """Everything typed, withdrawn entries too, in the order of recording."""
    found: dict[str, Entry] = {}
    for one in told:
        if one.act.kind == TYPED:
            found[one.act.hash] = _entry(one)
        elif one.act.kind == WITHDRAWN:
            entry = one.says["entry"]
            gone = Withdrawal(one.who, one.says["reason"], one.moment)
            found[entry] = replace(found[entry], withdrawn=gone)
    return tuple(found.values())


def amount_of(says: Any) -> Decimal | None:
    """The amount an act says, or ``None`` where it is no number."""
    return decimal_of(says["amount"]) if isinstance(says["amount"], str) else None


def _entry(one: Told) -> Entry:
    says = one.says
    amount = amount_of(says)
    assert amount is not None  # the kind has looked at it
    return Entry(
        one.act.subject["project"], Part.of(says["part"]), one.on, amount, says["unit"],
        says["proof"], one.who, Proof.of(says["file"], one.act.binds), one.act.hash, one.moment,
    )  # fmt: skip
