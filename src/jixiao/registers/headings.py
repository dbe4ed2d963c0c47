"""Headings of a ledger → fields of a register: by normalised synonyms, wherever the headings stand.

Titles may stand above them, two rows of headings may be merged, money headings may carry a unit.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jixiao.registers.connector import Known, best
from jixiao.registers.contents import filled, fits
from jixiao.registers.declaration import Field, FieldType, Register
from jixiao.registers.heading_words import (
    UNITS,
    canonical,
    forms,
    letter,
    sheet_unit,
    unit_of,
    unnumbered,
)

#: How many rows from the top may stand before or in the headings.
SEARCHED_ROWS = 20


@dataclass(frozen=True)
class Column:
    """One column of a ledger: ``index`` from 0, its heading as printed, its field or why it has none.

    ``how``: ``given`` by the user, ``remembered`` from last time, by ``label``, by ``synonym`` or by
    ``content``, or by the ``connector`` of its source, which may leave it out;
    without a field, ``taken`` where a better heading has it, ``doubled`` where nothing tells this
    column from another; ``like`` is then the field it would have been. ``name`` is the heading, told
    apart from equal ones by their number.
    ``factor`` turns a printed amount into 元; ``unit`` is the unit printed.
    """

    index: int
    heading: str
    field: str | None = None
    how: str = ""
    unit: str | None = None
    factor: str = "1"
    like: str | None = None
    name: str = ""

    @property
    def said(self) -> bool:
        """Whether a person said what the column is, now or the last time."""
        return self.how in ("given", "remembered")

    @property
    def wanted(self) -> str | None:
        """The field it is, or would be if nothing else could be it."""
        return self.field or (self.like if self.how == "doubled" else None)


@dataclass(frozen=True)
class Headings:
    """The headings found: ``row`` is their last row (from 1), ``rows`` how many there are.

    ``sources``: the connectors that know them, wholly or nearly; the columns are read by one that knows
    them wholly and alone.
    """

    row: int
    rows: int
    columns: tuple[Column, ...]
    sources: tuple[Known, ...] = ()

    @property
    def source(self) -> Known | None:
        """The one source that is recognised."""
        return _only(self.sources)

    @property
    def mapped(self) -> dict[str, Column]:
        """Field → column."""
        return {c.field: c for c in self.columns if c.field}

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns with a heading and no field; they are left out."""
        return tuple(c for c in self.columns if c.heading and not c.field)

    @property
    def mapping(self) -> dict[str, str]:
        """Heading → field; ``-`` for one that a person left out."""
        said = ((c.name, c.field or ("-" if c.said else None)) for c in self.columns)
        return {name: field for name, field in said if field}

    @property
    def digest(self) -> str:
        """A hash of the headings as printed, whatever their order."""
        return digest(c.heading for c in self.columns if c.heading)


def _only(sources: Sequence[Known]) -> Known | None:
    return sources[0] if len(sources) == 1 and sources[0].whole else None


