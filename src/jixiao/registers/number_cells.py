"""A number cell as SQL: plain ones by a cast; signs, units, groups and brackets by patterns."""

from __future__ import annotations

from jixiao.registers.cells import BLANKS, Cell, Layers, among, either, narrowed
from jixiao.registers.declaration import Field, FieldType

_NUMBER = (
    r"^([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?)(百万|千万|万|亿|千)?(%|[^\d\s.,%()+-]{1,4})?$"
)
#: Words behind a number that are no unit of it: they say it is not exact, or that it goes the other way.
_VAGUE = "[余多近约上下左右至到未不无没退贷借收付欠负减或超]"
_FOREIGN = "^[A-Z]{3}$|[$€£]"
#: Commas stand between groups of three digits; one elsewhere may be a decimal one, and is asked.
_GROUPED = r"^[-+(]*\d{1,3}(?:,\d{3})+(?:\.\d+)?[^\d.,]*$"
_WORD_FACTORS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}


def number_layers(field: Field, cell: Cell, factor: str) -> Layers:
    """The expressions of a number; ``factor`` turns an amount into 元."""
    exact = f"TRY_CAST({cell.t} AS DECIMAL(18,6))"
    usual = exact if factor == "1" else f"TRY_CAST({exact} * {factor} AS DECIMAL(18,6))"
    slow = _spelled_number(field, cell.t, factor)
    if field.type is FieldType.INTEGER:
        whole = "CASE WHEN {0} = trunc({0}) THEN CAST({0} AS BIGINT) END"
        value = either(cell, whole.format(cell.u), whole.format(slow))
    else:
        cast = f"TRY_CAST({{}} AS {field.type.sql})"
        value = either(cell, cast.format(cell.u), cast.format(slow))
    rounded = f"abs({cell.u} - {cell.v}) >= 0.001" if field.type is FieldType.MONEY else "false"
    words = rf"regexp_matches({cell.t}, '[^-+\d.,，．０-９￥¥ ()（）eE]')"
    worth = f"({cell.v} IS NULL OR {rounded} OR ({cell.u} IS NULL AND {words}))"
    return Layers(
        usual,
        value,
        f"CASE WHEN {worth} THEN CASE WHEN NOT {among(f'trim({cell.t})', BLANKS)} THEN {cell.t} END END",
    )


def _spelled_number(field: Field, t: str, factor: str) -> str:
    """1,234.50 · ￥1234 · (1,234) · 3.5万元 · 30家: a cell's own unit goes before the heading's."""
    money = field.type is FieldType.MONEY
    n = narrowed(t)
    if money:
        n = f"trim(regexp_replace({n}, '^(人民币|RMB|CNY)?[￥¥]?|整$|(人民币|RMB|CNY)$', '', 'g'))"
    grouped = f"replace({n}, ',', '')"
    bare = f"CASE WHEN regexp_matches({n}, '{_GROUPED}') THEN {grouped} ELSE {n} END"
    bare = f"regexp_replace({bare}, '^\\((.*)\\)$', '-\\1')"
    bare = f"regexp_replace({bare}, ' +([^\\d ]+)$', '\\1')"
    parts = f"regexp_extract({bare}, '{_NUMBER}', ['n', 'w', 'u'])"
    words = " ".join(f"WHEN '{w}' THEN {f}" for w, f in _WORD_FACTORS.items())
    times = f"CASE {parts}.w {words} ELSE 1 END"
    fits = f"NOT regexp_matches({parts}.u, '{_VAGUE}|{_FOREIGN}')"
    if field.type is FieldType.INTEGER:
        fits += f" AND {parts}.u <> '%'"
    if money:
        times = f"CASE WHEN {parts}.w <> '' OR {parts}.u <> '' THEN {times} ELSE {factor} END"
        fits = f"{parts}.u IN ('', '元', '圆')"
    number = f"TRY_CAST(TRY_CAST({parts}.n AS DECIMAL(28,8)) * {times} AS DECIMAL(18,6))"
    return f"CASE WHEN {fits} THEN {number} END"
