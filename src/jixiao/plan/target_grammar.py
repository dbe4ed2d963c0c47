"""The grammar of target values: cells → sign, number, multiplier, unit, tail.

One regular expression finds number and unit; the rest is tables (:mod:`jixiao.terms.units`,
:mod:`jixiao.plan.target_signs`). Source: domain.md §3.7 and 279 published values of 35 forms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from jixiao.plan.money import MAX_DIGITS, decimal_of, plain, shortest
from jixiao.plan.target import Target, canonical_of
from jixiao.plan.target_dates import read_deadline, read_period
from jixiao.plan.target_direction import better_of
from jixiao.plan.target_reading import GARBLED, Reading, fold, take_cells
from jixiao.plan.target_signs import settle, take_leading, take_trailing
from jixiao.plan.target_units import IN_NAME, split_fold, unit_of, usual_unit
from jixiao.plan.words import clean
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote
from jixiao.terms.units import MULTIPLIERS, SPELLINGS, UNITS, dimension_of

_NOTHING = re.compile(
    r"[/\\\-—_…\.·、]*|无|没有|不适用|不涉及|无此项|空|本项目不适用此指标|无指标|暂无"
)
_NUMBER = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?"
_VALUE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<fold>[十百千万亿]{{0,2}})(?P<rest>.*)", re.S)
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?P<unit1>[^\d~～—–\-至到]{{0,6}}?)\s*(?:~|～|—{{1,2}}|–|-{{1,2}}|至|到)\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<unit2>\D*)"
)
_TOLERANCE = re.compile(rf"±\s*(?P<number>{_NUMBER})\s*(?P<unit>\D*)")
_BASELINE = re.compile("较|比上|比去|同比|环比|上年|上一年|去年|往年|基期|历史水平|以前年度")
_HUNDREDTHS = re.compile(r"百分之(?P<words>[零〇一二两三四五六七八九十百点\d.]+)")
_CHINESE = re.compile(r"(?P<words>[零〇一二两三四五六七八九十百千]+)(?=[\u4e00-\u9fff])")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_MASK = re.compile(r"[*＊×xX]{2,}|[□○]{1,}")


@lru_cache(maxsize=65536)
def parse_target(
    raw: str, name: str = "", level2: str | None = None, unit: str | None = None
) -> Target:
    """Read a target value as published. Never raises and never guesses.

    What is not understood is ``unclear`` with the reason in ``notes``; the raw text is always kept.

    Args:
        raw: the cell's text; cells of a split target joined with ``|`` in any order.
        name: the indicator's name; settles direction, and the unit where it alone names it.
        level2: the printed level-2 type (``成本指标``); settles direction and money.
        unit: the unit column's text, where the form has one.
    """
    kept = clean(raw)
    reading = Reading(kept, clean(name), level2 or "", clean(unit))
    take_cells(reading)
    if not reading.text or _NOTHING.fullmatch(reading.text):
        return Target(raw=kept, kind=TargetKind.NONE)
    if _MASK.search(reading.text):
        reading.note(TargetNote.MASKED)
        return _unclear(reading)
    return _read_text(reading)


def _read_text(reading: Reading) -> Target:
    signs, rest = take_leading(reading.text)
    reading.signs += signs
    trailing, inner = take_trailing(rest)
    if settle(reading.signs)[1]:
        reading.note(TargetNote.SIGN_DOUBLED)
    dated = _read_date(reading, rest)
    if dated:
        return dated
    if trailing and re.search(r"\d", inner):
        reading.signs.append(trailing)
        rest = inner
    if not re.search(r"\d", rest):
        rest = _words_to_digits(reading, rest)
    if _BASELINE.search(rest):
        return _baseline(reading, rest)
    if not re.search(r"\d", rest):
        return _words(reading)
    return _number(reading, rest)


def _read_date(reading: Reading, rest: str) -> Target | None:
    period = read_period(rest)
    if period:
        return Target(
            raw=reading.raw, kind=TargetKind.RANGE, low=period[0], high=period[1],
            dimension=Dimension.TIME, canonical=f"{period[0]}至{period[1]}",
        )  # fmt: skip
    found = read_deadline(rest, reading.operator)
    if not found or (found.unit == "月" and _is_count_of_months(reading)):
        return None
    if not found.year:
        reading.note(TargetNote.YEAR_NOT_SAID)
    return Target(
        raw=reading.raw, kind=TargetKind.DEADLINE, operator=found.operator, high=found.when,
        unit=found.unit, dimension=Dimension.TIME, better=Better.LOWER, canonical=found.canonical,
        notes=tuple(reading.notes),
    )  # fmt: skip


def _is_count_of_months(reading: Reading) -> bool:
    """A sign of ≥ before 12月 speaks of how long, not of by when."""
    return reading.operator in (Operator.AT_LEAST, Operator.MORE_THAN)


def _words_to_digits(reading: Reading, text: str) -> str:
    """百分之九十五 → 95%, 十二次 → 12次; anything else unchanged."""
    found = _HUNDREDTHS.fullmatch(text)
    number = _chinese_number(found["words"]) if found else None
    if number is not None:
        reading.note(TargetNote.NUMBER_IN_WORDS)
        return f"{number}%"
    match = _CHINESE.match(text)
    tail = text[match.end() :] if match else ""
    if match and (tail in UNITS or tail in SPELLINGS):
        number = _chinese_number(match["words"])
        if number is not None:
            reading.note(TargetNote.NUMBER_IN_WORDS)
            return f"{number}{tail}"
    return text


def _chinese_number(words: str) -> int | None:
    """An integer below ten thousand written in Chinese, or ``None``."""
    if words.isdigit():
        return int(words)
    total = digit = 0
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in MULTIPLIERS:
            total, digit = total + (digit or 1) * MULTIPLIERS[char], 0
        else:
            return None
    return total + digit


def _words(reading: Reading) -> Target:
    if GARBLED.search(reading.text):
        reading.note(TargetNote.GARBLED)
        return _unclear(reading)
    return Target(
        raw=reading.raw, kind=TargetKind.LEVEL, canonical=reading.raw, notes=tuple(reading.notes)
    )


def _baseline(reading: Reading, text: str) -> Target:
    found = re.search(rf"(?P<number>{_NUMBER})(?P<unit>%|‰|个?百分点|[\u4e00-\u9fff]{{0,2}})", text)
    down = re.search("下降|降低|减少|压减|节约|不高于|不超过", reading.text)
    up = re.search("提升|提高|增长|增加|上升|改善|不低于|不少于|优于", reading.text)
    better = Better.LOWER if down and not up else Better.HIGHER if up and not down else None
    unit = usual_unit(found["unit"]) if found and found["unit"] else None
    return Target(
        raw=reading.raw, kind=TargetKind.BASELINE, operator=reading.operator, better=better,
        low=found["number"].replace(",", "") if found else None, unit=unit,
        dimension=dimension_of(unit), canonical=reading.raw, notes=tuple(reading.notes),
    )  # fmt: skip


def _number(reading: Reading, text: str) -> Target:
    if found := _TOLERANCE.fullmatch(text):
        return _range(reading, "-" + found["number"], found["number"], found["unit"])
    if found := _RANGE.fullmatch(text):
        return _range(reading, found["low"], found["high"], found["unit2"] or found["unit1"])
    match = _VALUE.match(text) or _inside(reading, text)
    number = decimal_of(match["number"].lstrip("+")) if match and len(text) <= 120 else None
    if match and re.search(r"\d", match["rest"]) and match["rest"] not in SPELLINGS:
        match = _inside(reading, text) or _first_of_rule(reading, match)
        number = decimal_of(match["number"]) if match else None
    if not match or number is None or len(match["number"]) > MAX_DIGITS:
        if GARBLED.search(text):
            reading.note(TargetNote.GARBLED)
        return _unclear(reading)
    return _finish(reading, number, match["fold"], match["rest"])


def _inside(reading: Reading, text: str) -> re.Match[str] | None:
    """A single number inside words: ``以100%为标准``, ``11月底完成100%``."""
    if GARBLED.search(text):
        return None
    found = re.search(rf"(?:以|完成|达|为|到)(?P<number>{_NUMBER})(?P<fold>)(?P<rest>%|‰)", text)
    if found:
        reading.note(TargetNote.PARTLY_READ)
    return found


def _first_of_rule(reading: Reading, match: re.Match[str]) -> re.Match[str] | None:
    """``100%计满分，每低于5%扣2分``: a scoring rule that begins with the target it scores."""
    if not re.match(r"%(?:,|，)?(?:计|得)", match["rest"]):
        return None
    reading.note(TargetNote.PARTLY_READ)
    return re.match(rf"(?P<number>{_NUMBER})(?P<fold>)(?P<rest>%)", match.group())


def _range(reading: Reading, low: str, high: str, unit: str) -> Target:
    first, last = Decimal(low.replace(",", "")), Decimal(high.replace(",", ""))
    factor, printed = split_fold(reading, unit)
    clean_unit = unit_of(reading, printed)
    if first > last:
        return _unclear(reading)
    first, last = first * factor, last * factor
    return Target(
        raw=reading.raw, kind=TargetKind.RANGE, low=shortest(first), high=shortest(last),
        unit=clean_unit, dimension=dimension_of(clean_unit),
        canonical=canonical_of(None, first, last, clean_unit), notes=tuple(reading.notes),
    )  # fmt: skip


def _finish(reading: Reading, number: Decimal, multiplier: str, rest: str) -> Target:
    factor, printed = split_fold(reading, multiplier + rest or fold(reading.column))
    if not (multiplier + rest) and printed:
        reading.note(TargetNote.UNIT_FROM_COLUMN)
    unit = unit_of(reading, printed)
    value = number * factor
    operator = _operator(reading)
    _warn(reading, value, unit)
    kind, low, high = _kind(operator, value, unit, factor)
    better = better_of(
        operator, value, unit, dimension_of(unit), reading.name, reading.level2, reading.direction
    )
    if better is None:
        unsigned = operator in (Operator.EXACTLY, None)
        reading.note(TargetNote.DIRECTION_OPEN if unsigned else TargetNote.SIGN_AGAINST_NATURE)
    return Target(
        raw=reading.raw, kind=kind, operator=operator, low=low, high=high, unit=unit,
        dimension=dimension_of(unit), better=better, notes=tuple(reading.notes),
        canonical=canonical_of(operator, value, None, unit),
    )  # fmt: skip


def _kind(
    operator: Operator | None, value: Decimal, unit: str | None, factor: int
) -> tuple[TargetKind, str | None, str | None]:
    number = plain(value) if factor == 1 else shortest(value)
    upper = operator in (Operator.AT_MOST, Operator.LESS_THAN)
    kind = TargetKind.DURATION if dimension_of(unit) is Dimension.TIME else TargetKind.NUMBER
    return kind, None if upper else number, number if upper else None


def _operator(reading: Reading) -> Operator | None:
    if reading.signs:
        return reading.operator
    named = IN_NAME.search(reading.name)
    if named and named["sign"]:
        reading.note(TargetNote.SIGN_FROM_NAME)
        return take_leading(named["sign"])[0][0]
    reading.note(TargetNote.SIGN_MISSING)
    return Operator.EXACTLY


def _warn(reading: Reading, value: Decimal, unit: str | None) -> None:
    digits = shortest(value)
    if unit == "%" and value > 100:
        reading.note(TargetNote.SHARE_OVER_HUNDRED)
    misread = (
        TargetNote.SIGN_MISSING in reading.notes and digits.startswith("2") and len(digits) > 2
    )
    if misread and ((unit == "%" and value > 200) or (len(digits) == 4 and unit == "次")):
        reading.note(TargetNote.SIGN_MAY_BE_READ_AS_TWO)
    if not unit and 40_000 <= value <= 50_000 and re.search("时间|时限|日期|期限", reading.name):
        reading.note(TargetNote.DATE_SERIAL)


def _unclear(reading: Reading) -> Target:
    if not reading.notes:
        reading.note(TargetNote.GARBLED if GARBLED.search(reading.text) else TargetNote.PARTLY_READ)
    return Target(
        raw=reading.raw, kind=TargetKind.UNCLEAR, canonical=reading.raw, notes=tuple(reading.notes)
    )
