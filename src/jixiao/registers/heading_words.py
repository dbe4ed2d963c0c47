"""The words of a heading: its usual spelling, its forms, the unit it carries, its column's letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

#: Unit → its factor to 元.
UNITS = {
    "元": "1",
    "千元": "1000",
    "万元": "10000",
    "百万元": "1000000",
    "亿元": "100000000",
    "分": "0.01",
}
_UNIT = r"(?:人民币)?(元|千元|万元|百万元|亿元)"
_BRACKETED = re.compile(r"[(\[{<【〔《「](.*?)[)\]}>】〕》」]")
_BRACKETED_UNIT = re.compile(rf"[(\[【〔](?:单位[::])?\s*(?:{_UNIT}|(分))\s*[)\]】〕]")
_TRAILING_UNIT = re.compile(rf"^(.{{2,}}?)[/:_\-,\s]*{_UNIT}$")
_SHEET_UNIT = re.compile(rf"单位\s*[::]\s*{_UNIT}")
#: 4、… as surveys number their questions.
_NUMBERED = re.compile(r"^\s*(?:Q?\d{1,3}\s*[、.．)]|[*★])\s*(?=\D)")
_NOT_WORDS = re.compile(r"[\W_]+")
_SAME = (
    ("时间", "日期"),
    ("编码", "编号"),
    ("代码", "编号"),
    ("号码", "编号"),
    ("编号", "号"),
    ("时限", "期限"),
    ("的", ""),
    ("電話", "电话"),
)
_TRADITIONAL = str.maketrans(
    "編號碼稱時間類別處罰決結額單費項稅據觀點電話聯繫檢驗測試樣場監營業務機構執員關產質標誌廣種設備備註證號"
    "數狀態總計實際應預畫劃進開發報來還張聽講學習題滿評價調問卷賬戶帳資訊網絡絡錄創審長屬縣區鄉鎮參與違規製",
    "编号码称时间类别处罚决结额单费项税据观点电话联系检验测试样场监营业务机构执员关产质标志广种设备备注证号"
    "数状态总计实际应预画划进开发报来还张听讲学习题满评价调问卷账户账资讯网络络录创审长属县区乡镇参与违规制",
)


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """A heading without case, width, spaces, punctuation, and with one word for 时间/日期, 编号/号码 …"""
    bare = unicodedata.normalize("NFKC", text[:200]).lower().translate(_TRADITIONAL)
    bare = _NOT_WORDS.sub("", bare)
    for written, usual in _SAME:
        bare = bare.replace(written, usual)
    return bare


def unnumbered(heading: str) -> str:
    """A heading without the number that surveys give their questions, in half width."""
    return _NUMBERED.sub("", unicodedata.normalize("NFKC", heading[:200]))


def forms(heading: str) -> Iterator[str]:
    """Canonical forms of a heading, fullest first: whole, without brackets, without a trailing unit."""
    flat = unnumbered(heading)
    yield canonical(flat)
    bare = _BRACKETED.sub("", flat)
    yield canonical(bare)
    if found := _TRAILING_UNIT.match(bare.strip()):
        yield canonical(found[1])


def unit_of(heading: str) -> str | None:
    """The money unit a heading carries (金额（万元）), or ``None``."""
    flat = unicodedata.normalize("NFKC", heading[:200])
    found = _BRACKETED_UNIT.search(flat)
    if found:
        return found[1] or found[2]
    trailing = _TRAILING_UNIT.match(_BRACKETED.sub("", flat).strip())
    return trailing[2] if trailing else None


def sheet_unit(above: Sequence[Sequence[str]]) -> str | None:
    """单位：万元, printed once above the headings."""
    for row in above:
        if found := _SHEET_UNIT.search(
            unicodedata.normalize("NFKC", " ".join(c or "" for c in row))
        ):
            return found[1]
    return None


def letter(index: int) -> str:
    """A column's letter as spreadsheets name it: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
