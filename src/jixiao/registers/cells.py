"""What a cell's reading as SQL is made of: its layers, blanks, and choices by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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
    "NULL",
    "null",
    "None",
    "\\N",
)
#: What spreadsheets write into a cell whose formula fails.
ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_WIDE, _NARROW = "０１２３４５６７８９．，－＋（）／。：　", "0123456789.,-+()/.: "
SPACES = " \t\r\n\u3000\u00a0\ufeff\u200b"
_APOSTROPHE, _FORMULA = "'", '="'
_PROTECTED = r"""^\s*(?:'|=\s*"([^"]*)"\s*$)"""


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


def unprotected(column: str) -> str:
    """A cell without the signs that keep a spreadsheet from changing it: '0002, ="0002"."""
    begins = f"prefix({column}, {literal(_APOSTROPHE)}) OR contains({column}, {literal(_FORMULA)})"
    bare = rf"regexp_replace({column}, {literal(_PROTECTED)}, '\1')"
    return f"CASE WHEN {begins} THEN {bare} ELSE {column} END"


def trimmed(column: str, *, wide: bool, thin: bool = True) -> str:
    """The text of a cell without the spaces around it; nothing left is NULL.

    Where the plain space is the only one there is (neither ``wide`` nor ``thin``), looking at both ends
    comes first: it takes a fifth of trimming a Chinese text.
    """
    if not (wide or thin):
        return f"CASE WHEN {column} < '!' OR suffix({column}, ' ') THEN nullif(trim({column}), '') ELSE {column} END"
    spaces = f", {literal(SPACES)}" if wide else ""
    return f"nullif(trim({column}{spaces}), '')"


def narrowed(text: str) -> str:
    """Full-width digits and signs as half-width, outer spaces gone."""
    return f"trim(translate({text}, '{_WIDE}', '{_NARROW}'), {literal(SPACES)})"


def either(cell: Cell, usual: str, other: str) -> str:
    """The other expression only where the usual gave nothing.

    A CASE, not a coalesce: DuckDB takes what stands twice in a coalesce out of it and computes it
    for every row (measured: a second per million amounts).
    """
    return f"CASE WHEN {cell.u} IS NOT NULL THEN {usual} ELSE {other} END"


def printed(cell: Cell, worth: str, blanks: Sequence[str]) -> str:
    """What was printed, where the usual reading gave nothing, it is worth a word, and it is no blank."""
    return (
        f"CASE WHEN {cell.u} IS NULL THEN CASE WHEN {cell.t} IS NOT NULL AND {worth}"
        f" AND NOT {among(f'trim({cell.t})', blanks)} THEN {cell.t} END END"
    )


def chosen(t: str, said: Mapping[str, str], otherwise: str) -> str:
    """A value by the word.

    Never ``IN`` nor ``list_contains``: DuckDB makes a join of a long list, and a join loses the
    order of the rows, which is all that tells where in the file they stood.
    """
    cases = " ".join(f"WHEN {literal(word)} THEN {value}" for word, value in said.items())
    return f"CASE {t} {cases} ELSE {otherwise} END"


def among(t: str, words: Iterable[str]) -> str:
    """Whether a text is one of these words."""
    return chosen(t, dict.fromkeys(words, "true"), "false")
