"""Units a target may be printed with: known words, their multiples and what is made of them (元/亩, 万人次)."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.forms.loose.scripts import folded
from jixiao.forms.loose.vocabulary import words
from jixiao.terms.units import UNITS

_BASES = "|".join(
    sorted(map(re.escape, words("contents", "units") | set(UNITS)), key=len, reverse=True)
)
_ONE = rf"[百千万亿]{{0,2}}(?:{_BASES})"
_UNIT = re.compile(rf"{_ONE}(?:[/·*]{_ONE}){{0,2}}")
#: The longest a unit is printed.
LONGEST = 8


@lru_cache(maxsize=32768)
def is_unit(printed: str) -> bool:
    """Whether a text is a unit that is known, or made of such."""
    text = folded(printed)
    if text[:1] == "(" and text[-1:] == ")":
        text = text[1:-1]
    return 0 < len(text) <= LONGEST + 4 and _UNIT.fullmatch(text) is not None


def unit_at_end(text: str) -> str:
    """The unit in brackets that ends a name; nothing where none does."""
    found = re.search(r"[(（]([^()（）]{1,8})[)）]$", text)
    return found[1] if found and is_unit(found[1]) else ""