def digest(headings: Iterator[str] | Sequence[str]) -> str:
    """A hash that is the same for the same set of headings."""
    words = sorted({canonical(h) for h in headings})
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def find(
    register: Register,
    head: Sequence[Sequence[str]],
    given: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> Headings | None:
    """The headings among the first rows; ``None`` where too few of them are known.

    ``given`` and ``remembered`` map headings to field names; ``given`` may name a column by its
    letter, and ``-`` leaves a column out.
    """
    found: tuple[tuple[bool, int, int, int], Headings] | None = None
    for row, rows, words in _candidates(head):
        sources = best(register.connectors, words)
        said = _Said(given or {}, remembered or {}, _only(sources))
        columns = _matched(register, words, sheet_unit(head[:row]), said)
        wanted = len({c.wanted for c in columns if c.wanted})
        rank = (_only(sources) is not None, wanted, -rows, -row)
        if found is None or rank > found[0]:
            found = rank, Headings(row + rows, rows, columns, sources)
    if found is None or not _enough(found[1]):
        return None
    return _by_content(register, found[1], head)


def stranger(register: Register, head: Sequence[Sequence[str]], read: int) -> Known | None:
    """The source of another register that knows the first rows: wholly, or nearly and more than ``read``.

    ``read``: how many columns this register reads of them.
    """
    for _, _, words in _candidates(head):
        for known in best(register.strangers, words)[:1]:
            if known.whole or sum(slot.read for slot in known.slots.values()) > read:
                return known
    return None


def _candidates(
    head: Sequence[Sequence[str]],
) -> Iterator[tuple[int, int, list[list[str]]]]:
    """Rows that could be the headings: the first of them, how many, and each column's words."""
    for row in range(min(len(head), SEARCHED_ROWS)):
        for rows in (1, 2):
            if row + rows <= len(head):
                yield row, rows, _joined(head[row], head[row + 1] if rows == 2 else None)


@dataclass(frozen=True)
class _Said:
    """What is known of the columns beforehand: by a person now, by one before, by the source."""

    given: Mapping[str, str]
    remembered: Mapping[str, str]
    source: Known | None


def _enough(found: Headings) -> bool:
    """Two known headings, or one where there are hardly more columns, or what the user named."""
    known = len({c.wanted for c in found.columns if c.wanted})
    width = sum(1 for c in found.columns if c.heading)
    given = any(c.how == "given" for c in found.columns)
    return known >= 2 or (known == 1 and (width <= 2 or given))


def _joined(upper: Sequence[str], lower: Sequence[str] | None) -> list[list[str]]:
    """Each column's possible headings. Of two rows, an empty upper cell goes on with its left one."""
    if lower is None:
        return [[_clean(cell)] for cell in upper]
    width = max(len(upper), len(lower))
    words, above = [], ""
    for i in range(width):
        top = _clean(upper[i]) if i < len(upper) else ""
        below = _clean(lower[i]) if i < len(lower) else ""
        above = top or (above if below else "")
        words.append([above + below, below] if below and above else [below or top])
    return words


def _clean(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _matched(
    register: Register,
    words: Sequence[Sequence[str]],
    sheet_unit: str | None,
    said: _Said,
) -> tuple[Column, ...]:
    """Every column with its field; of two columns for one field the better heading has it.

    Of two equally good ones neither: which comes first says nothing.
    """
    names = _names(words)
    claims = [_claim(register, i, (names[i], *w), said) for i, w in enumerate(words)]
    best: dict[str, int] = {}
    for field, rank, _ in claims:
        if field:
            best[field] = min(rank, best.get(field, rank))
    alone = Counter(field for field, rank, _ in claims if field and rank == best[field])
    columns = []
    for i, (field, rank, how) in enumerate(claims):
        heading = words[i][0] if words[i] else ""
        why = how if not field else "taken" if rank > best[field] else "doubled"
        if not field or why == "taken" or alone[field] > 1:
            columns.append(Column(i, heading, None, why, like=field, name=names[i]))
        else:
            column = Column(i, heading, field, how, name=names[i])
            columns.append(_with_unit(column, register, sheet_unit, said.source))
    return tuple(columns)


def _unit_meant(column: Column, register: Register) -> str | None:
    """The unit of a heading that a system prints without it, as its synonym says (CF_NR_FK is 万元)."""
    if column.how != "synonym" or column.field is None:
        return None
    meant = (w for w in register.field(column.field).synonyms if unit_of(w))
    return next((unit_of(w) for w in meant if canonical(column.heading) in forms(w)), None)


def _by_content(register: Register, found: Headings, head: Sequence[Sequence[str]]) -> Headings:
    """Where the first rows show it: the code field whose column holds something else, and ``if_fits``."""
    columns = {c.index: c for c in found.columns}
    below = {c.index: filled(_cells(head, found.row, c.index)) for c in found.columns}

    def holds(field: Field, column: Column) -> bool:
        return fits(field, column.heading, below[column.index])

    for column in found.unknown:
        field = register.field(column.like) if column.how == "taken" and column.like else None
        if field is None or not field.type.is_coded or not holds(field, column):
            continue
        holder = next((c for c in columns.values() if c.field == field.name), None)
        if holder and not holder.said and below[holder.index] and not holds(field, holder):
            columns[holder.index] = replace(holder, field=None, how="taken", like=field.name)
            columns[column.index] = replace(column, field=field.name, how="content")
    mapped = {c.field for c in columns.values()}
    for field in register.fields:
        near = [
            c
            for c in found.unknown
            if not c.how
            and canonical(c.heading) in map(canonical, field.if_fits)
            and holds(field, c)
        ]
        if field.name not in mapped and len(near) == 1:
            column = replace(near[0], field=field.name, how="content")
            columns[column.index] = column
    return replace(found, columns=tuple(columns[c.index] for c in found.columns))


def _cells(head: Sequence[Sequence[str]], above: int, index: int) -> list[str]:
    return [row[index] or "" for row in head[above:] if index < len(row)]


def _names(words: Sequence[Sequence[str]]) -> list[str]:
    """Each column's heading, equal ones numbered from the second."""
    seen: Counter[str] = Counter()
    names = []
    for one in words:
        heading = one[0] if one else ""
        seen[heading] += 1
        names.append(f"{heading}（第{seen[heading]}列）" if seen[heading] > 1 else heading)
    return names


def _with_unit(
    column: Column, register: Register, sheet_unit: str | None, source: Known | None
) -> Column:
    """A money column with the unit its heading or the sheet carries."""
    if column.field is None or register.field(column.field).type is not FieldType.MONEY:
        return column
    of_source = dict(source.connector.units).get(column.field) if source else None
    unit = unit_of(column.heading) or of_source or _unit_meant(column, register) or sheet_unit
    return replace(column, unit=unit, factor=UNITS[unit] if unit else "1")


def _claim(
    register: Register,
    index: int,
    words: Sequence[str],
    known: _Said,
) -> tuple[str | None, int, str]:
    """A column's field, how good the match is (0 best), and how it was found.

    The first of ``words`` is the column's own name, the others are its possible headings.
    """
    name, *words = words
    for heading in (name, *words):
        for asked in (heading, canonical(heading), letter(index)):
            if asked in known.given:
                return _named(known.given[asked]), 0, "given"
    # Of equal headings the number says nothing once the columns stand otherwise; the source knows.
    repeats = known.source is not None and _repeats(known.source, index)
    said = None if repeats else known.remembered.get(name)
    slot = known.source.slots.get(index) if known.source else None
    if said and (said == "-" or said in register) and not (slot and slot.field == said):
        return _named(said), 1, "remembered"
    if slot:
        return (slot.field if slot.read else None), 1, "connector"
    index_of = _index(register)
    for weight, heading in enumerate(words):
        for form in forms(heading) if heading else ():
            if form in index_of:
                field, rank = index_of[form]
                rank += 0 if rank == 0 else _as_printed(register.field(field), heading)
                return field, 2 + rank + 1000 * weight, "label" if rank == 0 else "synonym"
    sentence = canonical(unnumbered(words[-1])) if words else ""
    for one in register.fields:
        for worse, pattern in enumerate(one.patterns):
            if re.fullmatch(pattern, sentence):
                return one.name, 500 + worse, "synonym"
    return None, 0, ""


def _named(said: str) -> str | None:
    return None if said == "-" else said


def _repeats(source: Known, index: int) -> bool:
    """Whether the heading of a column stands more than once in the source."""
    slot = source.slots.get(index)
    slots = source.connector.slots
    alike = slot and sum(bool(slot.words & other.words) for other in slots) > 1
    return bool(alike) or index in source.doubled


def _as_printed(field: Field, heading: str) -> int:
    """登记时间 beside 登记日期: of synonyms alike but for the wording, which stands first in the list."""
    alike = [w for w in field.synonyms if canonical(w) == canonical(heading)]
    return alike.index(heading) if heading in alike else 0


@lru_cache(maxsize=200)
def _index(register: Register) -> Mapping[str, tuple[str, int]]:
    """Canonical heading → field and its rank among that field's synonyms; labels win over synonyms."""
    found: dict[str, tuple[str, int]] = {}
    for rank_of in (_labels, _synonyms):
        for field in register.fields:
            for rank, word in rank_of(field):
                for form in forms(word) if unit_of(word) else (canonical(word),):
                    found.setdefault(form, (field.name, rank))
    return found


def _labels(field: Field) -> Iterator[tuple[int, str]]:
    yield 0, field.label
    yield 0, field.name


def _synonyms(field: Field) -> Iterator[tuple[int, str]]:
    return enumerate(field.synonyms, start=1)
