"""The cells of one sheet of a workbook, walked once."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.grids.allowance import Allowance
from jixiao.grids.sheet import Sheet, position, range_of
from jixiao.grids.xlsx_parts import Formats, unescaped
from jixiao.grids.xml import SKIP, Attributes, Handler
from jixiao.plan.words import clean


class SheetCells(Handler):
    """Fills a :class:`Sheet`: texts as shown, borders, merged ranges."""

    def __init__(
        self, sheet: Sheet, strings: list[str], formats: Formats, allowance: Allowance
    ) -> None:
        """The sheet to fill, with the workbook's texts and formats."""
        self.sheet, self.strings, self.formats, self.allowance = sheet, strings, formats, allowance
        self._row = self._column = self._style = 0
        self._kind = ""
        self._parts: list[str] = []
        self._inside = self._formula = False
        self._hidden_rows = self._uncalculated = 0
        self.starts = {
            "s:row": self._begin_row,
            "s:c": self._begin_cell,
            "s:v": self._begin_text,
            "s:t": self._begin_text,
            "s:f": self._begin_formula,
            "s:rPh": lambda _: SKIP,
            "s:mergeCell": self._merge,
        }
        self.ends = {"s:c": self._end_cell, "s:v": self._end_text, "s:t": self._end_text}

    def text(self, words: str) -> None:
        if self._inside:
            self._parts.append(words)

    def notes(self) -> Iterator[str]:
        """What the reader of the sheet should know."""
        if self._hidden_rows:
            yield f"有 {self._hidden_rows} 行是隐藏的，已照常读入"
        if self._uncalculated:
            yield f"有 {self._uncalculated} 个公式没有存下计算结果，按空白读入；请用 Excel 打开保存后再提交"

    def _begin_row(self, attributes: Attributes) -> None:
        given = attributes.get("r", "")
        self._row = int(given) if given.isdecimal() and len(given) < 8 else self._row + 1
        self._column = 0
        self._hidden_rows += attributes.get("hidden") in ("1", "true")

    def _begin_cell(self, attributes: Attributes) -> None:
        row, column = position(attributes.get("r", ""))
        self._row, self._column = row or self._row or 1, column or self._column + 1
        style = attributes.get("s", "")
        self._style = int(style) if style.isdecimal() and len(style) < 8 else 0
        self._kind = attributes.get("t", "n")
        self._parts, self._inside, self._formula = [], False, False

    def _begin_text(self, _: Attributes) -> None:
        self._inside = True

    def _end_text(self) -> None:
        self._inside = False

    def _begin_formula(self, _: Attributes) -> None:
        self._formula = True

    def _end_cell(self) -> None:
        text = clean(self._shown("".join(self._parts)))
        self._uncalculated += self._formula and not self._parts
        at = (self._row, self._column)
        bordered = self.formats.is_bordered(self._style)
        if text or bordered:
            self.allowance.cell(lambda: self.sheet.place(*at))
            self.allowance.text(len(text))
        if text:
            self.sheet.texts[at] = text
        if bordered:
            self.sheet.bordered.add(at)

    def _shown(self, raw: str) -> str:
        if self._kind == "s":
            known = raw.isdecimal() and len(raw) < 8 and int(raw) < len(self.strings)
            return self.strings[int(raw)] if known else ""
        if self._kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if self._kind == "n":
            return self.formats.show(raw, self._style) if raw else ""
        return unescaped(raw)

    def _merge(self, attributes: Attributes) -> None:
        if found := range_of(attributes.get("ref", "")):
            self.allowance.cell(lambda: self.sheet.place(found.top, found.left))
            self.sheet.merges.append(found)
