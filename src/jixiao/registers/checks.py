"""Every check on a staged ledger: counted over all rows in one pass, listed only where it finds.

Each check is a predicate over a row of ``ledger``; rows for which one of level ``return`` holds are
refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.registers.declaration import Field, FieldType
from jixiao.registers.relation import quoted
from jixiao.registers.staging import Staged
from jixiao.registers.values import MILLISECONDS, SERIAL, bound
from jixiao.terms.findings import Level

#: A value this many times the median of its column is taken for a slip of unit (domain R-53).
SLIP = 1000


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
