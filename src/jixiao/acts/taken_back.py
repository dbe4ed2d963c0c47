"""A take-in that was withdrawn: who, when, why; the act binds to the withdrawal that the evidence keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jixiao.acts.kind import Draft, Told

SCHEMA = "jixiao/withdrawal/1"
TAKE_IN_WITHDRAWN = "take_in_withdrawn"
ABOUT = frozenset({"of", "take_in"})


@dataclass(frozen=True)
class TakenBack:
    """One withdrawal; ``take_in`` is the SHA-256 of the rows, ``binds`` that of what the evidence keeps of it."""

    take_in: str
    register: str
    who: str
    reason: str
    when: datetime | None
    seq: int
    binds: str | None

    def to_json(self) -> dict[str, str | None]:
        """For JSON."""
        return {
            "schema": SCHEMA, "import": self.take_in, "who": self.who,
            "when": self.when.isoformat() if self.when else None, "reason": self.reason,
        }  # fmt: skip


def subject_of(take_in: str) -> dict[str, Any]:
    """What acts about a take-in are about."""
    return {"of": "take_in", "take_in": take_in}


def taking_back(
    take_in: str, register: str, reason: str, who: str, role: str, organisation: str, on: date,
    binds: str,
) -> Draft:  # fmt: skip
    """The act by which somebody withdraws a take-in."""
    says = {"register": register, "reason": reason}
    subject = subject_of(take_in)
    return Draft(TAKE_IN_WITHDRAWN, subject, says, who, role, organisation, on, binds)


def taken_back(told: Iterable[Told]) -> Mapping[str, TakenBack]:
    """Take-in → its withdrawal."""
    return {(made := _one(one)).take_in: made for one in told if one.act.kind == TAKE_IN_WITHDRAWN}


def _one(one: Told) -> TakenBack:
    act, says = one.act, one.says
    return TakenBack(
        act.subject["take_in"], says["register"], one.who, says["reason"], one.moment, act.seq,
        act.binds,
    )  # fmt: skip
