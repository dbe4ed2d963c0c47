"""Automatic numbers of Word lists: what Word shows before a paragraph but does not store in it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from jixiao.grids.docx_styles import is_on, number
from jixiao.grids.numerals import numeral
from jixiao.grids.xml import Attributes, Handler

_SLOT = re.compile(r"%([1-9])")
_CLOSED = "、，。：；）】》．.)"  # after these no blank parts a number from its text


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts and how the number is dressed (``%1、``)."""

    start: int = 1
    format: str = "decimal"
    dress: str = ""
    suffix: str = "tab"
    legal: bool = False


@dataclass
class _List:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering(Handler):
    """The lists of a document, filled by walking its numbering part; then asked in reading order."""

    def __init__(self) -> None:
        """No list known yet."""
        self.abstracts: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, _List] = {}
        self._links: dict[str, str] = {}
        self._styled: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[tuple[str, int]] = set()
        self._abstract = self._list = ""
        self._level = 0
        self.starts = {
            "w:abstractNum": self._begin_abstract,
            "w:num": self._begin_list,
            "w:abstractNumId": self._take_abstract,
            "w:styleLink": lambda a: self._styled.update({a.get("val", ""): self._abstract}),
            "w:numStyleLink": lambda a: self._links.update({self._abstract: a.get("val", "")}),
            "w:lvl": self._begin_level,
            "w:lvlOverride": self._begin_override,
            "w:startOverride": self._override_start,
            "w:start": lambda a: self._set(start=number(a.get("val"), 1)),
            "w:numFmt": lambda a: self._set(format=a.get("val", "decimal")),
            "w:lvlText": lambda a: self._set(dress=a.get("val", "")[:100]),
            "w:suff": lambda a: self._set(suffix=a.get("val", "tab")),
            "w:isLgl": lambda a: self._set(legal=is_on(a.get("val"))),
        }
        self.ends = {}

    def prefix(self, key: str, level: int) -> str:
        """Count one paragraph of a list, and give what Word shows before it."""
        found = self.lists.get(key)
        if found is None or not 0 <= level <= 8:
            return ""
        counts = self._count(key, found, level)
        shown = self._level_of(found, level)
        if shown.format in ("bullet", "none"):
            return ""  # a bullet is decoration, often a letter of a symbol font

        def slot(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            own = self._level_of(found, which)
            count = counts.get(which, own.start)
            return numeral(count, "decimal" if shown.legal else own.format)

        dressed = _SLOT.sub(slot, shown.dress)
        apart = shown.suffix != "nothing" and dressed and dressed[-1] not in _CLOSED
        return dressed + (" " if apart else "")

    def _count(self, key: str, found: _List, level: int) -> dict[int, int]:
        """Lists of one kind count on together, but for a list that says where it starts."""
        counts = self._counts[found.abstract or key]
        restarts = level in found.starts and (key, level) not in self._seen
        self._seen.add((key, level))
        if restarts:
            counts[level] = found.starts[level]
        else:
            counts[level] = counts.get(level, self._level_of(found, level).start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return counts

    def _level_of(self, found: _List, level: int) -> Level:
        abstract = self._styled.get(self._links.get(found.abstract, ""), found.abstract)
        return found.levels.get(level) or self.abstracts.get(abstract, {}).get(level) or Level()

    def _begin_abstract(self, attributes: Attributes) -> None:
        self._abstract, self._list = attributes.get("abstractNumId", ""), ""
        self.abstracts[self._abstract] = {}

    def _begin_list(self, attributes: Attributes) -> None:
        self._list = attributes.get("numId", "")
        self.lists[self._list] = _List()

    def _take_abstract(self, attributes: Attributes) -> None:
        if self._list in self.lists:
            self.lists[self._list].abstract = attributes.get("val", "")

    def _begin_level(self, attributes: Attributes) -> None:
        self._level = number(attributes.get("ilvl"), 0)
        self._levels()[self._level] = Level()

    def _begin_override(self, attributes: Attributes) -> None:
        self._level = number(attributes.get("ilvl"), 0)

    def _override_start(self, attributes: Attributes) -> None:
        if self._list in self.lists:
            self.lists[self._list].starts[self._level] = number(attributes.get("val"), 1)

    def _levels(self) -> dict[int, Level]:
        if self._list in self.lists:
            return self.lists[self._list].levels
        return self.abstracts.setdefault(self._abstract, {})

    def _set(self, **changes: int | str | bool) -> None:
        levels = self._levels()
        if self._level in levels:
            levels[self._level] = replace(levels[self._level], **changes)  # type: ignore[arg-type]
