"""Units of target values: multipliers folded, spellings put right, the unit column, the name."""

from __future__ import annotations

import re

from jixiao.plan.target_reading import Reading
from jixiao.plan.target_remainder import is_known
from jixiao.plan.target_spelling import GARBLED, KNOWN, fold
from jixiao.terms.indicators import level2_of
from jixiao.terms.targets import TargetNote
from jixiao.terms.units import LETTERS, MULTIPLIERS, SPELLINGS, UNITS

_WORDY = re.compile(r"[\u4e00-\u9fff]{7,}|[,。;；，]")
_NEW_UNIT = re.compile(r"[\u4e00-\u9fffA-Za-zμ%²³/·]{1,4}")


def is_new_unit(printed: str) -> bool:
    """Whether what no table knows may be a unit: short, letters of a unit or words of the lexicon."""
    letters = re.findall(r"[A-Za-zμ]+[²³23]?", printed)
    known = all(one in LETTERS for one in letters)
    words = re.sub(r"[A-Za-zμ²³/·]+", "", printed)
    return bool(_NEW_UNIT.fullmatch(printed)) and known and (not words or is_known(words))


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
