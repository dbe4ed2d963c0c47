"""A cell's text → a typed value, as SQL: the usual spelling by a cast, the others by patterns.

Every field gives its value (NULL where not understood) and the text as printed where that is worth a
finding, else NULL. The expressions stand in layers, so that nothing is computed twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from jixiao.registers.declaration import Field, FieldType, Personal
from jixiao.registers.personal import hashed_sql, masked_sql
from jixiao.registers.relation import literal

#: What people write into a cell that has no value.
BLANKS = (
    "",
    "/",
    "-",
    "—",
    "--",
    "——",
    "\\",
    "无",
    "暂无",
    "空",
    "N/A",
    "n/a",
    "#N/A",
    "NULL",
    "null",
    "None",
    "\\N",
)
_BLANK_DATES = (
    "0000-00-00",
    "0000-00-00 00:00:00",
    "1900-01-00",
    "0",
    "00:00:00",
    "1899-12-30 00:00:00",
)
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
_WIDE, _NARROW = "０１２３４５６７８９．，－＋（）／。：　", "0123456789.,-+()/.: "
_SPACES = " \t\r\n\u3000\u00a0\ufeff\u200b"
_DATE = r"^((?:19|20|21)\d{2})\s*[-/.年,、]\s*(\d{1,2})\s*[-/.月,、]\s*(\d{1,2})\s*[日号]?(?:[\sT,(].*)?$"
_PACKED = r"^((?:19|20|21)\d{2})(\d{2})(\d{2})(?:\d{4}|\d{6}|\d{9})?$"
_UTC = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$"
#: Spreadsheet serials of 1954 to 2119; below and above, a bare number in a date cell is refused.
SERIAL = r"^[2-7]\d{4}(?:\.\d+)?$"
#: Milliseconds since 1970, as some systems export their dates.
MILLISECONDS = r"^1[0-9]{12}$"
_NUMBER = (
    r"^([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?)\s*(百万|千万|万|亿|千)?\s*(元|[^\d\s.,]{1,3})?$"
)
_WORD_FACTORS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}


@dataclass(frozen=True)
class Cell:
    """The names one field's columns have in the layers of the staging query.

    ``t`` trimmed text, ``u`` its value where usually spelled, ``v`` its value, ``p`` what was
    printed where that is worth a finding. Each layer sees the ones before.
    """

    t: str
    u: str
    v: str
    p: str


@dataclass(frozen=True)
class Layers:
    """The expressions of ``u`` (over ``t``), ``v`` (over ``t``, ``u``) and ``p`` (over all three)."""

    usual: str
    value: str
    printed: str


def trimmed(column: str, *, wide: bool) -> str:
    """The text of a cell without the spaces around it; nothing left is NULL."""
    spaces = f", {literal(_SPACES)}" if wide else ""
    return f"nullif(trim({column}{spaces}), '')"


def _tight(t: str) -> str:
    """A text without a full-width space at its ends, at little cost where there is none."""
    odd = f"({t} >= '\u3000' AND {t} < '\u3001') OR suffix({t}, '\u3000')"
    return f"CASE WHEN {odd} THEN {trimmed(t, wide=True)} ELSE {t} END"


def narrowed(text: str) -> str:
    """Full-width digits and signs as half-width, outer spaces gone."""
    return f"trim(translate({text}, '{_WIDE}', '{_NARROW}'), {literal(_SPACES)})"


def layers(field: Field, cell: Cell, factor: str, key: bytes, *, code_like: bool) -> Layers:
    """The expressions of a field.

    ``factor`` turns the printed amount into 元; ``key`` is that of the store for personal fields;
    ``code_like`` says the text is a number or code that a spreadsheet may have spoiled.
    """
    match field.type:
        case FieldType.DATE:
            return _date(cell)
        case FieldType.MONEY | FieldType.DECIMAL | FieldType.INTEGER:
            return _number(field, cell, factor)
        case FieldType.CODE:
            return _code(field, cell)
        case FieldType.BOOLEAN:
            return _boolean(field, cell)
    return _text(field, cell, key, code_like)


def _text(field: Field, cell: Cell, key: bytes, code_like: bool) -> Layers:
    if field.personal is Personal.HASH:
        return Layers("NULL", hashed_sql(_tight(cell.t), key), "NULL")
    value = masked_sql(cell.t, key) if field.scrub else cell.t
    if not code_like:
        return Layers("NULL", value, "NULL")
    spoiled = rf"contains({cell.t}, 'E+') AND regexp_full_match({cell.t}, '\d(\.\d+)?E\+\d+')"
    value = f"CASE WHEN {spoiled} THEN NULL ELSE {value} END"
    return Layers("NULL", value, f"CASE WHEN {spoiled} THEN {cell.t} END")


def _date(cell: Cell) -> Layers:
    t = cell.t
    usual = (
        f"CASE WHEN {t} >= '1900' AND {t} < '22' AND substr({t}, 5, 1) IN ('-', '/')"
        f" AND NOT suffix({t}, 'Z') THEN TRY_CAST({t} AS DATE) END"
    )
    n = narrowed(t)
    day = "TRY_CAST({0}.y || '-' || {0}.m || '-' || {0}.d AS DATE)"
    parts = f"regexp_extract({n}, '{_DATE}', ['y', 'm', 'd'])"
    packed = f"regexp_extract({n}, '{_PACKED}', ['y', 'm', 'd'])"
    serial = f"DATE '1899-12-30' + CAST(floor(CAST({n} AS DOUBLE)) AS INTEGER)"
    millis = f"CAST(make_timestamp(CAST({n} AS BIGINT) * 1000) + INTERVAL 8 HOUR AS DATE)"
    beijing = f"CAST(TRY_CAST(left({n}, 19) AS TIMESTAMP) + INTERVAL 8 HOUR AS DATE)"
    slow = (
        f"CASE WHEN {t} IS NULL THEN NULL"
        f" WHEN regexp_matches({n}, '{SERIAL}') THEN {serial}"
        f" WHEN regexp_matches({n}, '{_PACKED}') THEN {day.format(packed)}"
        f" WHEN regexp_matches({n}, '{MILLISECONDS}') THEN {millis}"
        f" WHEN regexp_matches({n}, '{_UTC}') THEN {beijing}"
        f" ELSE {day.format(parts)} END"
    )
    odd = f"regexp_matches({n}, '{SERIAL}') OR regexp_matches({n}, '{MILLISECONDS}')"
    worth = f"({cell.v} IS NULL OR {odd})"
    return Layers(
        usual, _either(cell, cell.u, slow), _printed(cell, worth, (*BLANKS, *_BLANK_DATES))
    )


def _number(field: Field, cell: Cell, factor: str) -> Layers:
    exact = f"TRY_CAST({cell.t} AS DECIMAL(18,6))"
    usual = exact if factor == "1" else f"TRY_CAST({exact} * {factor} AS DECIMAL(18,6))"
    slow = _spelled_number(field, cell.t, factor)
    if field.type is FieldType.INTEGER:
        whole = "CASE WHEN {0} = trunc({0}) THEN CAST({0} AS BIGINT) END"
        value = _either(cell, whole.format(cell.u), whole.format(slow))
    else:
        cast = f"TRY_CAST({{}} AS {field.type.sql})"
        value = _either(cell, cast.format(cell.u), cast.format(slow))
    rounded = f"abs({cell.u} - {cell.v}) >= 0.001" if field.type is FieldType.MONEY else "false"
    words = rf"regexp_matches({cell.t}, '[^-+\d.,，．０-９￥¥ ()（）eE]')"
    worth = f"({cell.v} IS NULL OR {rounded} OR ({cell.u} IS NULL AND {words}))"
    return Layers(
        usual,
        value,
        f"CASE WHEN {worth} THEN CASE WHEN NOT {_among(f'trim({cell.t})', BLANKS)} THEN {cell.t} END END",
    )


def _spelled_number(field: Field, t: str, factor: str) -> str:
    """1,234.50 · ￥1234 · (1,234) · 3.5万元 · 30家: a cell's own unit goes before the heading's."""
    bare = f"regexp_replace({narrowed(t)}, '[,￥¥$ ]|人民币|整$|%$', '', 'g')"
    bare = f"regexp_replace({bare}, '^\\((.*)\\)$', '-\\1')"
    parts = f"regexp_extract({bare}, '{_NUMBER}', ['n', 'w', 'u'])"
    words = " ".join(f"WHEN '{w}' THEN {f}" for w, f in _WORD_FACTORS.items())
    times = f"CASE {parts}.w {words} ELSE 1 END"
    if field.type is FieldType.MONEY:
        times = f"CASE WHEN {parts}.w <> '' OR {parts}.u = '元' THEN {times} ELSE {factor} END"
    return f"TRY_CAST(TRY_CAST({parts}.n AS DECIMAL(28,8)) * {times} AS DECIMAL(18,6))"


def _code(field: Field, cell: Cell) -> Layers:
    said = _usual_first(
        {word: literal(code.value) for word in spellings((code.label, code.value, *code.spellings))}
        for code in field.codes
    )
    usual = _chosen(cell.t, said, "NULL")
    kept = f"CASE WHEN NOT {_among(cell.t, BLANKS)} THEN {cell.t} END"
    value = _either(cell, cell.u, kept) if field.open else cell.u
    return Layers(usual, value, _printed(cell, "true", BLANKS))


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
    usual = _chosen(t, said, begins)
    return Layers(usual, cell.u, _printed(cell, "true", BLANKS))


def _either(cell: Cell, usual: str, other: str) -> str:
    """The other expression only where the usual gave nothing.

    A CASE, not a coalesce: DuckDB takes what stands twice in a coalesce out of it and computes it
    for every row (measured: a second per million amounts).
    """
    return f"CASE WHEN {cell.u} IS NOT NULL THEN {usual} ELSE {other} END"


def _printed(cell: Cell, worth: str, blanks: Sequence[str]) -> str:
    return (
        f"CASE WHEN {cell.u} IS NULL THEN CASE WHEN {cell.t} IS NOT NULL AND {worth}"
        f" AND NOT {_among(f'trim({cell.t})', blanks)} THEN {cell.t} END END"
    )


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


def _chosen(t: str, said: Mapping[str, str], otherwise: str) -> str:
    """A value by the word.

    Never ``IN`` nor ``list_contains``: DuckDB makes a join of a long list, and a join loses the
    order of the rows, which is all that tells where in the file they stood.
    """
    cases = " ".join(f"WHEN {literal(word)} THEN {value}" for word, value in said.items())
    return f"CASE {t} {cases} ELSE {otherwise} END"


def _among(t: str, words: Iterable[str]) -> str:
    """Whether a text is one of these words."""
    return _chosen(t, dict.fromkeys(words, "true"), "false")


def bound(value: Decimal) -> str:
    """A decimal as an SQL literal."""
    return format(value, "f")
