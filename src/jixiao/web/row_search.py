"""Rows of a register as somebody asks for them: holding the words, in the order of a column.

The words are searched in what the page prints: a code by its word. What was hashed at intake is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from jixiao.registers.declaration import Field, Register
from jixiao.registers.relation import quoted

#: So many words are searched for at once, each so long.
_MOST_WORDS, _LONGEST = 5, 60


@dataclass(frozen=True)
class Asked:
    """Words to be found, the column to sort by (empty: as taken in), and whether backwards."""

    words: tuple[str, ...] = ()
    column: str = ""
    backwards: bool = False

    @classmethod
    def of(cls, request: HttpRequest, register: Register) -> Asked:
        """What the address says; a column that is none is none."""
        words = request.GET.get("q", "").split()[:_MOST_WORDS]
        sort = request.GET.get("sort", "")
        names = {field.name for field in register.stored}
        column = sort.removeprefix("-")
        return cls(
            tuple(one[:_LONGEST] for one in words), column if column in names else "",
            sort.startswith("-"),
        )  # fmt: skip

    @property
    def sort(self) -> str:
        """The order, as the address says it."""
        return f"{'-' if self.backwards else ''}{self.column}" if self.column else ""

    def sql(self, rows: str, register: Register) -> tuple[str, list[Any]]:
        """A statement over the rows of another, with its values."""
        found = [_holds(one, register) for one in self.words]
        where = " AND ".join(condition for condition, _values in found) or "true"
        values = [value for _condition, few in found for value in few]
        order = (
            f" ORDER BY {quoted(self.column)}{' DESC' if self.backwards else ''} NULLS LAST"
            if self.column
            else ""
        )
        return f"SELECT * FROM ({rows}) WHERE {where}{order}", values


def _holds(word: str, register: Register) -> tuple[str, list[Any]]:
    """The condition that a row holds a word, and its values."""
    open_fields = [field for field in register.stored if field.personal is None]
    texts = ", ".join(f"CAST({quoted(field.name)} AS VARCHAR)" for field in open_fields)
    parts = [f"contains(lower(concat_ws(' ', {texts})), lower(?))"]
    values: list[Any] = [word]
    for field, codes in _meant(word, open_fields):
        parts.append(f"{quoted(field.name)} IN ({', '.join('?' * len(codes))})")
        values += codes
    return f"({' OR '.join(parts)})", values


def _meant(word: str, fields: list[Field]) -> Iterator[tuple[Field, list[str]]]:
    """The codes whose printed word holds it."""
    for field in fields:
        codes = [one.value for one in field.codes if word.casefold() in one.label.casefold()]
        if codes:
            yield field, codes
