"""Values a person reports: who, for which day, on what proof. Appended, never changed.

``reported/<sha256>.json`` is named by its own content; the proof lies beside it by its own hash. A
later report for the same indicator stands beside the earlier one; which holds is decided by the day
it speaks for, then by the order of recording.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from jixiao.registers.whole_file import keep_whole

_FOLDER, _PROOFS = "reported", "proofs"
MAX_PROOF_BYTES = 50 * 1024 * 1024
MAX_VALUE = 200


class ReportError(ValueError):
    """A report that is refused: no person, no proof, a day that is not there, a value too long."""


@dataclass(frozen=True)
class ReportedValue:
    """One reported value; the proof is named by its SHA-256."""

    indicator: str
    value: str
    unit: str | None
    person: str
    speaks_for: str
    proof_sha256: str
    proof_name: str
    recorded: str
    made_up: bool = False

    def shown(self) -> dict[str, str]:
        """What an observation shows of it."""
        return {
            "person": self.person,
            "speaks_for": self.speaks_for,
            "proof": self.proof_sha256,
            "proof_name": self.proof_name,
        }


def report_value(
    folder: Path,
    indicator: str,
    value: str,
    *,
    person: str,
    speaks_for: date,
    proof: bytes,
    proof_name: str,
    unit: str | None = None,
    made_up: bool = False,
    recorded: datetime | None = None,
) -> ReportedValue:
    """Record a value with its proof in an evidence folder; the same report twice changes nothing.

    Raises:
        ReportError: no person, value or proof, or one too large.
    """
    _refuse(indicator, value, person, proof, proof_name)
    when = (recorded or datetime.now(UTC)).isoformat(timespec="microseconds")
    sha256 = hashlib.sha256(proof).hexdigest()
    told = ReportedValue(
        indicator=indicator, value=value.strip(), unit=unit, person=person.strip(),
        speaks_for=speaks_for.isoformat(), proof_sha256=sha256, proof_name=proof_name,
        recorded=when, made_up=made_up,
    )  # fmt: skip
    same = next((one for one in _all(folder) if _content(one) == _content(told)), None)
    if same:
        return same
    keep_whole(folder / _FOLDER / _PROOFS / sha256, proof)
    text = json.dumps(asdict(told), ensure_ascii=False, sort_keys=True).encode()
    keep_whole(folder / _FOLDER / f"{hashlib.sha256(text).hexdigest()}.json", text)
    return told


def latest_reported(folder: Path, indicator: str, as_of: date) -> ReportedValue | None:
    """The report that holds on a day: of those that speak for a day up to it, the last."""
    told = [
        one
        for one in _all(folder)
        if one.indicator == indicator and one.speaks_for <= as_of.isoformat()
    ]
    return max(told, key=lambda one: (one.speaks_for, one.recorded), default=None)


def history(folder: Path, indicator: str) -> tuple[ReportedValue, ...]:
    """Every report for an indicator, in the order of recording."""
    told = (one for one in _all(folder) if one.indicator == indicator)
    return tuple(sorted(told, key=lambda one: one.recorded))


def every_report(folder: Path) -> tuple[ReportedValue, ...]:
    """All reports of an evidence folder, whatever indicator they are for, in the order of recording."""
    return tuple(sorted(_all(folder), key=lambda one: one.recorded))


def proof_of(folder: Path, told: ReportedValue) -> bytes:
    """The proof's bytes, checked against its hash.

    Raises:
        ReportError: it is gone, or is not what was handed in.
    """
    path = folder / _FOLDER / _PROOFS / told.proof_sha256
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != told.proof_sha256:
        raise ReportError(f"佐证“{told.proof_name}”不在或者已被改动")
    return data


def is_number(value: str) -> bool:
    """Whether a reported value is a number, not words."""
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _refuse(indicator: str, value: str, person: str, proof: bytes, proof_name: str) -> None:
    if not indicator or not value.strip() or len(value) > MAX_VALUE:
        raise ReportError(f"报送值应为 1 至 {MAX_VALUE} 个字")
    if not person.strip():
        raise ReportError("应写明报送人")
    if not proof or not proof_name.strip():
        raise ReportError("应附佐证文件")
    if len(proof) > MAX_PROOF_BYTES:
        raise ReportError(f"佐证文件应不超过 {MAX_PROOF_BYTES // 1024 // 1024} MB")


def _content(told: ReportedValue) -> dict[str, Any]:
    return asdict(told) | {"recorded": ""}


def _all(folder: Path) -> Iterator[ReportedValue]:
    """Every report whose file is what its name says; others are not reports."""
    for path in sorted((folder / _FOLDER).glob("*.json")):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == path.stem:
            yield ReportedValue(**json.loads(data))
