"""Units of target values: multipliers folded, spellings put right, the unit column, the name."""

from __future__ import annotations

import re

from jixiao.plan.target_reading import Reading
from jixiao.plan.target_spelling import GARBLED, KNOWN, fold
from jixiao.terms.indicators import level2_of
from jixiao.terms.targets import TargetNote
from jixiao.terms.units import LETTERS, MULTIPLIERS, SPELLINGS, UNITS

_WORDY = re.compile(r"[\u4e00-\u9fff]{7,}|[,。;；，]")
_SAYS = re.compile(r"[\u4e00-\u9fffA-Za-zμ℃%‰‱㎡]")
#: What stands in no unit: signs, brackets, other numbers, words of about, of bounds, of parts.
_NO_UNIT = re.compile(
    r"[^\u4e00-\u9fffA-Za-zμ°℃%‰‱²³㎡/·()*.]|[一二两三四五六七八九十百千半几若]"
    "|以|左|右|封|起|止|为|折|底线|约|余|多|近|其中|每|各|共|不|占|比|至|到|从|由|[和或及且与含]"
)


def may_be_unit(printed: str) -> bool:
    """Whether what stands behind a number can be its unit, words behind a known unit included.

    Anything else was not understood: 1+N, 200人以外, 20台封顶 are no 1, 200 and 20.
    """
    bare = printed.strip("。，,;；、 ")
    known = bare in UNITS or bare in SPELLINGS or bare[:1] in ("%", "‰", "‱", "$")
    if known or _WORDY.search(bare):
        return True
    bare = bare[1:] if bare[:1] in MULTIPLIERS else bare
    remark = re.search(r"\((?P<said>[^()]*)\)", bare)
    if remark and not KNOWN.fullmatch(remark["said"].strip("/")):
        return False  # 20万元(暂估), 450元(一类): what the brackets say may undo the number
    letters = re.findall(r"[A-Za-zμ]+[²³23]?", bare)
    return bool(_SAYS.search(bare) or not bare) and not (
        _NO_UNIT.search(bare) or any(one not in LETTERS for one in letters)
    )


def split_fold(reading: Reading, printed: str) -> tuple[int, str]:
    """(factor, unit) of a unit that begins with 万, 亿 …; money keeps its multiplier."""
    fold = printed[:1]
    rest = printed[1:]
    if fold not in MULTIPLIERS or printed in UNITS or printed in SPELLINGS or rest.startswith("元"):
        return 1, printed
    if fold in "万亿" and (not rest or rest[0] in "/(") and _is_money(reading):
        return 1, f"{fold}元{rest}"
    reading.note(TargetNote.MULTIPLIER_FOLDED)
    return MULTIPLIERS[fold], rest


def _is_money(reading: Reading) -> bool:
    kind = level2_of(reading.level2)
    return bool((kind and kind.is_cost) or reading.name.is_money)


def unit_of(reading: Reading, printed: str) -> str | None:
    """The unit in its usual spelling, from the value, else the column, else the name."""
    printed = printed.strip("。，,;；、 ")
    if reading.per and printed and reading.column == "":
        return f"{_own_unit(reading, printed)}/{reading.per}"
    own = _own_unit(reading, printed) if printed else None
    column = usual_unit(fold(reading.column)) if reading.column else None
    if own and column and own != column:
        reading.note(TargetNote.UNIT_CONFLICT)
    if own or column:
        return own or column
    if reading.name.unit:
        reading.note(TargetNote.UNIT_FROM_NAME)
        return reading.name.unit
    reading.note(TargetNote.UNIT_MISSING)
    return None


def _own_unit(reading: Reading, printed: str) -> str | None:
    if printed == "$" or GARBLED.search(printed):
        reading.note(TargetNote.GARBLED)  # OCR reads % as $
        return "%" if printed == "$" else None
    usual = usual_unit(printed)
    if usual != printed:
        reading.note(TargetNote.UNIT_CLEANED)
    return _shortened(reading, usual)


def _shortened(reading: Reading, unit: str) -> str | None:
    """A known unit with words behind it is cut to the unit, and said so."""
    if unit in UNITS or "/" in unit:
        return unit
    known = KNOWN.match(unit)
    if known and (known.group() in ("%", "‰") or _WORDY.search(unit)):
        reading.note(TargetNote.PARTLY_READ)
        return usual_unit(known.group())
    if _WORDY.search(unit):
        reading.note(TargetNote.PARTLY_READ)
        return None
    return unit


def usual_unit(unit: str) -> str:
    """The usual spelling of a printed unit, brackets round it taken off."""
    bare = unit.strip()
    stripped = re.fullmatch(r"[(（](.+)[)）]", bare)
    bare = stripped[1] if stripped else bare
    return SPELLINGS.get(bare, bare)
