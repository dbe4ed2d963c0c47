"""What money rows and their columns are called."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.forms.loose.headings import label_of
from jixiao.forms.loose.scripts import folded
from jixiao.forms.loose.vocabulary import fields_by_word

_ROW_BY, _HEAD_BY = fields_by_word("money_rows"), fields_by_word("money_heads")
_BRACKET = re.compile(r"[(\[【][^)\]】]*[)\]】]?")
_UNIT = re.compile(r"[(]?(?:金额)?(?:单位)?:?\s*(万元|亿元|元)[)]?")
_IN_BRACKETS = re.compile(r"\((?:金额)?(?:单位:?)?(万元|亿元|元)\)")
_UNIT_LINE = re.compile(r"(?:金额)?单位:(?:人民币)?(万元|亿元|元)")


@lru_cache(maxsize=8192)
def money_row_of(printed: str) -> str | None:
    """The money row a label names: ``total``, ``fiscal``, ``carried``, ``other`` or ``source``."""
    if len(printed) > 30:
        return None
    return _ROW_BY.get(_BRACKET.sub("", label_of(printed)).strip("-—"))


@lru_cache(maxsize=8192)
def money_head_of(printed: str) -> str | None:
    """The money column a heading names."""
    if len(printed) > 30:
        return None
    return _HEAD_BY.get(_BRACKET.sub("", label_of(printed)))


def money_unit_in(printed: str) -> str | None:
    """The money unit a label or a unit line names."""
    text = folded(printed)
    found = _IN_BRACKETS.search(text) or _UNIT_LINE.search(text)
    return found[1] if found else None


def unit_line(printed: str) -> str | None:
    """The unit where the text is nothing but one."""
    found = _UNIT.fullmatch(folded(printed))
    return found[1] if found else None
