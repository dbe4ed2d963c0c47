"""An observation: one indicator's actual value on a day, with what it was made of (contract §6)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jixiao.law.time_limits import Version
from jixiao.measures.kinds import Status
from jixiao.measures.measure import Measure

_WORDS = {"label", "english", "meaning", "source", "traps", "purpose", "better"}


@dataclass(frozen=True)
class Observation:
    """``reason`` says why a value is missing, or what was left out of one.

    ``rows`` are the rows the value rests on, of a value with a denominator those of the denominator:
    the cases by which complaints are divided, the faults of the year before.
    ``reported`` holds the person, the date spoken for and the proof of a reported value. ``made_up``
    marks a value that rests on made-up rows (模拟数据). ``known``: only what was known on that day
    was used; without it all that is known today.
    """

    indicator: str
    as_of: date
    status: Status
    unit: str | None = None
    measure: str | None = None
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    rows: int | None = None
    imports: tuple[str, ...] = ()
    definition: str | None = None
    reason: str | None = None
    reported: Mapping[str, str] | None = None
    made_up: bool = False
    known: date | None = None

    @property
    def mark(self) -> str | None:
        """Eight characters by which a printed number leads back to definition and take-ins."""
        return mark_of(self.definition, self.imports) if self.definition else None

    def to_json(self) -> dict[str, Any]:
        """The observation as contract §6 has it; what does not apply is left out after ``status``."""
        made: dict[str, Any] = {
            "indicator": self.indicator,
            "measure": self.measure,
            "as_of": self.as_of.isoformat(),
            "value": self.value,
            "unit": self.unit,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "rows": self.rows,
            "imports": list(self.imports),
            "definition": self.definition,
            "status": self.status.value,
        }
        if self.mark:
            made["mark"] = self.mark
        if self.reason:
            made["reason"] = self.reason
        if self.reported:
            made["reported"] = dict(self.reported)
        if self.made_up:
            made["made_up"] = True
        if self.known:
            made["known"] = self.known.isoformat()
        return made


def mark_of(definition: str, imports: Iterable[str]) -> str:
    """The mark of a definition and the take-ins it was computed from, whatever their order."""
    text = "\n".join([definition, *sorted(imports)])
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def definition_of(
    measure: Measure, where: str | None, others: Mapping[str, Measure]
) -> dict[str, Any]:
    """All that decides a value: the declaration's deciding keys, the indicator's condition, the limit."""
    made: dict[str, Any] = {
        "measure": measure.id,
        "declared": {k: v for k, v in measure.declared.items() if k not in _WORDS},
        "where": where,
    }
    if measure.on_time and measure.on_time.limits:
        made["limits"] = {one.id: list(map(_said, one.versions)) for one in measure.on_time.limits}
    if measure.of:
        made["of"] = [definition_of(others[name], where, others) for name in measure.of]
    return made


def _said(version: Version) -> list[Any]:
    until = version.until.isoformat() if version.until else None
    return [version.since.isoformat(), until, version.number, version.unit.value, version.none]


def definition_hash(definition: Mapping[str, Any]) -> str:
    """The SHA-256 of a definition in its one canonical form."""
    text = json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
