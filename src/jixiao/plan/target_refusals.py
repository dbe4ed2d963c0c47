"""What a target value must not be taken for a number for: the patterns, and the reason of each.

A wrong number that says nothing costs more than a refusal: what these patterns match is ``unclear``
with its reason, before the grammar looks for a number.
"""

from __future__ import annotations

import re

from jixiao.plan.target_spelling import WIDE
from jixiao.terms.targets import TargetNote
from jixiao.terms.units import UNITS

_NUMBER = r"[0-9一二两三四五六七八九十百千万]"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_ABOUT = re.compile(
    rf"(?:(?<!节)约|(?<![就附最])近|接近|大概|差不多|不足|不到)(?={_NUMBER})|[上数几](?=[十百千万])"
    rf"|(?<=[0-9十百千万亿])(?:余|来(?![源自])|多(?!于))|(?<=[0-9十百千万亿])(?:{_UNIT})[多余]$"
    rf"|(?:左右|上下|前后)$|[0-9](?:{_UNIT})?\+(?:{_UNIT})?$|^若干|±$"
)
_BLANK_BETWEEN = re.compile(
    r"(?<![0-9])(?![0-9]{1,3}(?:[ \u3000][0-9]{3})+(?![0-9]))[0-9.]+\s+[0-9]|[0-9]\n+[0-9]"
)
_RATIO = re.compile(
    r"[0-9.]+(?:[:：]|比)[0-9.]+|[0-9]{1,3}/[0-9]{1,3}|[0-9一二两三四五六七八九十]+分之[0-9一二两三四五六七八九十]+\D*"
)
_CLOCK = re.compile(r"[012]?[0-9][:：][0-5][0-9](?:[-~至到—].*)?(?:之前|以前|前|后)?")
_MONTHLY_DAY = re.compile(
    r"(?:每个?月|次月|当月|每季度?(?:末|首)月?|每年|当日|次日|每日|每天)[0-9]{1,2}(?:日|号|时|点).*"
)
_BEHIND = re.compile(r"[0-9](?:%|‰|[\u4e00-\u9fff]{1,3})?[≥≤<>=]+$")
_POWER = re.compile(r"[0-9](?:\^|E[+-]?|e[+-]?|×10|\*10|x10)[0-9]|次方")
_LETTER_FOR_DIGIT = re.compile(r"[0-9][OoIl](?=[0-9%％‰]|$)|(?:^|[≥≤=><])[OoIl][0-9]")
_BLANK_TO_FILL = re.compile(rf"_{{2,}}|(?:^|[≥≤=><])[XxNn](?:{_UNIT})")
_RANK = re.compile(
    r"(?<![目之以底])前[0-9]+|第[0-9]+(?!季|[0-9])|[0-9][A-Za-z]+\+?级|[0-9一二三四五]星级|成新|[0-9]A{1,5}$|[0-9]\.[0-9]+版"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年.*|[版级届]本?)")
_RECENT = re.compile(r"20[123][0-9]")
_ELSEWHERE = re.compile(
    "预算|批复|概算|核定|控制数|限额|平均|计划|年初|合同|申请(?:数|额)|目标(?:值|数)?$"
)
_DOCUMENT = re.compile(
    r"[〔\[(【](?:19|20)[0-9]{2}[〕\])】](?:第)?[0-9]+号?"
    r"|(?<![A-Za-z])(?:GB|DB|JTG|JTJ|CJJ|CJ|HJ|JGJ|ISO|SL|NY|YY|WS|DL|TB|MZ|WW|GA|AQ|SN|LY|QX)[A-Z/]{0,4}[0-9.\-—/]+"
)
_PHASE = re.compile("[一二三四五]期(?:工程|建设)?")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}年?(?:-|—|~|至|到)(?:19|20)[0-9]{2}(?:学?年度?)?")

_REASONS: tuple[tuple[re.Pattern[str], TargetNote], ...] = (
    (_BLANK_TO_FILL, TargetNote.MASKED),
    (_LETTER_FOR_DIGIT, TargetNote.PARTLY_READ),
    (_ABOUT, TargetNote.APPROXIMATE),
    (_POWER, TargetNote.PARTLY_READ),
    (_BEHIND, TargetNote.SIGN_BEHIND),
    (_RANK, TargetNote.PARTLY_READ),
)
_WHOLE_REASONS: tuple[tuple[re.Pattern[str], TargetNote], ...] = (
    (_CLOCK, TargetNote.DAY_RECURS),
    (_MONTHLY_DAY, TargetNote.DAY_RECURS),
    (_RATIO, TargetNote.RATIO),
    (_YEARS, TargetNote.YEAR_OR_NUMBER),
)


def refusal_of(raw: str, text: str) -> TargetNote | None:
    """The reason why a value must not become a number, or ``None``.

    Args:
        raw: the cell as printed, blanks and breaks kept: ``3 5`` is two numbers.
        text: the same folded, signs and their words before it taken off.
    """
    if _BLANK_BETWEEN.search(raw.translate(WIDE)):
        return TargetNote.SEVERAL_VALUES
    if _PHASE.fullmatch(raw):
        return TargetNote.PARTLY_READ
    for pattern, reason in _WHOLE_REASONS:
        if pattern.fullmatch(text):
            return reason
    for pattern, reason in _REASONS:
        if pattern.search(text):
            return reason
    return None


def is_year(text: str, has_unit: bool) -> bool:
    """Whether a number is rather a year: 2023年, or 2023 where no unit stands anywhere."""
    return bool(_YEAR.fullmatch(text)) or (not has_unit and bool(_RECENT.fullmatch(text)))


def names_document(text: str) -> str:
    """The text without the numbers of documents and standards: 豫财社〔2023〕56号, GB/T 50378-2019."""
    return _DOCUMENT.sub("", text)


def refers_elsewhere(text: str) -> bool:
    """A printed sign before a number that stands somewhere else: ≤预算数, ≥计划数.

    The same in words only (控制在预算内) is a sentence a person judges, and stays one.
    """
    return text[0] in "≥≤<>=" and bool(_ELSEWHERE.search(text))
