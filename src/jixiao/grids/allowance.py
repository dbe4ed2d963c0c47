"""What one document may hold, counted while it is read: before memory or time is spent on more."""

from __future__ import annotations

from collections.abc import Callable

from jixiao.findings.place import Place
from jixiao.grids.errors import ReadError
from jixiao.grids.limits import MAX_CELLS, MAX_TEXT_CHARS

_MAX_POSITIONS = 4 * MAX_CELLS  # what merged cells may cover


class Allowance:
    """Counts of one document, over all its tables and sheets. Every method may raise ReadError."""

    def __init__(self, file: str) -> None:
        """Nothing used yet."""
        self.file = file
        self._cells = self._positions = self._chars = self._paragraphs = 0

    def cell(self, place: Callable[[], Place]) -> None:
        """One more cell, at this place."""
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise self._used_up(f"{MAX_CELLS} 个单元格", place())

    def positions(self, covered: int, place: Callable[[], Place]) -> None:
        """So many more positions of a grid covered."""
        self._positions += covered
        if self._positions > _MAX_POSITIONS:
            raise self._used_up(f"{_MAX_POSITIONS} 格（合并前）", place())

    def text(self, chars: int) -> None:
        """So many more characters."""
        self._chars += chars
        if self._chars > MAX_TEXT_CHARS:
            raise self._used_up(f"{MAX_TEXT_CHARS} 个字", None)

    def paragraph(self) -> None:
        """One more paragraph, also an empty one."""
        self._paragraphs += 1
        if self._paragraphs > MAX_CELLS:
            raise self._used_up(f"{MAX_CELLS} 段", None)

    def _used_up(self, limit: str, place: Place | None) -> ReadError:
        expected, remedy = f"不超过 {limit}的文件", "按单位或年度拆分后提交"
        return ReadError(self.file, expected, "更多", remedy, place or "全文")
