"""Every check on a staged ledger: counted over all rows in one pass, listed only where it finds.

Each check is a predicate over a row of ``ledger``; rows for which one of level ``return`` holds are
refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.registers.check import Check, p, v
from jixiao.registers.declaration import Field
from jixiao.registers.effect_checks import of_effect
from jixiao.registers.staging import Staged
from jixiao.registers.understood import understood
from jixiao.registers.values import bound
from jixiao.terms.findings import Level

__all__ = ["SLIP", "Check", "checks", "p", "v"]

#: A value this many times the median of its column is taken for a slip of unit (domain R-53).
SLIP = 1000


def checks(staged: Staged, year: int | None, medians: dict[str, Decimal]) -> list[Check]:
    """All checks of a ledger; ``medians`` of the money columns in 元, where there are enough rows."""
    found: list[Check] = []
    register = staged.register
    for field in staged.fields:
        found += _presence(staged, field)
        found += understood(field, staged.headings.mapped)
        found += _within(field)
        if field.unfinished and field.unless in staged.headings.mapped:
            found.append(_denied(field, register.field(field.unless)))
        if field.name in medians:
            found += _unit_slip(staged, field, medians[field.name])
    if staged.effect:
        found += of_effect(staged, staged.effect)
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
        if staged.effect and field.name != staged.effect.amount:
            nothing += f" AND {v(staged.effect.amount)} IS DISTINCT FROM 0"
        remedy = "；".join(filter(None, (f"补上{field.label}", field.lacking)))
        yield Check("missing", field, Level.RETURN, nothing, f"没有{field.label}", remedy)


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


def _denied(field: Field, by: Field) -> Check:
    """A state that says not finished beside the day on which it was."""
    states = ", ".join(f"'{code}'" for code in field.unfinished)
    label = "、".join(f"“{c.label}”" for c in field.codes if c.value in field.unfinished)
    return Check(
        "state-denies-day",
        field,
        Level.IMPROVE,
        f"{v(field)} IN ({states}) AND {v(by)} IS NOT NULL",
        f"{field.label}还是{label}一类，却有{by.label}，按{by.label}算作办完",
        f"核对哪一个是对的：办完的改正{field.label}，没有办完的清空{by.label}",
        once=True,
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
