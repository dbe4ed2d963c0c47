"""What is wrong with a row of a ledger: where, how heavy, why, and what to do (contract §5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from jixiao.terms.findings import Level

_ROW = re.compile(r"第(\d+)行")


@dataclass(frozen=True)
class RowFinding:
    """One finding. ``row`` counts as in the source file, from 1, ``None`` for the whole file.

    ``check`` names the kind of fault, for grouping; ``count`` is how many rows it stands for where
    like ones were too many to list. ``heading`` is that of the column, ``column`` counts from 0.
    ``place``: where several sheets are one ledger, the sheet and its row; ``row`` counts through all.
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
    place: str = ""

    def to_json(self) -> dict[str, Any]:
        """For JSON; the contract's five keys come first."""
        return {
            "row": self.row,
            "field": self.field,
            "level": self.level.value,
            "fault": self.fault,
            "remedy": self.remedy,
            **{k: v for k, v in asdict(self).items() if k in ("check", "heading", "count")},
            **({"place": self.place} if self.place else {}),
        }


def placed(found: RowFinding, place: Callable[[int], tuple[str, int] | None]) -> RowFinding:
    """The finding with the rows it names told by sheet, where one ledger is several sheets."""

    def named(row: int) -> str:
        at = place(row)
        return f"工作表“{at[0]}”第{at[1]}行" if at else f"第{row}行"

    if not found.row or place(found.row) is None:
        return found
    where = named(found.row)
    fault, remedy = (
        _ROW.sub(lambda m: named(int(m[1])), text) for text in (found.fault, found.remedy)
    )
    return replace(found, fault=f"{where}：{fault}", remedy=remedy, place=where)


def ordered(found: list[RowFinding]) -> list[RowFinding]:
    """By row, those about the whole file first; within a row by weight."""
    return sorted(found, key=lambda f: (f.row or 0, f.level.rank, f.column or 0, f.check))
