"""The columns of a ledger that no heading made known, beside a few of their rows: for a person to say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jixiao.registers.declaration import Register
from jixiao.registers.heading_words import letter
from jixiao.registers.opening import opened
from jixiao.registers.personal import masked, speaks_of_a_person

_SAMPLES, _LONGEST, _FEWEST = 3, 40, 2


def unknown_columns(register: Register, file: Path, name: str) -> list[dict[str, Any]]:
    """Letter, heading and samples of each column; none where nothing looks like headings over rows.

    Values of columns that speak of a person are left out; telephone and identity numbers are masked.
    """
    with opened(register, file, name) as ledger:
        found = max((_columns(table.head) for table in ledger.tables), key=len, default=[])
    return found if len(found) >= _FEWEST else []


def _columns(head: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Headings are taken to be the first of the fullest rows."""
    full = [sum(bool(cell and cell.strip()) for cell in row) for row in head]
    at = full.index(max(full)) if full else 0
    rows = [row for row in head[at + 1 :] if any(row)][:_SAMPLES]
    if not rows:
        return []
    return [
        {"letter": letter(n), "heading": masked(cell.strip())[:_LONGEST], "samples": _samples(rows, n, cell)}
        for n, cell in enumerate(head[at]) if cell and cell.strip()
    ]  # fmt: skip


def _samples(rows: Sequence[Sequence[str]], column: int, heading: str) -> list[str]:
    if speaks_of_a_person(heading):
        return []
    return [masked(row[column] or "")[:_LONGEST] for row in rows if column < len(row)]
