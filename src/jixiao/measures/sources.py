"""Where the rows behind a value stand: of a workbook the sheet, and the row of that sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jixiao.registers.relation import ROW
from jixiao.registers.store import Store

SHEET = "_sheet"


class Sources:
    """The take-ins of one register, asked where a row of theirs stands."""

    def __init__(self, store: Store, register: str) -> None:
        """Look at the take-ins that hold."""
        self._imports = {one.sha256: one for one in store.imports(register)}

    @property
    def sheets(self) -> bool:
        """Whether any of them was a workbook."""
        return any(one.sheets for one in self._imports.values())

    def told(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row that ends in take-in, row and flag, with the sheet before its row, which is the sheet's own."""
        *cells, sha256, number, flag = row
        if not self.sheets:
            return tuple(row)
        found = self._imports[sha256].place(number) if sha256 in self._imports else None
        sheet, own = found or (None, number)
        return (*cells, sha256, sheet, own, flag)

    def columns(self, names: Sequence[str]) -> list[str]:
        """The columns of such a row, without the flag."""
        return [
            n for name in names for n in ((SHEET, ROW) if name == ROW and self.sheets else (name,))
        ]
