"""Columns left out that could be a field some measure reads: asked about, never left out in silence.

A column is asked about where its words are those of a field that has no other column, and what stands
in it could be that field's; or where equal headings leave open which of them is the field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from jixiao.registers.contents import filled, fits, only_of
from jixiao.registers.declaration import Field, Register
from jixiao.registers.findings import RowFinding
from jixiao.registers.heading_words import canonical, letter
from jixiao.registers.headings import Column, Headings
from jixiao.registers.personal import masked
from jixiao.registers.relation import quoted
from jixiao.registers.resemblance import ENOUGH, resemblance
from jixiao.registers.staging import Staged
from jixiao.terms.findings import Level

_LOOKED_AT = 2000
_SAMPLES = 5


@dataclass(frozen=True)
class Question:
    """What is asked of a column: whether it is one of ``fields``; ``samples`` of what stands in it."""

    column: Column
    fields: tuple[Field, ...]
    samples: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """For JSON: the column by its letter and heading, the fields by name."""
        return {
            "column": letter(self.column.index),
            "heading": self.column.heading,
            "fields": [f.name for f in self.fields],
            "samples": list(self.samples),
        }

    def finding(self, row: int) -> RowFinding:
        """The question as a finding at the headings."""
        at, heading = letter(self.column.index), masked(self.column.heading[:40])
        labels = "、".join(f"“{f.label}”" for f in self.fields)
        if self.column.how == "doubled":
            fault = f"{at} 列“{heading}”和别的列分不清哪一列是{labels}，都没有读入"
            said = at
        else:
            fault = f"{at} 列“{heading}”可能是{labels}，没有读入"
            said = self.column.heading
        remedy = f"用 --map {said}={self.fields[0].name} 指明；不要这一列的，用 --map {said}=-"
        return RowFinding(
            row,
            self.fields[0].name,
            Level.RETURN,
            "column-asked",
            fault,
            remedy,
            self.column.heading[:40],
            self.column.index,
        )


def suspects(
    register: Register, headings: Headings, head: Sequence[Sequence[str]], read: Collection[str]
) -> Iterator[tuple[Column, tuple[Field, ...]]]:
    """Columns that could be asked about, as far as the first rows show."""
    missing = _missing(register, headings, read)
    for column in headings.unknown:
        if column.said or column.how in ("taken", "connector"):
            continue
        if column.how == "doubled":
            if column.like in {*read, *register.key, register.project} or (
                column.like and register.field(column.like).required
            ):
                yield column, (register.field(column.like or ""),)
        elif _could_be_taken_off(register, headings, column):
            yield column, (register.field(register.effect.less if register.effect else ""),)
        elif found := _could_be(register, missing, column, _cells(head, headings, column)):
            yield column, found


def asked(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    suspected: Sequence[tuple[Column, tuple[Field, ...]]],
    read: Collection[str],
) -> list[Question]:
    """The questions that remain once the rows themselves are looked at."""
    found = []
    missing = _missing(staged.register, staged.headings, read)
    for column, fields in suspected:
        rows = connection.execute(
            f"SELECT {quoted(f'q_{column.index}')} FROM ledger"
            f" WHERE trim({quoted(f'q_{column.index}')}) <> '' LIMIT {_LOOKED_AT}"
        ).fetchall()
        values = filled([row[0] for row in rows])
        if _could_be_taken_off(staged.register, staged.headings, column):
            values = [one for one in values if any(sign in "123456789" for sign in one)]
        elif column.how != "doubled":
            fields = _could_be(staged.register, missing, column, values)
        if values and fields:
            found.append(Question(column, fields, _shown(fields, values)))
    return found


def _shown(fields: Sequence[Field], values: Sequence[str]) -> tuple[str, ...]:
    """Values to show beside the question; none where they are a person's."""
    if any(f.personal for f in fields):
        return ()
    return tuple(masked(v[:40]) for v in values[:_SAMPLES])


def _missing(register: Register, headings: Headings, read: Collection[str]) -> list[Field]:
    """The fields a measure reads that no column fills."""
    mapped = headings.mapped
    return [f for f in register.stored if f.name in read and f.name not in mapped]


def _could_be(
    register: Register,
    missing: Sequence[Field],
    column: Column,
    cells: Sequence[str],
) -> tuple[Field, ...]:
    """The missing fields a column could be; more than one only where they are equally near."""
    if canonical(column.heading) in map(canonical, register.aside):
        return ()
    values = filled(cells)
    near = resemblance(register, column.heading)
    fields = [
        f
        for f in missing
        if not _says_no(column.heading, f) and (not values or fits(f, column.heading, values))
    ]
    best = max((near.get(f.name, 0.0) for f in fields), default=0.0)
    known = {f.name for f in missing}
    other = max((w for name, w in near.items() if name not in known), default=0.0)
    if best >= ENOUGH and best > other:
        return tuple(f for f in fields if near.get(f.name) == best)
    return tuple(f for f in fields if only_of(register, f, values))


def _could_be_taken_off(register: Register, headings: Headings, column: Column) -> bool:
    """Whether a column may hold what was given back of an amount that is read."""
    effect = register.effect
    if effect is None or not effect.less or effect.amount not in headings.mapped:
        return False
    return effect.less not in headings.mapped and bool(
        re.fullmatch(effect.less_words, canonical(column.heading))
    )


def _says_no(heading: str, field: Field) -> bool:
    """不合格数量 is not 合格数量: a no in the heading that no word of the field has."""
    words = (field.label, *field.synonyms)
    return any(no in heading and not any(no in w for w in words) for no in "不未")


def _cells(head: Sequence[Sequence[str]], headings: Headings, column: Column) -> list[str]:
    rows = head[headings.row :]
    return [row[column.index] or "" for row in rows if column.index < len(row)]
