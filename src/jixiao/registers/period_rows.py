"""Rows of counts get the period they were counted over: their own, else that of the whole sheet."""

from __future__ import annotations

from collections.abc import Container

import duckdb

from jixiao.registers.declaration import Register
from jixiao.registers.period import Period, named, narrowest
from jixiao.registers.relation import quoted


def counted_over(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    have: Container[str],
    period: Period | None,
) -> None:
    """Fill in the first and the last day of rows in ``staged``; what nothing says stays empty.

    A row that prints one of the two gets the other only where it is that of the sheet's period.
    """
    if not register.period:
        return
    first, last, words = (quoted(f"v_{name}") for name in register.period)
    if register.period[2] in have:
        _from_words(connection, first, last, words)
    if period:
        connection.execute(
            f"UPDATE staged SET {first} = $1, {last} = $2 WHERE _mark IS NULL"
            f" AND ({first} IS NULL OR {last} IS NULL)"
            f" AND coalesce({first}, $1) = $1 AND coalesce({last}, $2) = $2"
            + (f" AND {words} IS NULL" if register.period[2] in have else ""),
            [period.first, period.last],
        )


def _from_words(connection: duckdb.DuckDBPyConnection, first: str, last: str, column: str) -> None:
    """2024年3月 in a column; words that name no period, or two, stay unread and are asked about."""
    words = connection.execute(f"SELECT DISTINCT {column} FROM staged WHERE {column} IS NOT NULL")
    for (word,) in words.fetchall():
        told = named(word)
        if len(found := narrowest(told.periods)) == 1 and not told.vague:
            connection.execute(
                f"UPDATE staged SET {first} = coalesce({first}, $1), {last} = coalesce({last}, $2)"
                f" WHERE {column} = $3",
                [found[0].first, found[0].last, word],
            )
