"""Where in a document something stands."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Place(BaseModel):
    """A place in a file; every count starts at 1, ``None`` where it does not apply.

    ``table`` counts the tables of the file (for a workbook: its sheets), ``row`` and ``cell`` count
    inside it by the grid, merged cells counted at their first. ``line`` is the line of a text file,
    or the paragraph of a document outside tables; ``page`` is the page of a pdf.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    line: int | None = None
    page: int | None = None
    sheet: str | None = None

    def words(self) -> str:
        """The place in Chinese for messages: ``第3表第9行第5格``."""
        parts = [
            (self.sheet, f"工作表“{self.sheet}”"),
            (self.page, f"第{self.page}页"),
            (self.table if not self.sheet else None, f"第{self.table}表"),
            (self.row, f"第{self.row}行"),
            (self.cell, f"第{self.cell}格"),
        ]
        words = "".join(text for value, text in parts if value)
        return words or (f"第{self.line}行" if self.line else "全文")
