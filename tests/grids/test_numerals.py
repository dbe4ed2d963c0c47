from __future__ import annotations

import pytest

from jixiao.grids.numerals import numeral


@pytest.mark.parametrize(
    ("count", "style", "printed"),
    [
        (12, "decimal", "12"), (7, "decimalZero", "07"), (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"), (20, "chineseCounting", "二十"),
        (105, "chineseCounting", "一百零五"), (110, "chineseCounting", "一百一十"),
        (1001, "chineseCounting", "一千零一"), (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二○"), (3, "ideographTraditional", "丙"), (4, "ideographZodiac", "卯"),
        (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"), (2, "decimalEnclosedParen", "⑵"),
        (14, "upperRoman", "XIV"), (9, "lowerRoman", "ix"), (28, "lowerLetter", "bb"), (2, "upperLetter", "B"),
        (15, "decimalFullWidth", "１５"), (0, "chineseCounting", "零"), (3, "unheard", "3"),
    ],
)  # fmt: skip
def test_numbers_as_word_prints_them(count: int, style: str, printed: str) -> None:
    assert numeral(count, style) == printed
