"""Counting numbers as Word lists print them: 1, 01, 一, 壹, 甲, ①, Ⅳ, d."""

from __future__ import annotations

from collections.abc import Callable

_PLAIN, _FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(count: int, style: str) -> str:
    """A count in one of Word's number formats; an unknown format prints digits."""
    if not 0 <= count < 100_000:
        return str(count)
    return _STYLES.get(style, str)(count)


def chinese(count: int, digits: str = _PLAIN, units: str = "十百千") -> str:
    """十二, 一百零三; formal digits print 壹拾贰."""
    if count >= 10_000:
        return str(count)
    words, zero = "", False
    for power in (3, 2, 1, 0):
        digit = count // 10**power % 10
        zero = zero or (bool(words) and not digit)
        if digit:
            words += (
                (digits[0] if zero else "") + digits[digit] + (units[power - 1] if power else "")
            )
            zero = False
    plain = digits == _PLAIN and words.startswith("一十")
    return (words[1:] if plain else words) or digits[0]


def _one_by_one(count: int) -> str:
    return "".join("○一二三四五六七八九"[int(digit)] for digit in str(count))


def _picked(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else str(count)


def _run(first: str, last: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, from 1 to ``last``."""
    return _picked("".join(chr(ord(first) + step) for step in range(last)))


def _letters(count: int) -> str:
    """Letters a … z, then aa … zz as Word does."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30) if count else "0"


def _roman(count: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * min(count // value, 99)
        count %= value
    return words or "0"


def _full_width(count: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(count))


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "chineseLegalSimplified": lambda count: chinese(count, _FORMAL, "拾佰仟"),
    "ideographLegalTraditional": lambda count: chinese(count, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographTraditional": _picked("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _picked("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerLetter": _letters,
}
