"""Values a person reports: who, for which day, on what proof. Said once, never changed.

The proof lies in the evidence folder by its own hash. A later report for the same indicator stands
beside the earlier one; which holds is decided by the day it speaks for, then by the order of recording.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from jixiao.acts.kind import ActRefusedError, kind_of
from jixiao.acts.kinds.reported import REPORTED, ReportedValue, reporting, subject_of
from jixiao.acts.record import Writer, on_subject
from jixiao.registers.store import Store
from jixiao.registers.whole_file import keep_whole

_FOLDER, _PROOFS = "reported", "proofs"
MAX_PROOF_BYTES = 50 * 1024 * 1024


class ProofGoneError(ValueError):
    """A proof that is not there, or is not what was handed in."""


@dataclass(frozen=True)
class ProofFile:
    """A proof as it is handed in."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """By which it is named."""
        return hashlib.sha256(self.data).hexdigest()


def report_value(
    store: Store, made: ReportedValue, proof: ProofFile, role: str, organisation: str,
    seen: str | None,
) -> ReportedValue:  # fmt: skip
    """Record a value with its proof; what holds already, on the same proof, is not said twice.

    Raises:
        ActRefusedError: no person, value or proof, or one too large.
        StaleActError: there is more about the indicator than was seen.
    """
    with store.record.writing() as writer:
        return report_in(writer, store, made, proof, role, organisation, seen)


def report_in(
    writer: Writer, store: Store, made: ReportedValue, proof: ProofFile, role: str,
    organisation: str, seen: str | None,
) -> ReportedValue:  # fmt: skip
    """As :func:`report_value`, with others in one block."""
    if len(proof.data) > MAX_PROOF_BYTES:
        raise ActRefusedError(f"佐证文件应不超过 {MAX_PROOF_BYTES // 1024 // 1024} MB")
    told = replace(
        made, value=made.value.strip(), person=made.person.strip(),
        proof_sha256=proof.sha256 if proof.data else "", proof_name=proof.name,
    )  # fmt: skip
    draft = reporting(told, role, organisation)
    before = kind_of(REPORTED).fold(writer.look(draft, seen))
    if same := _said_already(before, told):
        return same
    writer.refuse(draft)
    keep_whole(_path(store.folder, told), proof.data)
    writer.add(draft, seen)
    return told


def latest_reported(told: Iterable[ReportedValue], as_of: date) -> ReportedValue | None:
    """The report that holds on a day, of one indicator's: of those that speak for a day up to it, the last."""
    spoken = [one for one in told if one.speaks_for <= as_of.isoformat()]
    return sorted(spoken, key=lambda one: one.speaks_for)[-1] if spoken else None


def history(store: Store, indicator: str) -> tuple[ReportedValue, ...]:
    """Every report for an indicator, in the order of recording."""
    found = on_subject(store.record.reading(), subject_of(indicator))
    return tuple(kind_of(REPORTED).fold(found))


def every_report(store: Store) -> tuple[ReportedValue, ...]:
    """All reports, whatever indicator they are for, in the order of recording."""
    return tuple(kind_of(REPORTED).fold(store.told((REPORTED,))))


def proof_of(folder: Path, told: ReportedValue) -> bytes:
    """The proof's bytes, checked against its hash.

    Raises:
        ProofGoneError: it is gone, or is not what was handed in.
    """
    path = _path(folder, told)
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != told.proof_sha256:
        raise ProofGoneError(f"佐证“{told.proof_name}”不在或者已被改动")
    return data


def is_number(value: str) -> bool:
    """Whether a reported value is a number, not words."""
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _path(folder: Path, told: ReportedValue) -> Path:
    return folder / _FOLDER / _PROOFS / told.proof_sha256


def _said_already(before: Iterable[ReportedValue], told: ReportedValue) -> ReportedValue | None:
    """The report of the same day that holds, where it says the same."""
    of_day = [one for one in before if one.speaks_for == told.speaks_for]
    same = of_day and replace(of_day[-1], by=told.by, recorded=None) == replace(told, recorded=None)
    return of_day[-1] if same else None
