"""How target values are spelled: width and script folded, known units, marks of a bad scan."""

from __future__ import annotations

import re

from jixiao.plan.words import clean
from jixiao.terms.units import SPELLINGS, UNITS

WIDE = str.maketrans(
    "０１２３４５６７８９．，％＞＜＝（）／＋－：；﹥﹤﹪", "0123456789.,%><=()/+-:;><%"
)
_TRADITIONAL = str.maketrans("萬個億達於過達場個戶條輛檔內後", "万个亿达于过达场个户条辆档内后")
GARBLED = re.compile(r"\ufffd|[Qq^工](?=\d)|(?<=\d)\$")
KNOWN = re.compile(
    "|".join(re.escape(u) for u in sorted({*UNITS, *SPELLINGS}, key=len, reverse=True))
)


def fold(text: str) -> str:
    """Width and script folded, blanks out: ``≥ ９５％`` → ``≥95%``."""
    return re.sub(r"\s+", "", clean(text)).translate(WIDE).translate(_TRADITIONAL)
