"""What a Word style says that matters to reading: heading level, numbering, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jixiao.grids.xml import Attributes, Handler

_HEADING = re.compile(r"(?:heading|标题)\s*[1-9]|title|标题", re.IGNORECASE)
_BODY_LEVEL = 9  # Word's "body text" among outline levels 0 to 9
_MAX_CHAIN = 12


@dataclass
class Style:
    """One style as written; what it leaves open is its parent's (``based_on``)."""

    based_on: str = ""
    level: int | None = None
    number: str | None = None
    number_level: int = 0
    hidden: bool = False


class Styles(Handler):
    """The styles of a document, filled by walking its styles part."""

    def __init__(self) -> None:
        """No style known yet."""
        self.by_id: dict[str, Style] = {}
        self.default = ""
        self._open = Style()
        self.starts = {
            "w:style": self._style,
            "w:name": self._name,
            "w:basedOn": self._based_on,
            "w:outlineLvl": self._level,
            "w:numId": self._number,
            "w:ilvl": self._number_level,
            "w:vanish": self._hidden,
        }
        self.ends = {}

    def is_heading(self, style: str) -> bool:
        """Whether paragraphs of this style stand in the outline."""
        level = next((s.level for s in self._chain(style) if s.level is not None), _BODY_LEVEL)
        return level < _BODY_LEVEL

    def is_hidden(self, style: str) -> bool:
        """Whether text of this style is not shown."""
        return any(s.hidden for s in self._chain(style))

    def numbering(self, style: str) -> tuple[str, int] | None:
        """The list and level that paragraphs of this style are numbered by."""
        found = next((s for s in self._chain(style) if s.number is not None), None)
        return (found.number or "0", found.number_level) if found else None

    def _chain(self, style: str) -> list[Style]:
        chain: list[Style] = []
        known = self.by_id.get(style or self.default)
        while known and len(chain) < _MAX_CHAIN:
            chain.append(known)
            known = self.by_id.get(known.based_on)
        return chain

    def _style(self, attributes: Attributes) -> None:
        self._open = Style()
        key = attributes.get("styleId", "")
        self.by_id[key] = self._open
        if attributes.get("type") == "paragraph" and is_on(attributes.get("default", "0")):
            self.default = key

    def _name(self, attributes: Attributes) -> None:
        if _HEADING.fullmatch(attributes.get("val", "")) and self._open.level is None:
            self._open.level = 0

    def _based_on(self, attributes: Attributes) -> None:
        self._open.based_on = attributes.get("val", "")

    def _level(self, attributes: Attributes) -> None:
        self._open.level = number(attributes.get("val"), _BODY_LEVEL)

    def _number(self, attributes: Attributes) -> None:
        self._open.number = attributes.get("val", "0")

    def _number_level(self, attributes: Attributes) -> None:
        self._open.number_level = number(attributes.get("val"), 0)

    def _hidden(self, attributes: Attributes) -> None:
        self._open.hidden = is_on(attributes.get("val"))


def number(text: str | None, otherwise: int) -> int:
    """A small whole number of an attribute; anything else is ``otherwise``."""
    return int(text) if text and len(text) < 10 and text.lstrip("-").isdecimal() else otherwise


def is_on(text: str | None) -> bool:
    """Whether a switch of Word's is on: present means on unless it says no."""
    return text not in ("0", "false", "off")
