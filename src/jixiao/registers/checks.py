"""Every check on a staged ledger: counted over all rows in one pass, listed only where it finds.

Each check is a predicate over a row of ``ledger``; rows for which one of level ``return`` holds are
refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from jixiao.registers.declaration import Field, FieldType
from jixiao.registers.findings import RowFinding
from jixiao.registers.personal import masked, masked_sql
from jixiao.registers.relation import quoted
from jixiao.registers.staging import Staged
from jixiao.registers.values import MILLISECONDS, SERIAL, bound
from jixiao.terms.findings import Level

#: How many rows of one check are listed one by one; the rest are counted in one finding more.
LISTED = 500
#: A value this many times the median of its column is taken for a slip of unit (domain R-53).
SLIP = 1000
_FEWEST = 5
_DATE_WORDS = re.compile(r"[^\d\s./\-:：,，、年月日号时分秒上下午中旬底初末季度第至到~～TZ+()（）]")
_NUMBER_WORDS = re.compile(r"[^\d\s.,，+\-()（）元万亿千百十个件家次人约余多左右近%％￥¥eE/]")


@dataclass(frozen=True)
class Check:
    """One predicate; ``shown`` is an SQL expression of what the message quotes."""

    name: str
    field: Field
    level: Level
    holds: str
    fault: str
    remedy: str
    shown: str = "NULL"


def v(field: Field | str) -> str:
    """The column of a field's value in the staging table."""
    return quoted(f"v_{field if isinstance(field, str) else field.name}")


def p(field: Field) -> str:
    """The column of what was printed."""
    return quoted(f"p_{field.name}")


def printed_sql(field: Field) -> str:
    """What a refused row keeps of a cell, as SQL: its value, else what was printed where that is safe."""
    value, safe = f"CAST({v(field)} AS VARCHAR)", masked_sql(p(field))
    if field.type is FieldType.DATE or field.type.is_number:
        foreign = _DATE_WORDS if field.type is FieldType.DATE else _NUMBER_WORDS
        safe = f"CASE WHEN NOT regexp_matches({p(field)}, '{foreign.pattern}') THEN {safe} END"
    return f"coalesce({value}, {safe})"


def checks(staged: Staged, year: int | None, medians: dict[str, Decimal]) -> list[Check]:
    """All checks of a ledger; ``medians`` of the money columns in 元, where there are enough rows."""
    found: list[Check] = []
    register = staged.register
    for field in staged.fields:
        found += _presence(staged, field)
        found += _understood(field)
        found += _within(field)
        if field.name in medians:
            found += _unit_slip(staged, field, medians[field.name])
    names = {f.name for f in staged.fields}
    for first, second in register.order:
        if {first, second} <= names:
            found.append(_ordered(register.field(first), register.field(second)))
    if year and register.year_of in names:
        found.append(_in_year(register.field(str(register.year_of)), year))
    return found


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


def _presence(staged: Staged, field: Field) -> Iterator[Check]:
    nothing = f"{v(field)} IS NULL AND {p(field)} IS NULL"
    if field.name in staged.register.key:
        yield Check(
            "missing-key",
            field,
            Level.RETURN,
            nothing,
            f"没有{field.label}",
            f"补上{field.label}；没有编号的行无法更正和追溯",
        )
    elif field.required:
        yield Check(
            "missing", field, Level.RETURN, nothing, f"没有{field.label}", f"补上{field.label}"
        )


