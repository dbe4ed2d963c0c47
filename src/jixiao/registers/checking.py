"""Running the checks of a ledger: all counted in one pass, those that find something listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import duckdb

from jixiao.registers import day_words
from jixiao.registers.cells import ERRORS
from jixiao.registers.check import Check, p, v
from jixiao.registers.declaration import Field, FieldType
from jixiao.registers.findings import RowFinding
from jixiao.registers.personal import masked, masked_sql
from jixiao.registers.staging import Staged

#: How many rows of one check are listed one by one; the rest are counted in one finding more.
LISTED = 500
_FEWEST = 5
_WORD = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf·A-Za-z]{2,}")
#: Words a message may repeat from a date or number cell: none that a name is made of.
_DATE_WORDS = re.compile(
    r"(?:[年月日号时分秒至到底末前后内起止上中下旬午]|季度|第?[一二三四]季|半年|以前|之前|全年|星期.|预计|计划|拟|大约|左右|约"
    r"|[未无没]有?|[尚暂还]未|待定?|结案?|办[结理]?|完成|处理|整改|审核|调查|进行|支付|长期|永久|有效|无?期限|不限|截[至止]|估计|暂定|[TZ]|[AaPp][Mm]|[A-Z][a-z]{2})+"
)
_NUMBER_WORDS = re.compile(
    r"(?:[元万亿千百十个件家次人约余多近户批条台份起吨天]|左右|以[上下]|人民币|USD|EUR|HKD|RMB|CNY|[美欧日港]元|[eE])+"
)
_FOREIGN = re.compile(
    r"[^\d\s./\-:：,，、年月日号时分秒上下午中旬底初末季度第至到~～TZ+()（）元万亿千百十%％￥¥]"
)


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
    if check.once:
        yield from _together(connection, staged, check)
        return
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


def _together(
    connection: duckdb.DuckDBPyConnection, staged: Staged, check: Check
) -> Iterator[RowFinding]:
    """One finding for all rows of which the message says the same, at the first of them."""
    found = connection.execute(
        f"SELECT min(_row), CAST({check.shown} AS VARCHAR) AS said, count(*) FROM ledger"
        f" WHERE {check.holds} GROUP BY said ORDER BY 1 LIMIT {LISTED}"
    ).fetchall()
    for row, shown, count in found:
        one = finding(staged, check, int(row), shown)
        more = f"（共 {count} 行）" if count > 1 else ""
        yield replace(one, fault=one.fault + more, count=int(count))


def finding(staged: Staged, check: Check, row: int | None, shown: str | None) -> RowFinding:
    """A finding of a check at a row."""
    column = staged.column(check.field.name)
    words = printable(check.field, shown) if check.shown == p(check.field) else masked(shown or "")
    fault, remedy = _explained(check, shown)
    return RowFinding(
        row,
        check.field.name,
        check.level,
        check.name,
        fault.replace("{}", words),
        remedy,
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
    """What a message quotes of a cell: what was typed, but of foreign words only their beginning.

    Where columns have slipped, a person's name may stand where a date should; it is not repeated.
    """
    text = masked((shown or "").strip())
    if text != "…" and (field.type is FieldType.DATE or field.type.is_number):
        known = _DATE_WORDS if field.type is FieldType.DATE else _NUMBER_WORDS
        text = _WORD.sub(lambda w: w[0] if known.fullmatch(w[0]) else f"{w[0][0]}…", text)
    return text if len(text) <= 40 else text[:40] + "…"


def _explained(check: Check, shown: str | None) -> tuple[str, str]:
    """The fault and the remedy, as near to what was typed as can be told."""
    if check.name == "bad-date" and shown and shown != "…":
        return error_words(shown) or day_words.what_it_is(shown)
    if check.name == "bad-number" and shown and shown != "…":
        return error_words(shown) or _number_words(shown) or (check.fault, check.remedy)
    return check.fault, check.remedy


def error_words(text: str) -> tuple[str, str] | None:
    """What to say of a cell whose formula failed."""
    failed = text.strip().upper() in ERRORS
    return ("“{}”是公式出错的结果，不是内容", "改正公式后重新保存") if failed else None


def _number_words(text: str) -> tuple[str, str] | None:
    if re.search(r"\d[,，]\d{1,2}(?!\d)|\d[,，]\d{4,}|\d\.\d+[,，]", text):
        return (
            "“{}”的逗号不在千分位上，分不清是小数点还是分隔符",
            "小数点用“.”，千分位可以不写逗号",
        )
    if re.search(r"[$€£]|USD|EUR|HKD|美元|欧元|港[元币]|日元|英镑", text):
        return "“{}”不是人民币", "折成人民币后填写"
    if re.search(r"约|余|多|左右|以上|以下|近", text):
        return "“{}”不是确切的数", "写实际的数"
    return None


def medians(connection: duckdb.DuckDBPyConnection, staged: Staged) -> dict[str, Decimal]:
    """The median size of each money column in 元, zeros left out, where five rows or more have one."""
    money = [f for f in staged.fields if f.type is FieldType.MONEY and staged.column(f.name)]
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
        safe = f"CASE WHEN NOT regexp_matches({p(field)}, '{_FOREIGN.pattern}') THEN {safe} END"
    return f"coalesce({value}, {safe})"
