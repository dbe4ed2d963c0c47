"""What is wrong with a row of a ledger: where, how heavy, why, and what to do (contract §5)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from jixiao.terms.findings import Level


@dataclass(frozen=True)
class RowFinding:
    """One finding. ``row`` counts as in the source file, from 1, ``None`` for the whole file.

    ``check`` names the kind of fault, for grouping; ``count`` is how many rows it stands for where
    like ones were too many to list. ``heading`` is that of the column, ``column`` counts from 0.
    """

    row: int | None
    field: str | None
    level: Level
    check: str
    fault: str
    remedy: str
    heading: str | None = None
    column: int | None = None
    count: int = 1

    def to_json(self) -> dict[str, Any]:
        """For JSON; the contract's five keys come first."""
        return {
            "row": self.row,
            "field": self.field,
            "level": self.level.value,
            "fault": self.fault,
            "remedy": self.remedy,
        } | {k: v for k, v in asdict(self).items() if k in ("check", "heading", "count")}


def ordered(found: list[RowFinding]) -> list[RowFinding]:
    """By row, those about the whole file first; within a row by weight."""
    return sorted(found, key=lambda f: (f.row or 0, f.level.rank, f.column or 0, f.check))
