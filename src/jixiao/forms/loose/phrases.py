"""The words a run is cut by: what ends a name, what says how well, and the amounts that may begin at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import inf

from jixiao.forms.loose.contents import UNITS
from jixiao.forms.loose.scripts import simplified
from jixiao.forms.loose.vocabulary import words


def _any_of(name: str) -> str:
    """The words of an entry, the longest first, as one alternative."""
    return "|".join(sorted(map(re.escape, words("phrases", name)), key=len, reverse=True))


_QUALIFIERS, _VERBS = _any_of("qualifiers"), _any_of("verbs")
NOUN = re.compile(rf"(?:{_any_of('nouns')}|[)）])$")


@lru_cache(maxsize=16384)
def of_name(said: str) -> float:
    """What it costs that a text is a name."""
    text = simplified(said)
    if not re.search(r"[\u3400-\u9fff]{2}", text) or re.search(r"[≥≤><＝=](?![^(（]*[)）])", text):
        return inf
    if re.search(r"[、,，。;；:：(（]$", text):
        return inf
    cost = 0.0 if NOUN.search(text[-4:]) else 0.9
    bare = re.sub(r"[(（][^)）]*[)）]", "", text)
    figures = re.findall(r"\d+(?:\.\d+)?(?P<unit>[^\d]?)", bare)
    cost += 0.8 * min(1, len(figures)) + sum(
        1.5 for unit in figures if unit in UNITS and unit not in "年月日"
    )
    cost += (
        2.0 if re.search(r"\d$", bare) or re.match(r"(?:预期|达成|指标|目标|前完成)", text) else 0.0
    )
    if "%" in bare:
        cost += 1.0
    if _PHRASE_END.search(text[-4:]) and not NOUN.search(text[-4:]):
        cost += 0.6
    return cost + (0.8 if len(text) < 4 else 0.0) + (0.5 if len(text) > 30 else 0.0)


PHRASE = re.compile(
    rf"(?:(?:{_QUALIFIERS})*(?:{_VERBS}){{1,2}}(?:要求|预期|预期目标|预期指标|指标|目标|标准|相关规定|规定|预算|全覆盖)?|\d{{1,2}}月底?前?(?:完成(?:100%)?)?|(?:19|20)\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日|底)?)?(?:以?前|底前|底)?)"
)
_PHRASE_END = re.compile(rf"(?:{_VERBS})$")
_SIGN = r"(?:[≥≤=＝><≧≦═]|>=|<=|大于等于|小于等于|不低于|不少于|不高于|不超过|小于|大于)?"
_AMOUNT = re.compile(rf"(?P<sign>{_SIGN})(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)")


#: A unit nobody listed: a word or two between two figures.
_OWN_UNIT = re.compile(r"[\u3400-\u9fff]{1,2}(?=[\d≥≤]|$)")


def numbers_at(text: str, at: int) -> Iterator[str]:
    """Every number that may begin at a place: its digits may be another's from any on."""
    found = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?").match(text, at)
    whole = found[0] if found else ""
    for size in range(1, len(whole) + 1):
        said = whole[:size]
        if not said.endswith("."):
            yield said


def amounts_at(text: str, at: int, *, bare: bool) -> Iterator[tuple[int, float]]:
    """Every amount that may begin at a place, with its unit where it has one of its own."""
    found = _AMOUNT.match(simplified(text), at)
    if found is None:
        return
    number, start = found["number"], found.start("number")
    for size in range(1, len(number) + 1):
        said = number[:size]
        if said[-1] in ".," or re.match(r"0\d", said):
            continue
        end, whole = start + size, size == len(number)
        sign = 0.0 if found["sign"] or bare else 0.2
        cut = 0.0 if whole else 0.6
        torn = (
            2.0 if said[0] == "0" and at == start and text[max(0, at - 1) : at].isdigit() else 0.0
        )
        yield end, cut + sign + torn + (0.0 if bare else 0.5)
        if whole and not bare:
            for length in range(1, 7):
                unit = simplified(text[end : end + length])
                if len(unit) == length and unit in UNITS:
                    yield end + length, sign + torn + max(0.0, 0.3 - 0.1 * length)
                elif (own := _OWN_UNIT.match(text, end)) and own.end() == end + length:
                    yield end + length, sign + 0.5
