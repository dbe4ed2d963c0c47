"""The text of a predicate, before its meaning: length, characters, one statement, parsed."""

from __future__ import annotations

import logging
import re

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

MAX_LENGTH = 2000
_PLAIN = re.compile(r"[\x20-\x7e\n\t]*")
_TEXTS = re.compile(r"'(?:[^']|'')*'")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
ALLOWED = (
    "可以写：列名、文字、数字、date '2023-01-31'、:start、:end、:as_of，and、or、not、括号，"
    "= <> < <= > >=、between、in、is null，+ - *，coalesce、starts_with、contains、workdays(起, 止)、"
    "unrecorded(日期列)、if(条件, 是, 否)"
)

logging.getLogger("sqlglot").setLevel(logging.ERROR)


class PredicateError(ValueError):
    """A predicate that is refused: ``column`` is where in the text (from 1), 0 where not known."""

    def __init__(self, message: str, column: int = 0) -> None:
        """Keep the column beside the message."""
        super().__init__(f"第{column}个字符处：{message}" if column else message)
        self.column = column


def parsed(text: str) -> exp.Expr:
    """The one expression a text is, as the parser makes it; nothing of it is trusted yet.

    Raises:
        PredicateError: too long, odd characters, not one expression, or not understood.
    """
    _refuse_odd_text(text)
    try:
        statements = sqlglot.parse(text, read="duckdb")
    except (
        SqlglotError,
        RecursionError,
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
    ) as wrong:
        place = getattr(wrong, "errors", None) or [{}]
        raise PredicateError(f"不能理解这个条件；{ALLOWED}", place[0].get("col") or 0) from wrong
    if len(statements) != 1 or statements[0] is None:
        raise PredicateError("只能是一个条件，不能为空，也不能有分号")
    parsed: exp.Expr = statements[0]
    return parsed


def _refuse_odd_text(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise PredicateError(f"太长：{len(text)} 个字符，至多 {MAX_LENGTH} 个")
    if odd := _CONTROL.search(text):
        raise PredicateError("含有看不见的字符，请重新键入", odd.start() + 1)
    bare = _TEXTS.sub(lambda m: " " * len(m[0]), text)
    plain = _PLAIN.match(bare)
    if plain and plain.end() < len(bare):
        raise PredicateError(
            f"单引号外只能用半角英文字符，却有“{text[plain.end()]}”", plain.end() + 1
        )
    for mark in ("--", "/*", ";", '"', "`", "\\", "$", "#", "?", "@", "{", "["):
        if mark in bare:
            raise PredicateError(f"不能用“{mark}”", bare.index(mark) + 1)
