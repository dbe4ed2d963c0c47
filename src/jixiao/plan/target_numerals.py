"""Numbers written in Chinese inside target values: 九成, 百分之九十五, 一万五千, 壹佰万, 二〇二四.

Only a number is put into digits, and only where a unit or a mark of date stands behind it: 一致,
一流, 万无一失 are words.
"""

from __future__ import annotations

import re

from jixiao.terms.units import SPELLINGS, UNITS

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")
} | {"〇": 0, "两": 2, "○": 0}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_FOLDS = {"万": 10_000, "亿": 10**8}
_RUN = f"[{''.join(_DIGITS)}{''.join(_TENS)}{''.join(_FOLDS)}]+"
_TENS_CLASS = "[十百千万]"
_PARTS = {"百": "%", "千": "‰", "万": "‱"}
_SHARE = re.compile(
    rf"(?<![0-9十百千万亿])(?P<of>[百千万])分之(?P<whole>{_RUN}|[0-9.]+)(?:点(?P<rest>[零〇一二三四五六七八九]+))?"
)
_TENTHS = re.compile(r"(?P<whole>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?!新)")
_HALF = re.compile(
    r"(?P<whole>[一二两三四五六七八九十]*)(?P<unit>年|天)半|(?P<many>[一二两三四五六七八九十]+)个半(?P<of>小时|月|学时)|(?<![上下每])半(?:个)?(?P<bare>年|月|天|小时)"
)
_RANKS = {"级", "类", "%"}  # 二级, 一类 are ranks, no amounts
_UNIT = "|".join(re.escape(u) for u in sorted({*UNITS, *SPELLINGS} - _RANKS, key=len, reverse=True))
_COUNTED = re.compile(
    rf"(?<![\u4e00-\u9fff0-9.])(?P<run>{_RUN})(?P<unit>整?(?:{_UNIT}|元)|(?=[至到年月日号]|季度|个月|元))"
)
_AFTER_DATE = re.compile(rf"(?<=[年月至到第])(?P<run>{_RUN})(?=[月日号个]|季度|{_UNIT})")
_YEAR = re.compile(r"(?P<run>[零〇○一二三四五六七八九]{4})(?=年)")


#: Words with the sign of a number in them that count nothing.
_NO_NUMBER = re.compile(
    "万无一失|千家万户|十分|百姓|百花|百日|百强|万众|半天云|一般|一定|一致|一流|一体|一站|一次性|一次办|一件事|一网|一条龙|"
    "一线|一手|一律|一直|一并|一同|一如既往|一村一|一户一|一人一|一事一|一企一|一校一|一县一|一乡一|一河一|一园一|唯一|"
    "统一|同一|单一|进一步|第一|之一|逐一|专一|万元户|三公|三农|三保|三资|三重一大|三会一课|五保|五险|四好|两癌|两山|两不愁|"
    "两费|两个维护|一老一小|双随机一公开|[二三四五]位一体|[一二三四五六]级|[一二三四五]类|[一二三四五]等|[一二三四五]星|"
    "两院|两会|两项补贴|一小时|十四五|十五五|零距离|零容忍|半年报|半封闭|四个|五个统一|三个必须|八项规定|九年"
)
_AMOUNT = re.compile(
    rf"{_RUN}(?:余|多|来|几)?个?(?:{_UNIT}|元)(?![一-龥])|{_RUN[:-1]}{{2,}}个?(?:{_UNIT}|元)|{_RUN}(?:{_UNIT}|元)(?=以|左右|之内|[内,，、;；。])"
    rf"|[一二两三四五六七八九]成(?!新)|[十百千万]分之|[过近超逾]半|半数|{_RUN}倍|翻{_RUN}?番|[数几]{_TENS_CLASS}"
)


def holds_number(words: str) -> bool:
    """Whether words hold an amount that was not understood: 逾半数, 三十二所中小学, 翻一番."""
    return _AMOUNT.search(_NO_NUMBER.sub("；", words)) is not None


def chinese_number(words: str) -> int | None:
    """The integer written in Chinese (一万五千, 二〇二四, 壹佰), or ``None`` where it is none."""
    if not any(c in _TENS or c in _FOLDS for c in words):
        digits = "".join(str(_DIGITS[c]) for c in words)
        return int(digits) if len(digits) in (1, 4) else None
    total = section = 0
    digit: int | None = None
    for char in words:
        if char in _DIGITS:
            if digit:
                return None  # 五六十 is about so many
            digit = _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (1 if digit is None else digit) * _TENS[char], None
        elif char == "万" and (section or digit is not None):
            total, section, digit = total + (section + (digit or 0)) * _FOLDS[char], 0, None
        elif total or section or digit is not None:
            total, section, digit = (total + section + (digit or 0)) * _FOLDS[char], 0, None
        else:
            return None  # 万 without a number before it
    return total + section + (digit or 0)


def into_digits(text: str) -> str:
    """The text with its Chinese numbers in digits: 九成以上 → 90%以上; otherwise unchanged."""
    text = _SHARE.sub(_share, text)
    text = _TENTHS.sub(_tenths, text)
    text = _HALF.sub(_half, text)
    text = _YEAR.sub(_run, text)
    text = _AFTER_DATE.sub(_run, _COUNTED.sub(_counted, text))
    return text.removesuffix("整") if text.endswith("元整") else text


def _share(found: re.Match[str]) -> str:
    whole = found["whole"]
    number = whole if whole[0] in "0123456789" else chinese_number(whole)
    if number is None:
        return found.group()
    rest = "".join(str(_DIGITS[c]) for c in found["rest"] or "")
    return f"{number}{'.' + rest if rest else ''}{_PARTS[found['of']]}"


def _tenths(found: re.Match[str]) -> str:
    half = found["half"]
    ones = 5 if half == "半" else _DIGITS[half] if half else 0
    return f"{_DIGITS[found['whole']]}{ones}%"


def _half(found: re.Match[str]) -> str:
    if found["bare"]:
        return f"0.5{'个月' if found['bare'] == '月' else found['bare']}"
    if found["many"]:
        count = chinese_number(found["many"])
        return found.group() if count is None else f"{count}.5个{found['of']}"
    whole = chinese_number(found["whole"]) if found["whole"] else None
    return found.group() if whole is None else f"{whole}.5{found['unit']}"


def _run(found: re.Match[str]) -> str:
    number = chinese_number(found["run"])
    return found.group() if number is None else str(number)


def _counted(found: re.Match[str]) -> str:
    """A number with its unit; money keeps the multiplier it is written with (壹佰万元 → 100万元)."""
    run, unit = found["run"], found["unit"].removeprefix("整")
    number = chinese_number(run)
    if number and unit.startswith("元") and run[-1] in _FOLDS and len(run) > 1:
        number, unit = number // _FOLDS[run[-1]], run[-1] + unit
    return found.group() if number is None else f"{number}{unit}"
