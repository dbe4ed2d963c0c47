"""Numbers in target values: number, multiplier and unit → a target; ranges, tolerances, two bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from jixiao.plan.money import MAX_DIGITS, decimal_of, plain, shortest
from jixiao.plan.target import Target, canonical_of
from jixiao.plan.target_direction import better_of
from jixiao.plan.target_numerals import chinese_number
from jixiao.plan.target_reading import Reading
from jixiao.plan.target_remainder import is_word, leaves_alone, take_unit
from jixiao.plan.target_signs import take_leading, take_trailing
from jixiao.plan.target_spelling import GARBLED, fold
from jixiao.plan.target_units import is_new_unit, split_fold, unit_of, usual_unit
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote
from jixiao.terms.units import MULTIPLIERS, SPELLINGS, UNITS, dimension_of

_NUMBER = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?"
_VALUE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<fold>[十百千万亿]{{0,2}})(?P<rest>.*)", re.S)
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?P<unit1>[^\d~～—–\-至到]{{0,6}}?)\s*(?:~|～|—{{1,2}}|–|-{{1,2}}|至|到)\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<unit2>\D*)"
)
_TOLERANCE = re.compile(
    rf"(?:(?P<base>{_NUMBER})(?P<of>[^\d±]{{0,4}}))?±\s*(?P<number>{_NUMBER})\s*(?P<unit>\D*)"
)
#: Of these a range is a place on a scale or in the year, of which neither end is better.
_PLACES = ("月", "季度", "日", "级", "星", "类")
_MANY = {"十万": "10万", "百万": "100万", "1万": "万", "1千": "千", "1000": "千"}
_PER_MANY = re.compile(
    rf"(?P<number>{_NUMBER})(?P<unit>[例人名张个]?次?)/(?P<many>10万|十万|100万|百万|1?万|1?千|1000)"
    r"(?P<of>人口?|活产儿?|例|人次|户|公里)?(?P<tail>以[上下内]|及以[上下])?"
)
_OF_MANY = re.compile(
    rf"(?P<many>十万|10万|百万)分之(?P<number>{_NUMBER}|[一二两三四五六七八九十])"
)
_DATE_REST = re.compile("[年月日号时点](?![/·])[^/·]")
_INSIDE = re.compile(
    rf"(?=(?:按时|按期|及时|全部|足额|如期)完成|以.*(?:为标准|为目标|为准)$|(?:(?:19|20)[0-9]{{2}}年)?[0-9]{{1,2}}月(?:[0-9]{{1,2}}日|底|末|份)?前?完成)"
    rf"(?:以|[0-9年月日底末份前按时期及全部足额如]*完成)(?P<number>{_NUMBER})(?P<fold>)(?P<rest>%|‰)(?:为标准|为目标|为准)?"
)
_OF_RANGES = {Operator.EXACTLY}
_AND = re.compile("(?:且|并且|并|,|，|、|;|；)")
_BETWEEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"({_NUMBER})([^0-9≤≦且并,，、;；]{{0,4}})[≤≦](?:[A-Za-z]|[\u4e00-\u9fff]{{0,6}})[≤≦]({_NUMBER})([^0-9≤]{{0,4}})",
        rf"[≥≧]({_NUMBER})([^0-9≤≦且并,，、;；]{{0,4}})[≤≦]({_NUMBER})([^0-9≤]{{0,4}})",
        rf"({_NUMBER})([^0-9以]{{0,4}})(?:\(?含\)?|及)?以上[,，、]?({_NUMBER})([^0-9以]{{0,4}})(?:\(?含\)?|及)?以下",
    )
)
_FLOORS, _CEILINGS = (Operator.AT_LEAST,), (Operator.AT_MOST,)


def two_bounds(reading: Reading) -> Target | None:
    """``≥95%且≤100%``, ``90%≤X≤95%``, ``3次以上5次以下`` → the range; ``None`` for anything else."""
    for pattern in _BETWEEN:
        if ends := pattern.fullmatch(reading.text):
            low, first, high, last = ends.groups()
            return None if first and first != last else _range(reading, low, high, last)
    parts = _AND.split(reading.text)
    if len(parts) != 2:
        return None
    (low_signs, low), (high_signs, high) = (take_leading(part) for part in parts)
    if tuple(low_signs) != _FLOORS or tuple(high_signs) != _CEILINGS:
        return None
    floor, ceiling = (re.fullmatch(rf"({_NUMBER})(\D*)", part) for part in (low, high))
    if not floor or not ceiling or (floor[2] and floor[2] != ceiling[2]):
        return None
    return _range(reading, floor[1], ceiling[1], ceiling[2])


def share_of_all(reading: Reading) -> Target:
    """全覆盖, 全部: 100 % of it, and said so."""
    reading.note(TargetNote.ALL_OF_IT)
    return _finish(reading, Decimal(100), "%")


def zero_of(reading: Reading) -> Target:
    """零事故: nought of it, and less is not to be had."""
    reading.note(TargetNote.NUMBER_IN_WORDS)
    reading.note(TargetNote.SIGN_MISSING)
    return Target(
        raw=reading.raw, kind=TargetKind.NUMBER, operator=Operator.EXACTLY, low="0",
        better=Better.LOWER, canonical="=0", notes=(*reading.notes, TargetNote.UNIT_MISSING),
    )  # fmt: skip


def per_many(reading: Reading, text: str) -> Target | None:
    """``5/10万``, ``3人/千人``, ``十万分之五``: so many of so many, which is the unit."""
    if found := _OF_MANY.fullmatch(text):
        number = decimal_of(found["number"]) or chinese_number(found["number"])
        unit = f"/{_MANY.get(found['many'], found['many'])}"
    elif found := _PER_MANY.fullmatch(text):
        number = decimal_of(found["number"])
        many = _MANY.get(found["many"], found["many"])
        unit = f"{found['unit']}/{many}{found['of'] or ''}"
        trailing, _ = take_trailing(text)
        reading.signs += [trailing] if trailing else []
    else:
        return None
    return _finish(reading, Decimal(number), unit) if number is not None else None


def number_target(reading: Reading, text: str) -> Target | None:
    """The target a text with digits states, or ``None`` where its numbers are not understood."""
    if found := _TOLERANCE.fullmatch(text):
        return _tolerance(reading, found)
    if found := _RANGE.fullmatch(text):
        return _read_range(reading, found)
    match = _VALUE.match(text) or _inside(reading, text)
    if match and re.search(r"\d", match["rest"]) and match["rest"] not in SPELLINGS:
        match = _inside(reading, text) or _first_of_rule(reading, match)
    number = decimal_of(match["number"].lstrip("+")) if match and len(text) <= 120 else None
    if match and _DATE_REST.match(match["rest"]) and match["rest"] not in UNITS:
        return None  # 11月上旬前 is no amount of months
    printed = understood(reading, match["fold"] + match["rest"]) if match else None
    if not match or number is None or len(match["number"]) > MAX_DIGITS or printed is None:
        if GARBLED.search(text):
            reading.note(TargetNote.GARBLED)
        return None
    points = (
        match["rest"] in ("个点", "点") and reading.name.nature.rate
    )  # of a hundred, as people say
    if points or _is_doubtful_unit(reading, printed):
        return None
    if number < 0 and UNITS.get(printed) is Dimension.COUNT:
        return None  # fewer than none: the mark before it is a dash, or nobody knows what
    if number < 0 and reading.trailing and printed == "%":
        return None  # -5%以内: within 5 % either way, or no more than -5 %
    if _is_undated(reading, number, match):
        reading.note(TargetNote.UNIT_MISSING)
        return None
    return _finish(reading, number, printed)


def understood(reading: Reading, printed: str) -> str | None:
    """The unit printed behind a number, multiplier kept; ``None`` where not all is understood."""
    return _understood(printed, reading.spelled)


@lru_cache(maxsize=4096)
def _understood(printed: str, spelled: bool) -> str | None:
    """The unit of what is printed behind a number, multiplier kept; ``None`` where not all is understood."""
    many = printed[:1] if printed[:1] in MULTIPLIERS and not take_unit(printed)[0] else ""
    unit, said = take_unit(printed[len(many) :])
    if is_new_unit(unit + said) and (not unit or is_word(unit + said)):
        return many + unit + said  # 5家庭, 3单位: a word of its own, no 家 with 庭 behind it
    known = usual_unit(unit.lstrip("十百千万亿")) if unit else None
    if (spelled and said) or not leaves_alone(said, dimension_of(known)):
        return None
    return many + unit


def _read_range(reading: Reading, found: re.Match[str]) -> Target | None:
    """Two numbers with a dash: a range where both are of one unit and no sign stands before them."""
    first, last = found["unit1"], found["unit2"].removesuffix("之间")
    unit = understood(reading, last)
    first = last if first in MULTIPLIERS and last.startswith(first) else first  # 50万-60万元
    if unit in (None, "季度") or (first and first != last) or not set(reading.signs) <= _OF_RANGES:
        return None
    return _range(reading, found["low"], found["high"], unit)


def _is_doubtful_unit(reading: Reading, unit: str) -> bool:
    """M and T of a data line are no metres and tonnes; W is ten thousand as often as watts."""
    data = unit in ("M", "m", "T", "t") and reading.name.of_data
    return data or (unit in ("W", "w", "KW") and not reading.name.of_power)


def _is_undated(reading: Reading, number: Decimal, match: re.Match[str]) -> bool:
    """A bare 6.30 where the indicator asks when: a date, days or months; a date serial is told apart."""
    bare = not (match["fold"] or match["rest"] or reading.column or reading.name.unit)
    unsigned = not reading.signs and reading.name.sign is None
    return bare and unsigned and reading.name.is_date and not _is_serial(number)


def _is_serial(value: Decimal) -> bool:
    return 40_000 <= value <= 50_000


def _inside(reading: Reading, text: str) -> re.Match[str] | None:
    """A single number inside words: ``以100%为标准``, ``11月底完成100%``."""
    found = _INSIDE.fullmatch(text)
    if found:
        reading.note(TargetNote.PARTLY_READ)
    return found


def _first_of_rule(reading: Reading, match: re.Match[str]) -> re.Match[str] | None:
    """``100%计满分，每低于5%扣2分``: a scoring rule that begins with the target it scores."""
    if not re.match(r"%(?:,|，)?(?:计|得)", match["rest"]):
        return None
    reading.note(TargetNote.PARTLY_READ)
    return re.match(rf"(?P<number>{_NUMBER})(?P<fold>)(?P<rest>%)", match.group())


def _tolerance(reading: Reading, found: re.Match[str]) -> Target | None:
    """``±3%``; round a base only where base and tolerance are in one unit (100%±5)."""
    by, unit = decimal_of(found["number"]), understood(reading, found["unit"])
    if by is None or by < 0 or unit is None or reading.signs:  # round what, by less than nothing?
        return None
    if found["base"] is None:
        return _range(reading, f"-{found['number']}", found["number"], unit)
    base, of = decimal_of(found["base"]), understood(reading, found["of"])
    if base is None or of is None or (unit or of) != of:
        return None  # 100±5% may be five points or five hundredths of it
    return _range(reading, plain(base - by), plain(base + by), of)


def _range(reading: Reading, low: str, high: str, unit: str) -> Target | None:
    first, last = Decimal(low.replace(",", "")), Decimal(high.replace(",", ""))
    factor, printed = split_fold(reading, unit)
    clean_unit = unit_of(reading, printed)
    if first > last:
        return None
    first, last = first * factor, last * factor
    dimension = dimension_of(clean_unit)
    place = first < 0 or clean_unit in _PLACES
    better = None if place else better_of(
        None, first, clean_unit, dimension, reading.name, reading.level2, reading.direction
    )  # fmt: skip
    if better is None and not place:
        reading.note(TargetNote.DIRECTION_OPEN)
    return Target(
        raw=reading.raw, kind=TargetKind.RANGE, low=shortest(first), high=shortest(last),
        unit=clean_unit, dimension=dimension, better=better,
        canonical=canonical_of(None, first, last, clean_unit), notes=tuple(reading.notes),
    )  # fmt: skip


def _finish(reading: Reading, number: Decimal, said: str) -> Target:
    factor, printed = split_fold(reading, said or fold(reading.column))
    if not said and printed:
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
    if reading.name.sign:
        reading.note(TargetNote.SIGN_FROM_NAME)
        return reading.name.sign
    reading.note(TargetNote.SIGN_MISSING)
    return Operator.EXACTLY


def _warn(reading: Reading, value: Decimal, unit: str | None) -> None:
    if unit == "%" and value > 100:
        reading.note(TargetNote.SHARE_OVER_HUNDRED)
    if TargetNote.SIGN_MISSING in reading.notes:
        share = unit == "%" and value > 200 and shortest(value).startswith("2")
        if share or (unit == "次" and 2000 <= value < 3000):
            reading.note(TargetNote.SIGN_MAY_BE_READ_AS_TWO)
    if not unit and _is_serial(value) and reading.name.is_date:
        reading.note(TargetNote.DATE_SERIAL)
