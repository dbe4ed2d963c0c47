"""A cell's text → a typed value, as SQL: the usual spelling by a cast, the others by patterns.

Every field gives its value (NULL where not understood) and the text as printed where that is worth a
finding, else NULL. The expressions stand in layers, so that nothing is computed twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import zip_longest

from jixiao.registers.cells import (
    BLANKS,
    Cell,
    Layers,
    among,
    chosen,
    either,
    printed,
)
from jixiao.registers.day_cells import day_layers
from jixiao.registers.declaration import Field, FieldType, Personal
from jixiao.registers.number_cells import number_layers
from jixiao.registers.personal import hashed_sql, masked_sql
from jixiao.registers.relation import literal
from jixiao.registers.source import EPOCH

TRUE = (
    "是",
    "有",
    "1",
    "真",
    "对",
    "Y",
    "y",
    "yes",
    "Yes",
    "YES",
    "true",
    "True",
    "TRUE",
    "t",
    "√",
    "✓",
    "☑",
    "已",
)
FALSE = (
    "否",
    "无",
    "没有",
    "0",
    "假",
    "错",
    "N",
    "n",
    "no",
    "No",
    "NO",
    "false",
    "False",
    "FALSE",
    "f",
    "×",
    "✗",
    "x",
    "未",
)
_CODE_SIGNS = {ord(c) + 0xFEE0: c for c in map(chr, range(0x21, 0x7F)) if c != "'"}
_WIDE_CODE = "".join(map(chr, _CODE_SIGNS)) + "\u3000\u00a0\u200b\ufeff"
_NARROW_CODE = "".join(_CODE_SIGNS.values()) + "  "


def layers(
    field: Field,
    cell: Cell,
    factor: str,
    key: bytes,
    *,
    code_like: bool,
    since: str = EPOCH,
    narrowed: bool = False,
) -> Layers:
    """The expressions of a field.

    ``factor`` turns the printed amount into 元; ``key`` is that of the store for personal fields;
    ``code_like`` says the text is a number or code that a spreadsheet may have spoiled, ``narrowed``
    that rows are told apart by it; ``since`` is day 0 of the workbook's calendar.
    """
    match field.type:
        case FieldType.DATE:
            return day_layers(cell, since)
        case FieldType.MONEY | FieldType.DECIMAL | FieldType.INTEGER:
            return number_layers(field, cell, factor)
        case FieldType.CODE:
            return _code(field, cell)
        case FieldType.BOOLEAN:
            return _boolean(field, cell)
    return _text(field, cell, key, code_like, narrowed)


def _text(field: Field, cell: Cell, key: bytes, code_like: bool, narrowed: bool) -> Layers:
    if field.personal is Personal.HASH:
        return Layers("NULL", hashed_sql(cell.t, key), "NULL")
    value = masked_sql(cell.t, key) if field.scrub else cell.t
    if not code_like:
        return Layers("NULL", value, "NULL")
    value = one_spelling(value) if narrowed else value
    spoiled = rf"contains({cell.t}, 'E+') AND regexp_full_match({cell.t}, '\d(\.\d+)?E\+\d+')"
    value = f"CASE WHEN {spoiled} THEN NULL ELSE {value} END"
    return Layers("NULL", value, f"CASE WHEN {cell.v} IS NULL THEN {cell.t} END")


def one_spelling(t: str) -> str:
    """A number or code as SQL: half-width, in capitals, the year of a document number in 〔〕.

    怀市监罚（2023）1号 and 怀市监罚〔2023〕1号 are one document, Ａ1 and a1 one number.
    """
    narrow = f"translate({t}, '{_WIDE_CODE}', '{_NARROW_CODE}')"
    year = rf"regexp_replace({narrow}, '[\[(〔【﹝]((?:19|20)\d\d)[\])〕】﹞]', '〔\1〕')"
    # translate() takes a second and a half per million texts; looking whether it is needed, 0.06 s.
    odd = rf"regexp_matches({t}, '[a-z\x{{FF01}}-\x{{FF5E}}\x{{3000}}\[(【﹝]')"
    slow = f"CASE WHEN {odd} THEN upper({year}) ELSE {t} END"
    return f"CASE WHEN strlen({t}) = length({t}) THEN upper({t}) ELSE {slow} END"


def _code(field: Field, cell: Cell) -> Layers:
    said = _usual_first(
        {word: literal(code.value) for word in spellings((code.label, code.value, *code.spellings))}
        for code in field.codes
    )
    usual = chosen(cell.t, said, "NULL")
    kept = f"CASE WHEN NOT {among(cell.t, BLANKS)} THEN {cell.t} END"
    value = either(cell, cell.u, kept) if field.open else cell.u
    return Layers(usual, value, printed(cell, "true", BLANKS))


def _boolean(field: Field, cell: Cell) -> Layers:
    t = cell.t
    extra = {c.value: (c.label, *c.spellings) for c in field.codes}
    no = spellings((*FALSE, *extra.get("false", ())))
    yes = [w for w in spellings((*TRUE, *extra.get("true", ()))) if w not in no]
    begins = (
        f"CASE WHEN prefix({t}, '已') THEN true"
        f" WHEN prefix({t}, '未') OR prefix({t}, '没') OR prefix({t}, '不') THEN false END"
    )
    said = _usual_first((dict.fromkeys(yes, "true"), dict.fromkeys(no, "false")))
    usual = chosen(t, said, begins)
    return Layers(usual, cell.u, printed(cell, "true", BLANKS))


def spellings(words: Iterable[str]) -> list[str]:
    """Words with their usual variants: width, case, brackets, spaces; in order, each once."""
    found: dict[str, None] = {}
    for word in words:
        narrow = unicodedata.normalize("NFKC", word)
        wide = narrow.replace("(", "（").replace(")", "）")
        for one in (
            word,
            narrow,
            wide,
            narrow.replace(" ", ""),
            wide.replace(" ", ""),
            narrow.lower(),
            narrow.upper(),
        ):
            found[one] = None
    return list(found)


def _usual_first(codes: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Word → value: the first word of every code, then the second …; of equal words the first code's.

    A CASE tries its words in turn on all rows not yet decided, so the usual ones go first
    (measured: a quarter of a second per million rows of 是 and 否).
    """
    lists = [list(code.items()) for code in codes]
    owner: dict[str, str] = {}
    for pairs in lists:
        for word, value in pairs:
            owner.setdefault(word, value)
    turns = (pair for turn in zip_longest(*lists) for pair in turn if pair)
    return {word: owner[word] for word, _ in turns}


def bound(value: Decimal) -> str:
    """A decimal as an SQL literal."""
    return format(value, "f")
