"""The words a run is cut by: what ends a name, what says how well, and the amounts that may begin at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import inf

from jixiao.forms.loose.scripts import simplified
from jixiao.forms.loose.units import LONGEST, is_unit
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
    if _NO_NAME.search(text) or not re.search(r"[\u3400-\u9fff]{2}", text):
        return inf
    bare = re.sub(r"[(（][^)）]*[)）]", "", text)
    cost = 0.0 if NOUN.search(text[-4:]) else 0.9
    cost += _of_figures(bare) + 0.8 * len(_COMMA.findall(bare))
    cost += 2.0 * len(_STOP_INSIDE.findall(text)) + (1.0 if "%" in bare else 0.0)
    cost += 2.0 * sum(1 for u in _VALUE_INSIDE.findall(text) if "**" in u or is_unit(u))
    cost += 2.0 if _NO_BEGINNING.match(text) else 0.0
    if _PHRASE_END.search(text[-4:]) and not NOUN.search(text[-4:]):
        cost += 0.6
    return cost + (0.8 if len(text) < 4 else 0.0) + (0.5 if len(text) > _LONG else 0.0)


_LONG = 30


def _of_figures(bare: str) -> float:
    """Figures stand in values; a date or one number may stand in a name too."""
    dated = _DATE.sub("0年", bare)
    figures = re.findall(r"\d+(?:\.\d+)?(?P<unit>[^\d]?)", dated)
    measured = sum(1.5 for unit in figures if is_unit(unit) and unit not in "年月日")
    return 0.8 * len(figures) + measured + (2.0 if re.search(r"\d$", bare) else 0.0)


_DATE = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?")
_NO_NAME = re.compile(
    r"[≥≤><＝=≧≦═﹥﹤](?![^(（]*[)）])|[、,，;；:：(（]$|[一二三]级(?:绩效)?指标|指标值|完成值"
)
_NO_BEGINNING = re.compile(r"预期|达成|指标|目标|前完成|因为?(?!素)|由于|受疫情")
#: A unit in brackets ends a name; figures behind it are its value.
_VALUE_INSIDE = re.compile(r"[(（](?P<unit>[^()（）]{1,16})[)）]\d")
_COMMA = re.compile(r"[,，;；。]")
_STOP_INSIDE = re.compile(r"。(?!$)")


_RULE = (
    r"(?:要求|预期|预期目标|预期指标|指标|目标|标准|(?:相关)?(?:制度|政策|财务)?规定|预算|全覆盖)"
)
#: What says how well, by the words of the vocabulary; within a limit; by a rule; a date.
PHRASE = re.compile(
    rf"(?:(?:(?:经济|社会|生态)?效益)?(?:{_QUALIFIERS})*(?:{_VERBS}){{1,2}}{_RULE}?"
    rf"|(?:控制)?在[\u3400-\u9fff]{{2,9}}(?:之?内|以内|范围内)(?:完成|控制)?"
    rf"|(?:严格)?(?:按照?|依据|执行|符合|遵守|达到)[\u3400-\u9fff]{{1,8}}(?:要求|标准|规定|制度|计划|合同|进度|办法)(?:完成|执行|发放|支付)?"
    rf"|\d{{1,2}}月底?前?(?:完成(?:100%)?)?"
    rf"|(?:19|20)\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日|底|份)?)?(?:以?前|年?底前?)?(?:完成)?)"
)
#: What a phrase says it of may as well end the name before it.
ABOUT = re.compile(r"(?:经济|社会|生态)?效[益果]")
_PHRASE_END = re.compile(rf"(?:{_VERBS})$")
_SIGN = r"(?:[≥≤=＝><≧≦═]|>=|<=|大于等于|小于等于|不低于|不少于|不高于|不超过|小于|大于)?"
_AMOUNT = re.compile(rf"(?P<sign>{_SIGN})(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)")


#: Words behind a unit that belong to the value.
BOUND = re.compile(r"(?:及|或|含)?以[上下内前]|左右|(?<=年)底前?|(?<=[年月日])前|/[年月人次]")
#: A share of more is hardly ever meant.
_MOST_PERCENT = 1000
_UNIT_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,6})[)）]")
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


def amounts_at(
    text: str, at: int, *, bare: bool, alone: bool = False
) -> Iterator[tuple[int, float]]:
    """Every amount that may begin at a place of a simplified text, with its unit; ``alone``: no words behind it."""
    found = _AMOUNT.match(text, at)
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
        share = (
            1.5
            if text[end : end + 1] == "%" and float(said.replace(",", "")) > _MOST_PERCENT
            else 0.0
        )
        yield end, cut + sign + torn + share + (0.0 if bare else 0.5)
        if whole and not bare:
            held = _UNIT_IN_BRACKETS.match(text, end)
            if held and is_unit(held[1]):
                yield held.end(), sign + torn
            for length in range(1, min(LONGEST, len(text) - end) + 1):
                if is_unit(text[end : end + length]):
                    if more := BOUND.match(text, end + length):
                        yield more.end(), sign + torn + share
                    yield end + length, sign + torn + share + max(0.0, 0.3 - 0.1 * length)
                elif (
                    (own := _OWN_UNIT.match(text, end))
                    and own.end() == end + length
                    and (alone or own.end() < len(text))
                ):
                    yield end + length, sign + 0.5
