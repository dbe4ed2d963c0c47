"""What a source is known by and how its columns are read: by heading, and by place where headings repeat.

A connector knows one export of one system: which headings must stand there, which column is which field
(or is dropped, because it is personal or of no use), the unit of money a system leaves unprinted, and
what its words mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jixiao.registers.heading_words import canonical, unnumbered

#: What stands in place of a field: a column nobody needs, and one that is dropped for being personal.
UNUSED, PERSONAL = "-", "personal"
#: Equal neighbours that must tell one of two equal headings from the other.
_EVIDENCE = 2


@dataclass(frozen=True)
class Slot:
    """One column of a source: its headings (the usual first), its group, and its field or why it has none."""

    headings: tuple[str, ...]
    field: str
    group: str = ""

    @property
    def label(self) -> str:
        """How a page names it."""
        return f"{self.group} {self.headings[0]}".strip()

    @property
    def read(self) -> bool:
        """Whether it is a field."""
        return self.field not in (UNUSED, PERSONAL)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its headings in their usual spelling."""
        return frozenset(map(canonical, self.headings))


@dataclass(frozen=True)
class Connector:
    """One export of one system, for one register.

    ``needed``: the headings it is known by, all of which must stand there. ``units``: field → the unit
    of money where the heading prints none. ``meant``: field, word and code. ``one_of``: fields without
    any of which the rows say nothing, with the question to ask then. ``lacks``: what it cannot answer.
    """

    name: str
    label: str
    version: str
    register: str
    source: str
    needed: tuple[str, ...]
    slots: tuple[Slot, ...]
    units: tuple[tuple[str, str], ...] = ()
    meant: tuple[tuple[str, str, str], ...] = ()
    one_of: tuple[str, ...] = ()
    question: str = ""
    lacks: str = ""

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """Field → word → code."""
        found: dict[str, dict[str, str]] = {}
        for field, word, code in self.meant:
            found.setdefault(field, {})[word] = code
        return found

    @cached_property
    def known_by(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each needed heading with all the spellings by which it may stand there."""
        return tuple((heading, self._spellings(canonical(heading))) for heading in self.needed)

    def _spellings(self, usual: str) -> frozenset[str]:
        same = (slot.words for slot in self.slots if usual in slot.words)
        return frozenset[str]().union(*same) or frozenset((usual,))


@dataclass(frozen=True)
class Known:
    """How far a connector knows some headings.

    ``slots``: column → what it is. ``missing``: needed headings that are not there. ``doubled``: columns
    of headings that repeat and that nothing tells apart.
    """

    connector: Connector
    slots: Mapping[int, Slot]
    missing: tuple[str, ...]
    doubled: frozenset[int]

    @property
    def whole(self) -> bool:
        """Whether all that it is known by stands there."""
        return not self.missing

    @property
    def nearly(self) -> bool:
        """Whether most of it does: an older version, or columns taken out."""
        needed = len(self.connector.needed)
        return bool(self.missing) and needed >= 3 and 3 * len(self.missing) <= needed


def _known(connector: Connector, plain: Sequence[Sequence[str]]) -> Known:
    """How far a connector knows these columns; each has its possible headings, the fullest first.

    Where it knows too little for anything to be asked, the columns are not looked at one by one.
    """
    there = {w for one in plain for w in one}
    missing = tuple(h for h, spellings in connector.known_by if there.isdisjoint(spellings))
    found = Known(connector, {}, missing, frozenset())
    if not (found.whole or found.nearly):
        return found
    slots, doubled = _placed(connector, plain)
    return replace(found, slots=slots, doubled=doubled)


def _placed(
    connector: Connector, plain: Sequence[Sequence[str]]
) -> tuple[dict[int, Slot], frozenset[int]]:
    """The slot of every column that has one, and the columns left undecided."""
    slots: dict[int, Slot] = {}
    open_columns: set[int] = set()
    names = [one[-1] if one else "" for one in plain]
    for heading, columns in _together(names).items():
        may = [s for s in connector.slots if heading in s.words]
        grouped = {
            c: s
            for c in columns
            for s in may
            if s.group and canonical(s.group) + heading in plain[c]
        }
        if len(grouped) == len(columns):
            slots |= grouped
        elif len(may) == 1 and len(columns) == 1:
            slots[columns[0]] = may[0]
        elif may and not any(s.read for s in may):
            slots |= dict.fromkeys(columns, may[0])
        elif may:
            told = _by_neighbours(connector, may, columns, names)
            slots |= told
            open_columns |= set() if told else set(columns)
    return _once(slots), frozenset(open_columns)


def _together(names: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for column, name in enumerate(names):
        if name:
            found.setdefault(name, []).append(column)
    return found


def _once(slots: dict[int, Slot]) -> dict[int, Slot]:
    """Without the columns that two spellings of one slot would both fill."""
    counts = Counter(slots.values())
    return {c: s for c, s in slots.items() if counts[s] == 1 or not s.read}


def _by_neighbours(
    connector: Connector, may: Sequence[Slot], columns: Sequence[int], names: Sequence[str]
) -> dict[int, Slot]:
    """Equal headings told apart by what stands beside them; nothing where one cannot be told."""
    order = list(connector.slots)
    told: dict[int, Slot] = {}
    for column in columns:
        weights = [(_beside(order, order.index(slot), names, column), slot) for slot in may]
        best = max(weight for weight, _ in weights)
        winners = [slot for weight, slot in weights if weight == best]
        if best < _EVIDENCE or len(winners) > 1 or winners[0] in told.values():
            return {}
        told[column] = winners[0]
    return told


def _beside(order: Sequence[Slot], at: int, names: Sequence[str], column: int) -> int:
    """How many headings on both sides are those that stand there in the source, one after another."""
    alike = 0
    for step in (-1, 1):
        here, there = at + step, column + step
        while 0 <= here < len(order) and 0 <= there < len(names):
            if names[there] not in order[here].words:
                break
            alike, here, there = alike + 1, here + step, there + step
    return alike


def best(connectors: Sequence[Connector], words: Sequence[Sequence[str]]) -> tuple[Known, ...]:
    """The connectors that know these headings best: one, several that know equally much, or none."""
    plain = [[canonical(unnumbered(w)) for w in one if w] for one in words]
    found = [_known(one, plain) for one in connectors]
    whole = [k for k in found if k.whole]
    if whole:
        most = max(len(k.connector.needed) for k in whole)
        return tuple(k for k in whole if len(k.connector.needed) == most)
    near = [k for k in found if k.nearly]
    least = min((len(k.missing) / len(k.connector.needed) for k in near), default=0.0)
    return tuple(k for k in near if len(k.missing) / len(k.connector.needed) == least)
