"""The parts of a workbook beside its sheets: the list of sheets, shared texts, formats."""

from __future__ import annotations

import re

from jixiao.grids.allowance import Allowance
from jixiao.grids.limits import MAX_CELLS
from jixiao.grids.sheet import Range, position
from jixiao.grids.xlsx_formats import BUILT_IN, shown
from jixiao.grids.xml import SKIP, Attributes, Handler

FRAME, CONTENTS = "jixiao_table_", "jixiao_contents"  # names our own workbooks give their ranges
_REFERENCE = re.compile(
    r"=?(?:'((?:[^']|'')+)'|([^!']+))!\$([A-Z]{1,3})\$(\d{1,7})(?::\$([A-Z]{1,3})\$(\d{1,7}))?"
)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MAX_FORMATS = 70_000  # Excel itself ends at 65,490 cell formats


class Workbook(Handler):
    """Sheets as (name, relationship, state), and the ranges our own writer named."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.sheets: list[tuple[str, str, str]] = []
        self.frames: list[tuple[str, Range]] = []
        self.contents, self.epoch_1904 = "", False
        self._name = self._reference = ""
        self.starts = {
            "s:sheet": self._sheet,
            "s:workbookPr": self._properties,
            "s:definedName": self._begin_name,
        }
        self.ends = {"s:definedName": self._end_name}

    def text(self, words: str) -> None:
        if self._name and len(self._reference) < 500:
            self._reference += words

    def _sheet(self, attributes: Attributes) -> None:
        state = attributes.get("state", "visible")
        if len(self.sheets) < MAX_CELLS:
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), state))

    def _properties(self, attributes: Attributes) -> None:
        self.epoch_1904 = attributes.get("date1904") in ("1", "true")

    def _begin_name(self, attributes: Attributes) -> None:
        name = attributes.get("name", "")
        self._name, self._reference = name if name.startswith((FRAME, CONTENTS)) else "", ""

    def _end_name(self) -> None:
        found = _REFERENCE.fullmatch(unescaped(self._reference))
        if self._name and found:
            sheet = (found[1] or found[2]).replace("''", "'")
            top, left = position(found[3] + found[4])
            bottom, right = position((found[5] or found[3]) + (found[6] or found[4]))
            if self._name == CONTENTS:
                self.contents = sheet
            elif top <= bottom and left <= right and len(self.frames) < MAX_CELLS:
                self.frames.append((sheet, Range(top, left, bottom, right)))
        self._name = ""


class Strings(Handler):
    """The texts that cells share, in order; phonetic guides are left out."""

    def __init__(self, file: str) -> None:
        """Nothing read yet."""
        self.texts: list[str] = []
        self._allowance = Allowance(file)
        self._parts: list[str] = []
        self._inside = False
        self.starts = {
            "s:si": lambda _: self._parts.clear(),
            "s:t": self._begin,
            "s:rPh": lambda _: SKIP,
        }
        self.ends = {"s:si": self._take, "s:t": self._end}

    def text(self, words: str) -> None:
        if self._inside:
            self._allowance.text(len(words))
            self._parts.append(words)

    def _begin(self, _: Attributes) -> None:
        self._inside = True

    def _end(self) -> None:
        self._inside = False

    def _take(self) -> None:
        self._allowance.paragraph()
        self.texts.append(unescaped("".join(self._parts)))


class Formats(Handler):
    """What a cell's style number means: its number format, and whether it stands in a border."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.epoch_1904 = False
        self._codes: dict[str, str] = {}
        self._borders: list[bool] = []
        self._styles: list[tuple[str, int]] = []
        self._list = ""
        self.starts = {
            "s:numFmt": self._code,
            "s:borders": lambda _: self._enter("borders"),
            "s:border": self._border,
            "s:cellXfs": lambda _: self._enter("cellXfs"),
            "s:xf": self._style,
            **dict.fromkeys(("s:left", "s:right", "s:start", "s:end"), self._side),
        }
        self.ends = {"s:borders": self._leave, "s:cellXfs": self._leave}

    def show(self, raw: str, style: int) -> str:
        """A number as Excel shows it in this style."""
        key = self._styles[style][0] if 0 <= style < len(self._styles) else "0"
        code = self._codes.get(key) or BUILT_IN.get(key, "General")
        return shown(raw, code, self.epoch_1904)

    def is_bordered(self, style: int) -> bool:
        """Whether the cell has a line at its left or right, as cells of tables do."""
        border = self._styles[style][1] if 0 <= style < len(self._styles) else -1
        return 0 <= border < len(self._borders) and self._borders[border]

    def _enter(self, name: str) -> None:
        self._list = name

    def _leave(self) -> None:
        self._list = ""

    def _code(self, attributes: Attributes) -> None:
        if len(self._codes) < _MAX_FORMATS:
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]

    def _border(self, _: Attributes) -> None:
        if self._list == "borders" and len(self._borders) < _MAX_FORMATS:
            self._borders.append(False)

    def _side(self, attributes: Attributes) -> None:
        if self._list == "borders" and self._borders and attributes.get("style", "none") != "none":
            self._borders[-1] = True

    def _style(self, attributes: Attributes) -> None:
        if self._list == "cellXfs" and len(self._styles) < _MAX_FORMATS:
            border = attributes.get("borderId", "0")
            known = int(border) if border.isdecimal() and len(border) < 7 else -1
            self._styles.append((attributes.get("numFmtId", "0"), known))


def unescaped(text: str) -> str:
    """``_x000D_`` is how a workbook writes a control character."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
