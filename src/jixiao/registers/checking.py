"""Running the checks of a ledger: all counted in one pass, those that find something listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb

from jixiao.registers.checks import Check, p, v
from jixiao.registers.declaration import Field, FieldType
from jixiao.registers.findings import RowFinding
from jixiao.registers.personal import masked, masked_sql
from jixiao.registers.staging import Staged

#: How many rows of one check are listed one by one; the rest are counted in one finding more.
LISTED = 500
_FEWEST = 5
_DATE_WORDS = re.compile(r"[^\d\s./\-:：,，、年月日号时分秒上下午中旬底初末季度第至到~～TZ+()（）]")
_NUMBER_WORDS = re.compile(r"[^\d\s.,，+\-()（）元万亿千百十个件家次人约余多左右近%％￥¥eE/]")


def run(connection: duckdb.DuckDBPyConnection, every: list[Check]) -> tuple[list[Check], int]:
    """The checks that find something, and how many data rows there are: one pass over all rows."""
    counts = ", ".join(f"count(*) FILTER (WHERE {c.holds})" for c in every)
    row = connection.execute(
        f"SELECT count(*){', ' if counts else ''}{counts} FROM ledger"
    ).fetchone()
    assert row is not None
    return [c for c, count in zip(every, row[1:], strict=True) if count], int(row[0])


def listed(
    connection: duckdb.DuckDBPyConnection, staged: Staged, check: Check
) -> Iterator[RowFinding]:
    """The findings of one check, row by row up to :data:`LISTED`, then one for all the others."""
    rows = connection.execute(
        f"SELECT _row, CAST({check.shown} AS VARCHAR) FROM ledger WHERE {check.holds} ORDER BY _row LIMIT {LISTED}"
    ).fetchall()
    for row, shown in rows:
        yield finding(staged, check, int(row), shown)
    if len(rows) == LISTED:
        total = connection.execute(f"SELECT count(*) FROM ledger WHERE {check.holds}").fetchone()
        rest = int(total[0]) - LISTED if total else 0
        if rest:
            yield rest_of(finding(staged, check, None, "…"), rest)


def finding(staged: Staged, check: Check, row: int | None, shown: str | None) -> RowFinding:
    """A finding of a check at a row."""
    column = staged.column(check.field.name)
    words = printable(check.field, shown) if check.shown == p(check.field) else shown or ""
    return RowFinding(
        row,
        check.field.name,
        check.level,
        check.name,
        check.fault.replace("{}", words),
        _remedy(check, shown),
        column.heading if column else None,
        column.index if column else None,
    )


def rest_of(like: RowFinding, rest: int) -> RowFinding:
    """One finding for the rows that were not listed."""
    return RowFinding(
        None,
        like.field,
        like.level,
        like.check,
        f"另有 {rest} 行同样：{like.fault}",
        like.remedy,
        like.heading,
        like.column,
        rest,
    )


def printable(field: Field, shown: str | None) -> str:
    """What a message may quote of a cell: of a date or number only if it looks like one.

    Where columns have slipped, a person's name may stand where a date should; it is not repeated.
    """
    text = masked((shown or "").strip())
    foreign = _DATE_WORDS if field.type is FieldType.DATE else _NUMBER_WORDS
    if (
        (field.type is FieldType.DATE or field.type.is_number)
        and text != "…"
        and foreign.search(text)
    ):
        return "（文字）"
    return text if len(text) <= 40 else text[:40] + "…"


def _remedy(check: Check, shown: str | None) -> str:
    if (
        check.name == "bad-date"
        and shown
        and re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", shown.strip())
    ):
        return "先写年，再写月、日，例如 2023-03-01"
    return check.remedy


def medians(connection: duckdb.DuckDBPyConnection, staged: Staged) -> dict[str, Decimal]:
    """The median size of each money column in 元, zeros left out, where five rows or more have one."""
    money = [f for f in staged.fields if f.type is FieldType.MONEY]
    if not money:
        return {}
    parts = ", ".join(
        f"count(*) FILTER ({v(f)} <> 0), median(abs({v(f)})) FILTER ({v(f)} <> 0)" for f in money
    )
    row: tuple[Any, ...] = connection.execute(f"SELECT {parts} FROM ledger").fetchone() or ()
    pairs = zip(money, row[::2], row[1::2], strict=True)
    return {
        f.name: Decimal(str(median)) for f, count, median in pairs if count >= _FEWEST and median
    }


def printed_sql(field: Field) -> str:
    """What a refused row keeps of a cell, as SQL: its value, else what was printed where that is safe."""
    value, safe = f"CAST({v(field)} AS VARCHAR)", masked_sql(p(field))
    if field.type is FieldType.DATE or field.type.is_number:
        foreign = _DATE_WORDS if field.type is FieldType.DATE else _NUMBER_WORDS
        safe = f"CASE WHEN NOT regexp_matches({p(field)}, '{foreign.pattern}') THEN {safe} END"
    return f"coalesce({value}, {safe})"
