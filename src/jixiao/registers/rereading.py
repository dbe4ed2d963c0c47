"""Cells the first pass did not understand, read once more: each different text once, in Python.

The first pass is SQL over every row and knows the usual spellings. What is left are few different
texts in however many rows: result words by a register's rules, last days said as a month or a year's
end, words for "not yet". What is still not understood stays as it was and becomes a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import duckdb

from jixiao.registers import day_words
from jixiao.registers.declaration import Field, FieldType
from jixiao.registers.relation import quoted

#: More different texts than this in one column are not words, and are not tried.
MOST = 20_000
_TYPES = (FieldType.DATE, FieldType.CODE, FieldType.BOOLEAN)


@dataclass(frozen=True)
class Read:
    """What a text means; with ``value`` ``None`` it says that there is nothing."""

    value: date | str | bool | None


def reread(
    connection: duckdb.DuckDBPyConnection, fields: tuple[Field, ...], year: int | None
) -> None:
    """Fill in the table ``staged`` what a second reading understands.

    A text that means nothing has happened is a blank, and no longer worth a finding.
    """
    wanted = [f for f in fields if f.type in _TYPES and (f.type is FieldType.DATE or f.rules)]
    if not wanted:
        return
    counts = ", ".join(f"count(*) FILTER ({_left(f)})" for f in wanted)
    left = connection.execute(f"SELECT {counts} FROM staged WHERE _mark IS NULL").fetchone() or ()
    for field, count in zip(wanted, left, strict=True):
        if count:
            _again(connection, field, _reader(field, year))


def _left(field: Field) -> str:
    """Whether a cell was not understood; an open code keeps what was printed."""
    v, p = quoted(f"v_{field.name}"), quoted(f"p_{field.name}")
    kept = f" OR {v} = {p}" if field.open else ""
    return f"{p} IS NOT NULL AND ({v} IS NULL{kept})"


def _again(
    connection: duckdb.DuckDBPyConnection, field: Field, reader: Callable[[str], Read | None]
) -> None:
    v, p = quoted(f"v_{field.name}"), quoted(f"p_{field.name}")
    texts = connection.execute(
        f"SELECT DISTINCT {p} FROM staged WHERE _mark IS NULL AND {_left(field)} LIMIT {MOST}"
    ).fetchall()
    read = [(text, found.value) for (text,) in texts if (found := reader(text))]
    if not read:
        return
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE reread (said VARCHAR, value {field.type.sql})"
    )
    connection.executemany("INSERT INTO reread VALUES (?, ?)", read)
    connection.execute(
        f"UPDATE staged SET {v} = value, {p} = CASE WHEN value IS NULL THEN NULL ELSE {p} END"
        f" FROM reread WHERE {p} = said AND _mark IS NULL AND ({_left(field)})"
    )


def _reader(field: Field, year: int | None) -> Callable[[str], Read | None]:
    if field.type is FieldType.DATE:
        return lambda text: _day(field, text, year)
    rules = [(value, re.compile(pattern)) for value, pattern in field.rules]
    return lambda text: _word(field, text, rules)


def _day(field: Field, text: str, year: int | None) -> Read | None:
    if day_words.is_blank(text, deadline=field.deadline):
        return Read(None)
    found = day_words.last_day(text, year) if field.deadline else None
    return Read(found) if found else None


def _word(field: Field, text: str, rules: list[tuple[str, re.Pattern[str]]]) -> Read | None:
    said = "".join(unicodedata.normalize("NFKC", text).split()).strip("。.;；,，")
    for value, pattern in rules:
        if pattern.fullmatch(said):
            return Read(value == "true" if field.type is FieldType.BOOLEAN else value)
    return None
