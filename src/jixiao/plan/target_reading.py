"""A target value while it is read: its cells sorted, signs and notes gathered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jixiao.plan.money import decimal_of
from jixiao.plan.target_name import NameSays
from jixiao.plan.target_signs import settle, take_leading
from jixiao.plan.target_spelling import KNOWN, fold
from jixiao.terms.indicators import Level2, level2_of
from jixiao.terms.targets import Operator, TargetNote
from jixiao.terms.units import UNITS

_DIRECTIONS = re.compile("(?:正向|反向|逆向|负向|正指标|反指标)(?:指标)?")
_CLASS_WORDS = re.compile("定性|定量|定性指标|定量指标|其他")


@dataclass
class Reading:
    """What has been gathered of one target while it is read."""

    raw: str
    name: NameSays
    level2: str
    column: str
    text: str = ""
    signs: list[Operator] = field(default_factory=list)
    per: str = ""
    direction: str = ""
    notes: list[TargetNote] = field(default_factory=list)
    spelled: bool = False  # its number is written in Chinese only: 十分满意 is no 10 分
    trailing: bool = False  # a sign in words stands behind its number
    included: bool | None = None  # whether the bound itself is said to count
    unread: tuple[str, ...] = ()  # what of it was not understood

    def note(self, note: TargetNote) -> None:
        """Keep a note once."""
        if note not in self.notes:
            self.notes.append(note)

    @property
    def is_timely(self) -> bool:
        """Whether the indicator asks when something is done: its class, or its name."""
        return level2_of(self.level2) is Level2.TIMELINESS or self.name.asks_when

    @property
    def operator(self) -> Operator | None:
        """The sign all printed signs mean together."""
        found = settle(self.signs)[0]
        return found if found is None or self.included is None else found.bound(self.included)


def take_cells(reading: Reading) -> None:
    """Sort the cells of a split target into sign, direction, unit and value."""
    values: list[str] = []
    for cell in re.split(r"[|｜¦\t]", reading.raw):
        bare = fold(cell)
        signs, rest = take_leading(bare)
        if bare and not rest:
            reading.signs += signs
        elif _DIRECTIONS.fullmatch(bare):
            reading.direction = bare
        elif bare and not _CLASS_WORDS.fullmatch(bare):
            values.append(bare)
    if len(values) > 1 and not reading.column:
        values = _take_unit(reading, values)
    if len(values) > 1:
        reading.note(TargetNote.SEVERAL_VALUES)
        if len(values) > 2 and not reading.signs and _falls(values):
            reading.signs.append(Operator.AT_LEAST)  # bands 优 良 中 差: the first is a floor
    reading.text = values[0] if values else ""


def _falls(values: list[str]) -> bool:
    """Whether the cells are numbers that never rise from left to right."""
    numbers = [decimal_of(value.rstrip("%")) for value in values]
    known = [number for number in numbers if number is not None]
    return len(known) == len(values) and known == sorted(known, reverse=True)


def _take_unit(reading: Reading, values: list[str]) -> list[str]:
    """Of several value cells, one without digits that is a unit is the unit column."""
    if any(re.search(r"\d", v) for v in values):
        for value in values:
            if not re.search(r"\d", value) and (KNOWN.match(value) or len(value) <= 6):
                reading.column = value
                return [v for v in values if v is not value]
    elif len(values) == 2 and values[1] in UNITS:  # 应保尽保 | %: words with a unit column
        return values[:1]
    return values
