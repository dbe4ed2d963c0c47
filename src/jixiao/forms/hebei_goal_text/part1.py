"""Reading Part 1: paragraphs gathered under their headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.findings.finding import Finding, Where
from jixiao.findings.place import Place
from jixiao.forms.hebei_goal_text.duties import (
    Part,
    duty_of,
    is_furniture,
    is_heading,
    item_of,
    part_of,
)
from jixiao.plan.model import DutyGoal, OverallGoal, Section
from jixiao.terms.findings import Level

_SENTENCE_ENDS = ("。", "；", "！", "？", "：", ";", ":", "…")


@dataclass
class _Item:
    number: str | None
    text: str
    place: Place | None


@dataclass
class _Open:
    """A section while its paragraphs are gathered."""

    heading: str
    place: Place | None
    lead: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)

    @property
    def part(self) -> Part | None:
        return part_of(self.heading)

    def section(self) -> Section:
        return Section(heading=self.heading, text="\n".join(self.lead), place=self.place)


class Part1:
    """Headings and items of Part 1, taken paragraph by paragraph."""

    def __init__(self) -> None:
        """Begin before any heading."""
        self._open: list[_Open] = []

    def take(self, text: str, place: Place | None) -> bool:
        """One paragraph; false where it belongs to no section."""
        if is_heading(text):
            self._open.append(_Open(text, place))
            return True
        if is_furniture(text):
            return True
        if not self._open:
            return False
        self._add(self._open[-1], text, place)
        return True

    def _add(self, section: _Open, text: str, place: Place | None) -> None:
        if section.part is Part.SAFEGUARDS:
            section.items.append(_Item(None, text, place))
            return
        number, bare = item_of(text) if section.part else (None, text)
        last = section.items[-1] if section.items else None
        if number is None and last and not last.text.endswith(_SENTENCE_ENDS):
            last.text += bare  # a line wrapped in the export goes on with the item above
        elif number is None and last is None:
            section.lead.append(bare)
        else:
            section.items.append(_Item(number, bare, place))

    def _items(self, part: Part) -> Iterator[_Item]:
        return (i for s in self._open if s.part is part for i in s.items)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The headings as printed, with their lead text."""
        return tuple(s.section() for s in self._open)

    @property
    def overall_goals(self) -> tuple[OverallGoal, ...]:
        """The numbered overall goals."""
        items = self._items(Part.OVERALL)
        return tuple(OverallGoal(number=i.number, text=i.text, place=i.place) for i in items)

    @property
    def duty_goals(self) -> tuple[DutyGoal, ...]:
        """The numbered goals of the duties."""
        items = self._items(Part.DUTIES)
        return tuple(
            DutyGoal(number=i.number, duty=duty_of(i.text), text=i.text, place=i.place)
            for i in items
        )

    @property
    def safeguards(self) -> tuple[str, ...]:
        """The paragraphs under 工作保障措施."""
        return tuple(i.text for i in self._items(Part.SAFEGUARDS))

    def findings(self) -> Iterator[Finding]:
        """Headings printed twice, sections without text."""
        yield from _doubled(self._open)
        yield from _empty(self._open)


def _doubled(sections: list[_Open]) -> Iterator[Finding]:
    counts = Counter(s.heading for s in sections)
    for heading, times in counts.items():
        if times > 1:
            later = [s for s in sections if s.heading == heading][1:]
            yield Finding(
                rule="F101",
                level=Level.NOTE,
                where=Where(field="sections", place=later[0].place),
                fault=f"标题“{heading}”出现{times}次",
                remedy="请只保留一处，删去多余的标题",
            )


def _empty(sections: list[_Open]) -> Iterator[Finding]:
    filled = {s.heading for s in sections if s.lead or s.items}
    for section in {s.heading: s for s in sections if s.heading not in filled}.values():
        yield Finding(
            rule="F102",
            level=Level.IMPROVE,
            where=Where(field="sections", place=section.place),
            fault=f"标题“{section.heading}”下没有内容",
            remedy="请补写这一部分的内容；确无内容的，删去标题",
        )