def _understood(field: Field) -> Iterator[Check]:
    bad, odd = (
        f"{p(field)} IS NOT NULL AND {v(field)} IS NULL",
        f"{p(field)} IS NOT NULL AND {v(field)} IS NOT NULL",
    )
    back, note, shown = Level.RETURN, Level.NOTE, p(field)
    match field.type:
        case FieldType.DATE:
            yield Check(
                "bad-date",
                field,
                back,
                bad,
                "“{}”不是日期",
                "写成 2023-03-01 这样的日期，没有发生的留空",
                shown,
            )
            serial = f"{odd} AND regexp_full_match(trim({p(field)}), '{SERIAL[1:-1]}')"
            yield Check(
                "date-serial",
                field,
                note,
                serial,
                "“{}”是表格软件的日期序号，已按日期理解",
                "核对这一列的日期；最好把单元格设为日期格式",
                shown,
            )
            millis = f"{odd} AND regexp_full_match(trim({p(field)}), '{MILLISECONDS[1:-1]}')"
            yield Check(
                "date-milliseconds",
                field,
                note,
                millis,
                "“{}”是毫秒数，已按北京时间的日期理解",
                "核对这一列的日期",
                shown,
            )
        case FieldType.CODE if field.open:
            yield Check(
                "code-unknown",
                field,
                Level.IMPROVE,
                odd,
                f"“{{}}”不在{field.label}的代码表中，按原文留存",
                _codes(field),
                shown,
            )
        case FieldType.CODE | FieldType.BOOLEAN:
            yield Check(
                "code-unknown",
                field,
                back,
                bad,
                f"“{{}}”不在{field.label}的代码表中",
                _codes(field),
                shown,
            )
        case FieldType.TEXT:
            yield Check(
                "spoiled-number",
                field,
                back,
                bad,
                "“{}”是被表格软件改成科学计数法的编号，后面几位已经丢失",
                "把这一列设为文本格式后重新导出",
                shown,
            )
        case _:
            yield Check(
                "bad-number",
                field,
                back,
                bad,
                "“{}”不是" + ("整数" if field.type is FieldType.INTEGER else "数"),
                "只写数字，单位写在列名里",
                shown,
            )
            yield Check(
                "number-words",
                field,
                note,
                odd,
                f"“{{}}”带有单位或多于两位小数，已理解为 {field.label} 的数值",
                "核对数值；单位写在列名里",
                shown,
            )


def _codes(field: Field) -> str:
    labels = [c.label for c in field.codes] or ["是", "否"]
    return f"改用代码表中的写法：{'、'.join(labels[:12])}{'……' if len(labels) > 12 else ''}"


def _within(field: Field) -> Iterator[Check]:
    if field.min is not None:
        fault = "“{}”是负数" if field.min == 0 else f"“{{}}”小于 {field.min}"
        yield Check(
            "too-small",
            field,
            Level.RETURN,
            f"{v(field)} < {bound(field.min)}",
            fault,
            f"核对{field.label}",
            v(field),
        )
    if field.max is not None:
        yield Check(
            "too-large",
            field,
            Level.RETURN,
            f"{v(field)} > {bound(field.max)}",
            f"“{{}}”大于 {field.max}",
            f"核对{field.label}",
            v(field),
        )


def _unit_slip(staged: Staged, field: Field, median: Decimal) -> Iterator[Check]:
    """元 entered under a heading in 万元, or the other way round (domain R-53)."""
    column = staged.column(field.name)
    factor = Decimal(column.factor) if column else Decimal(1)
    unit = column.unit if column and column.unit else "元"
    if factor >= SLIP:
        far = f"abs({v(field)}) >= {bound(median * SLIP)}"
        sure = f"abs({v(field)}) >= {bound(factor * SLIP)}"
        shown = f"CAST({v(field)} / {factor} AS DECIMAL(18,2))"
        fault = f"{field.label} {{}} 是这一列中位数的 {SLIP} 倍以上，列名写的是{unit}，像是按元填写"
        remedy = f"换算成{unit}；确是这个数的，另附说明或单独一份文件提交"
        yield Check("unit-slip", field, Level.RETURN, f"{far} AND {sure}", fault, remedy, shown)
        yield Check(
            "unit-slip-likely",
            field,
            Level.IMPROVE,
            f"{far} AND NOT ({sure})",
            fault,
            remedy,
            shown,
        )
    elif factor == 1 and median >= SLIP:
        small = f"{v(field)} <> 0 AND abs({v(field)}) <= {bound(median / SLIP)}"
        fault = f"{field.label} {{}} 不到这一列中位数的 {SLIP} 分之一，像是按万元填写"
        yield Check(
            "unit-slip-likely", field, Level.IMPROVE, small, fault, "核对单位，换算成元", v(field)
        )


def _ordered(first: Field, second: Field) -> Check:
    shown = f"{v(second)} || '早于' || {v(first)}"
    return Check(
        "end-before-start",
        second,
        Level.RETURN,
        f"{v(first)} > {v(second)}",
        f"{second.label}早于{first.label}（{{}}）",
        "核对这两个日期",
        shown,
    )


def _in_year(field: Field, year: int) -> Check:
    outside = f"({v(field)} < DATE '{year}-01-01' OR {v(field)} > DATE '{year}-12-31')"
    return Check(
        "outside-year",
        field,
        Level.IMPROVE,
        outside,
        f"{field.label}“{{}}”不在{year}年",
        f"核对日期；不属于{year}年的行会照样入库，只是不计入{year}年",
        v(field),
    )


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
