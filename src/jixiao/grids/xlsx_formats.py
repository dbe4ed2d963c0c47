"""Numbers as a spreadsheet shows them: ``0.95`` in ``0%`` is 95%, ``3`` in ``0.00`` is 3.00.

Colours, conditions and padding of a format are not content and are left out. A day is printed with
年, 月 and 日 where its format says so, otherwise as 2023-12-31 whatever the order of its format:
which of 1/2 is the month, a reader cannot know.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

_YMD, _YM, _MD = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00",
    "12": "# ?/?", "13": "# ??/??", "14": "yyyy-m-d", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy",
    "18": "h:mm AM/PM", "19": "h:mm:ss AM/PM", "20": "h:mm", "21": "h:mm:ss", "22": "yyyy-m-d h:mm",
    "27": _YM, "28": _MD, "29": _MD, "30": "m-d-yy", "31": _YMD, "32": 'h"时"mm"分"',
    "33": 'h"时"mm"分"ss"秒"', "36": _YM, "37": "#,##0", "38": "#,##0", "39": "#,##0.00",
    "40": "#,##0.00", "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss", "48": "##0.0E+0", "49": "@",
    "50": _YM, "51": _MD, "52": _YM, "53": _MD, "54": _MD, "57": _YM, "58": _MD,
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<elapsed>\[[hms]+\])'
    r"|\[[^\]]*\]|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,}|e+|g+)"
    r"|(?P<number>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)(?P<power>E[+-]0+)?(?P<fraction> ?/ ?[0-9?#]+)?"
    r"|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
Token = tuple[str, str]


def shown(raw: str, code: str, epoch_1904: bool = False) -> str:
    """A cell's number in a format; what is no number is given back as it stands."""
    try:
        value = _FIFTEEN.create_decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > 320:
        return raw
    tokens, signed = _section(code, value)
    kinds = {kind for kind, _ in tokens}
    if "date" in kinds or "elapsed" in kinds:
        return _moment(value, tokens, epoch_1904)
    return _number(value if signed else abs(value), tokens)


def shortest(value: Decimal) -> str:
    """The digits of a number, without exponent or needless zeros."""
    plain = format(value, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The format's parts for positive; negative; zero, each as (kind, text) tokens."""
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match.group()
        if kind == "plain" and text == ";":
            parts.append([])
        elif kind in ("quoted", "escaped", "currency"):
            parts[-1].append(("literal", match[kind]))
        elif match["number"] is not None:
            parts[-1].append(("fraction" if match["fraction"] else "number", text))
        elif kind:
            parts[-1].append((kind, text))
    return tuple(tuple(part) for part in parts)


def _section(code: str, value: Decimal) -> tuple[tuple[Token, ...], bool]:
    """The part of the format for this value, and whether the sign is still to be printed."""
    sections = _sections(code)
    if "[<" in code or "[>" in code or "[=" in code:
        return sections[0], True  # parts by condition: the first, which is the usual one
    if value < 0 and len(sections) > 1 and sections[1]:
        return sections[1], False
    if value == 0 and len(sections) > 2 and sections[2]:
        return sections[2], False
    return sections[0], True


def _number(value: Decimal, tokens: tuple[Token, ...]) -> str:
    if not any(kind == "number" for kind, _ in tokens):
        has_value = not tokens or any(
            kind in ("general", "fraction") or text == "@" for kind, text in tokens
        )
        digits = shortest(value) if has_value else ""
        return digits + "".join(text for kind, text in tokens if kind == "literal")
    percents = sum(1 for kind, text in tokens if kind == "plain" and text == "%")
    scaled, words, printed = _WIDE.scaleb(value, 2 * percents), "", False
    for kind, text in tokens:
        if kind == "number" and not printed:
            words, printed = words + _digits(abs(scaled), text), True
        elif kind in ("literal", "plain"):
            words += text
    rounded_away = not re.search("[1-9]", words)
    return ("-" if value < 0 and not rounded_away else "") + words.strip()


def _digits(value: Decimal, picture: str) -> str:
    """Digits by a picture such as ``#,##0.00``, ``0.##``, ``0.00E+00``, ``0,`` (thousands)."""
    mantissa, _, power = picture.upper().partition("E")
    if power:
        digits, _, exponent = f"{value:.{len(mantissa.partition('.')[2])}E}".partition("E")
        return f"{digits}E{exponent[0]}{exponent[1:].zfill(len(power) - 1)}"
    whole, _, after = picture.partition(".")
    scale = len(whole) - len(whole.rstrip(","))
    value = _WIDE.scaleb(value, -3 * scale)
    text = format(value.quantize(Decimal(1).scaleb(-len(after)), context=_WIDE), "f")
    left, _, right = text.partition(".")
    least = len(after.rstrip("#?"))
    while len(right) > least and right.endswith("0"):
        right = right[:-1]
    left = left.zfill(whole.count("0")) if whole.count("0") else left.lstrip("0")
    if "," in whole.rstrip(","):
        left = f"{int(left or 0):,}" if not left.startswith("0") else left
    return f"{left}.{right}" if right or (after and least) else left


def _moment(value: Decimal, tokens: tuple[Token, ...], epoch_1904: bool) -> str:
    moment = _date(value, epoch_1904)
    if moment is None:
        return shortest(value)
    signs = "".join(text.lower() for kind, text in tokens if kind in ("date", "elapsed"))
    if any(kind == "elapsed" for kind, _ in tokens):
        seconds = int((value * 86400).to_integral_value(ROUND_HALF_UP))
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}" + (
            f":{seconds % 60:02d}" if "s" in signs else ""
        )
    if any(text in "年月日时分" for kind, text in tokens if kind in ("literal", "plain") and text):
        return _by_picture(moment, tokens)
    day = moment.strftime("%Y-%m-%d") if "y" in signs or "d" in signs or "e" in signs else ""
    if "y" in signs and "d" not in signs:
        day = day[:7]
    clock = (
        moment.strftime("%H:%M:%S" if "s" in signs else "%H:%M")
        if "h" in signs or "s" in signs
        else ""
    )
    return f"{day} {clock}".strip() or moment.strftime("%Y-%m")


def _by_picture(moment: datetime, tokens: tuple[Token, ...]) -> str:
    """2023年12月31日, 12月31日, 9时05分: the format's own order and words."""
    words, clock = "", False
    for kind, text in tokens:
        sign = text.lower()
        if kind == "date":
            clock = clock or sign[0] == "h"
            unit = {
                "y": moment.year,
                "e": moment.year,
                "d": moment.day,
                "h": moment.hour,
                "s": moment.second,
            }
            number = unit.get(sign[0], moment.minute if clock else moment.month)
            words += f"{number:02d}" if len(sign) == 2 and sign[0] != "y" else str(number)
        elif kind in ("literal", "plain") and text != "@":
            words += text
    return words.strip()


def _date(value: Decimal, epoch_1904: bool) -> datetime | None:
    """The moment a serial number means; 1900 is counted as Excel counts it, with a 29 February."""
    if not 0 <= value < 2_958_466:
        return None
    first = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30 if value >= 60 else 31)
    seconds = int((value * 86400).to_integral_value(ROUND_HALF_UP))
    return first + timedelta(seconds=seconds)
