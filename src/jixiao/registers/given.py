"""What a person said of a file must be about that file: its columns and its words.

A heading or a word mistyped would otherwise change nothing, and nobody would know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from jixiao.grids.errors import ReadError
from jixiao.registers.heading_words import canonical, letter
from jixiao.registers.headings import Headings
from jixiao.registers.personal import masked
from jixiao.registers.relation import quoted
from jixiao.registers.source import Table
from jixiao.registers.staging import Staged
from jixiao.registers.words import Words

_LISTED = 40


class NotInFileError(ReadError):
    """A column or a word was spoken of that the file has not; the text says what there is."""


def headings_there(
    name: str, table: Table, found: Headings, given: Mapping[str, str] | None
) -> None:
    """See that every column spoken of is there, by its heading or its letter.

    Raises:
        NotInFileError: one is not.
    """
    there = set(_names(table, found))
    missing = [h for h in given or {} if h not in there and canonical(h) not in there]
    if not missing:
        return
    heads = [f"{letter(c.index)} 列“{masked(c.name)}”" for c in found.columns if c.heading]
    raise NotInFileError(
        name,
        f"有{_quoted(missing)}这一列（--map）",
        f"第{found.row}行的列名是：{_listed(heads)}",
        "照文件中的列名写，或写列的字母",
    )


def _names(table: Table, found: Headings) -> Iterator[str]:
    rows = table.head[found.row - found.rows : found.row]
    cells = (" ".join((cell or "").split()) for row in rows for cell in row)
    printed = [*cells, *(c.heading for c in found.columns), *(c.name for c in found.columns)]
    for heading in filter(None, printed):
        yield heading
        yield canonical(heading)
    yield from (letter(c.index) for c in found.columns)


def words_there(
    connection: duckdb.DuckDBPyConnection, name: str, staged: Staged, given: Words
) -> None:
    """See that every word explained occurs in the column of its field, whose texts stand in ``q_<index>``.

    Raises:
        NotInFileError: one does not.
    """
    for field_name, said in given.items():
        field = staged.register.field(field_name)
        column = staged.column(field_name)
        if column is None:
            raise NotInFileError(
                name,
                f"有“{field.label}”这一栏（--map-word）",
                "文件中没有这一栏",
                "去掉这个 --map-word，或用 --map 指明是哪一列",
            )
        rows = connection.execute(
            f"SELECT DISTINCT {quoted(f'q_{column.index}')} FROM ledger"
        ).fetchall()
        seen = sorted(str(word) for (word,) in rows if word)
        known = {canonical(word) for word in seen}
        if missing := [word for word in said if canonical(word) not in known]:
            raise NotInFileError(
                name,
                f"“{field.label}”栏有{_quoted(missing)}这个词（--map-word）",
                f"栏中的词是：{_listed([masked(word) for word in seen])}",
                "照栏中的词写；没有的不必写，以前说过的一直记着",
            )


def _quoted(words: list[str]) -> str:
    return "、".join(f"“{word}”" for word in words)


def _listed(words: list[str]) -> str:
    more = f"……共 {len(words)} 个" if len(words) > _LISTED else ""
    return "、".join(words[:_LISTED]) + more
