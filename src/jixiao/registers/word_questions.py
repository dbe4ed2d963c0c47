"""Words of a system that no code lists and a measure reads: which are to be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from jixiao.registers.check import Check, p
from jixiao.registers.personal import masked
from jixiao.registers.words import coded
from jixiao.terms.findings import Level

_MOST, _LONGEST = 20, 40


@dataclass(frozen=True)
class WordQuestion:
    """A word, the field it stands in, and in how many rows."""

    field: str
    word: str
    rows: int

    def to_json(self) -> dict[str, Any]:
        """For JSON."""
        return {"field": self.field, "word": self.word, "rows": self.rows}


def words_asked(
    connection: duckdb.DuckDBPyConnection, holding: Sequence[Check]
) -> tuple[WordQuestion, ...]:
    """The unknown words of each code field, the commonest first; none that names a person."""
    found = []
    for check in holding:
        if (
            check.name != "code-unknown"
            or check.level is not Level.RETURN
            or not coded(check.field)
        ):
            continue
        rows = connection.execute(
            f"SELECT {p(check.field)} AS word, count(*) FROM ledger WHERE {check.holds}"
            f" GROUP BY word ORDER BY 2 DESC, 1 LIMIT {_MOST}"
        ).fetchall()
        found += [
            WordQuestion(check.field.name, word, count)
            for word, count in rows
            if word and len(word) <= _LONGEST and masked(word) == word
        ]
    return tuple(found)
