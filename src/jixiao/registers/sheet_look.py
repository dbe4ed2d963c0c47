"""What a sheet shows beside its values: error cells, lost digits, percent signs, merges, rows hidden or struck."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from jixiao.registers.source import Remark

#: A number of this size no longer has all its digits: a double keeps fifteen.
FULL = 10**15
_MOST = 200_000  # remarks kept of a sheet


@dataclass
class SheetLook:
    """What was seen. Rows count from 1, columns from 0; ``merges``: first row, column, last row, column;
    ``struck``: rows with a cell that is struck through; ``unplaced``: its cells do not say where they
    stand.
    """

    remarks: dict[tuple[int, int], Remark] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    percents: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    unplaced: bool = False

    def remark(self, kind: str, row: int, column: int, printed: str) -> None:
        """Keep one remark a cell."""
        if len(self.remarks) < _MOST:
            self.remarks[row, column] = Remark(kind, row, column, printed)

    def percent(self, row: int, column: int, value: str) -> None:
        """Keep a cell as it is shown: 0.95 under a percent format is 95%."""
        try:
            shown = Decimal(value) * 100
        except InvalidOperation:
            return
        self.percents[row, column] = f"{round(shown, 8).normalize():f}%"


@dataclass
class BookLook:
    """What was seen of a workbook: its sheets by name, and whether its calendar begins in 1904."""

    sheets: dict[str, SheetLook] = field(default_factory=dict)
    since_1904: bool = False

    def sheet(self, name: str) -> SheetLook:
        """What was seen of one sheet."""
        return self.sheets.get(name) or SheetLook()
