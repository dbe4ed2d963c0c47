"""Checks of whether a cell was understood, and of how where it was not plainly spelled."""

from __future__ import annotations

from collections.abc import Container, Iterator

from jixiao.registers.cells import ERRORS, among
from jixiao.registers.check import Check, p, v
from jixiao.registers.day_cells import MILLISECONDS, SERIAL
from jixiao.registers.declaration import Field, FieldType
from jixiao.terms.findings import Level

#: How the names of fields end that hold a number or code.
CODE_LIKE = ("_no", "_code", "_id")


def understood(field: Field, mapped: Container[str]) -> Iterator[Check]:
    """The checks of one field; ``mapped`` are the fields the file has columns of."""
    bad = f"{p(field)} IS NOT NULL AND {v(field)} IS NULL"
    odd = f"{p(field)} IS NOT NULL AND {v(field)} IS NOT NULL"
    match field.type:
        case FieldType.DATE:
            yield from _day(field, bad, odd)
        case FieldType.CODE | FieldType.BOOLEAN:
            yield from _word(field, bad, odd, must=field.read and field.unless not in mapped)
        case FieldType.TEXT:
            yield from _number_of(field, bad)
        case _:
            yield from _number(field, bad, odd)


def _number_of(field: Field, bad: str) -> Iterator[Check]:
    """Whether a number or code is still the one that was typed."""
    fault = "“{}”是被表格软件改成科学计数法的编号，后面几位已经丢失"
    remedy = "把这一列设为文本格式后重新导出"
    yield Check("spoiled-number", field, Level.RETURN, bad, fault, remedy, p(field))
    if field.name.endswith(CODE_LIKE):
        failed = f"CASE WHEN prefix({v(field)}, '#') THEN {among(v(field), ERRORS)} ELSE false END"
        fault, remedy = "“{}”是公式出错的结果，不是编号", "改正公式后重新保存"
        yield Check("error-text", field, Level.RETURN, failed, fault, remedy, v(field))


def _day(field: Field, bad: str, odd: str) -> Iterator[Check]:
    remedy = "写成 2023-03-01 这样的日期，没有发生的留空"
    yield Check("bad-date", field, Level.RETURN, bad, "“{}”不是日期", remedy, p(field))
    text, serial, millis = f"trim({p(field)})", SERIAL[1:-1], MILLISECONDS[1:-1]
    ways = (
        ("date-serial", serial, "是表格软件的日期序号，已按日期理解", "最好把单元格设为日期格式"),
        ("date-milliseconds", millis, "是毫秒数，已按北京时间的日期理解", ""),
    )
    for name, pattern, how, more in ways:
        holds = f"{odd} AND regexp_full_match({text}, '{pattern}')"
        remedy = "核对这一列的日期" + (f"；{more}" if more else "")
        yield Check(name, field, Level.NOTE, holds, "“{}”" + how, remedy, p(field))
    if field.deadline:
        worded = f"{odd} AND NOT regexp_full_match({text}, '{serial}|{millis}')"
        shown = f"'“' || {p(field)} || '”按' || {v(field)}"
        remedy = "核对；最好直接写日期"
        yield Check("date-words", field, Level.NOTE, worded, "{}理解", remedy, shown, once=True)


def _word(field: Field, bad: str, odd: str, *, must: bool) -> Iterator[Check]:
    """A word no code lists: asked where a measure reads it, else kept as printed where that is allowed."""
    kept = f"{v(field)} = {p(field)}" if field.open else "false"
    unknown = f"{odd} AND {kept}" if field.open else bad
    level = Level.IMPROVE if field.open and not must else Level.RETURN
    more = "，按原文留存" if level is Level.IMPROVE else ""
    said = f"“{{}}”不在{field.label}的代码表中{more}"
    yield Check("code-unknown", field, level, unknown, said, _codes(field), p(field))
    if field.rules:
        shown = f"'“' || {p(field)} || '”理解为' || {_label(field)}"
        read = f"{odd} AND NOT ({kept})"
        remedy = "核对；不是这个意思的，改用代码表中的写法"
        yield Check("code-understood", field, Level.NOTE, read, "{}", remedy, shown, once=True)


def _label(field: Field) -> str:
    if field.type is FieldType.BOOLEAN:
        return f"CASE WHEN {v(field)} THEN '“是”' ELSE '“否”' END"
    cases = " ".join(f"WHEN '{c.value}' THEN '“{c.label}”'" for c in field.codes)
    return f"CASE {v(field)} {cases} END"


def _number(field: Field, bad: str, odd: str) -> Iterator[Check]:
    fault = "“{}”不是" + ("整数" if field.type is FieldType.INTEGER else "数")
    remedy = "只写数字，单位写在列名里"
    yield Check("bad-number", field, Level.RETURN, bad, fault, remedy, p(field))
    fault = f"“{{}}”带有单位或多于两位小数，已理解为 {field.label} 的数值"
    remedy = "核对数值；单位写在列名里"
    yield Check("number-words", field, Level.NOTE, odd, fault, remedy, p(field))


def _codes(field: Field) -> str:
    labels = [c.label for c in field.codes] or ["是", "否"]
    listed = f"{'、'.join(labels[:12])}{'……' if len(labels) > 12 else ''}"
    return f"改用代码表中的写法：{listed}；或用 --map-word {field.name}:词=代码 说明一次"
