"""The columns of a ledger that no heading made known, beside a few of their rows: for a person to say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jixiao.registers.declaration import Register
from jixiao.registers.heading_words import letter
from jixiao.registers.opening import opened
from jixiao.registers.personal import masked

_SAMPLES, _LONGEST, _FEWEST = 3, 40, 2
#: Headings that speak of a person: their values are shown to nobody.
_OF_PERSONS = (
    "姓名",
    "电话",
    "手机",
    "身份证",
    "证件号",
    "住址",
    "地址",
    "联系人",
    "当事人",
    "经办人",
    "投诉人",
    "微信",
    "邮箱",
)


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
    if any(word in heading for word in _OF_PERSONS):
        return []
    return [masked(row[column] or "")[:_LONGEST] for row in rows if column < len(row)]
