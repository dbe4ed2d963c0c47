"""报送值: the value of an indicator that a person reports for a day, on a proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.terms.roles import Role

REPORTED = "reported"
MAX_VALUE = 200


@dataclass(frozen=True)
class ReportedValue:
    """One reported value; ``person`` answers for it, ``by`` put it on record.

    ``speaks_for`` is an ISO day; the proof is named by its SHA-256.
    """

    indicator: str
    value: str
    unit: str | None
    person: str
    speaks_for: str
    proof_sha256: str
    proof_name: str
    by: str
    recorded: datetime | None = None
    made_up: bool = False

    def shown(self) -> dict[str, str]:
        """What an observation shows of it."""
        return {
            "person": self.person,
            "speaks_for": self.speaks_for,
            "proof": self.proof_sha256,
            "proof_name": self.proof_name,
        }


class ReportedKind(Kind[tuple[ReportedValue, ...]]):
    """Binds to the proof; a later report stands beside the earlier, which holds is said by its day."""

    name, label = REPORTED, "报送值"
    about = frozenset({"of", "indicator"})
    words = frozenset({"value", "person", "proof"})
    facts = frozenset({"unit", "made_up"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"{told.says['person']}报送 {told.says['value']}{told.says['unit'] or ''}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A value, who answers for it, and a proof."""
        del before
        value, person, proof = (draft.says[name] for name in ("value", "person", "proof"))
        if not value.strip() or len(value) > MAX_VALUE or not draft.subject["indicator"]:
            return f"报送值应为 1 至 {MAX_VALUE} 个字"
        if not person.strip():
            return "应写明报送人"
        return "" if draft.binds and proof.strip() else "应附佐证文件"

    def fold(self, told: Sequence[Told]) -> tuple[ReportedValue, ...]:
        """Every report, in the order of recording."""
        return tuple(_value(one) for one in told if one.act.kind == self.name)


def subject_of(indicator: str) -> dict[str, Any]:
    """What reports are about."""
    return {"of": "value", "indicator": indicator}


def reporting(made: ReportedValue, role: str, organisation: str) -> Draft:
    """The act by which a value is reported for its day."""
    says = {
        "value": made.value, "unit": made.unit, "person": made.person, "proof": made.proof_name,
        "made_up": made.made_up,
    }  # fmt: skip
    return Draft(
        REPORTED, subject_of(made.indicator), says, made.by, role, organisation,
        date.fromisoformat(made.speaks_for), made.proof_sha256,
    )  # fmt: skip


def _value(one: Told) -> ReportedValue:
    says = one.says
    return ReportedValue(
        one.act.subject["indicator"], says["value"], says["unit"], says["person"],
        one.on.isoformat(), one.act.binds or "", says["proof"], one.who, one.moment, says["made_up"],
    )  # fmt: skip
