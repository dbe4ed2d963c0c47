"""Words for comparing texts of a plan: what is left of a text when what says nothing is out."""

from __future__ import annotations

import re

from jixiao.plan.words import squeeze

#: Longest text that is compared; what lies behind it is not looked at when likeness is judged.
LONGEST = 400
_BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]{0,20}[)）\]】]")
_SIGNS = re.compile(r"[^\w%]|_")
_EMPTY = re.compile(
    "的|总(?=[人户件次])|数量|总数|总量|个数|次数|情况|项目|全年|年度|比率|比例|百分比|比重"
)
_RATIO = re.compile(r"(?:率|比率|比例|占比|百分比|准确度)$")
_RATE_WORDS_THAT_ARE_NONE = ("效率", "频率", "速率", "汇率", "税率", "利率", "功率", "费率")
_VALUE = re.compile(r"[≥≤=<>]?\d[\d.,]*(?:%|[\u4e00-\u9fff]{1,5})?")
_NUMBERED = re.compile(
    r"(?:^|(?<=[^\d.]))(?:目标\s*)?[(（]?\d{1,2}\s*[)）]?\s*[、.．:：](?!\d)|[(（]\d{1,2}[)）]"
)


def shown(text: str | None, limit: int = 30) -> str:
    """A text for a message, in quotes, cut where it is long."""
    line = (text or "")[: 2 * limit].replace("\n", "")
    return f"“{line if len(line) <= limit else line[: limit - 1] + '…'}”"


def core_of(text: str) -> str:
    """A text for comparing: brackets, signs and words that say nothing out."""
    bare = _SIGNS.sub("", _BRACKETED.sub("", squeeze(text[:LONGEST])))
    return _EMPTY.sub("", bare) or bare


def is_ratio_name(name: str) -> bool:
    """Whether a name speaks of a ratio: 办结率, 场地供应比率; not 工作效率."""
    bare = _BRACKETED.sub("", squeeze(name))
    other = bare.endswith(_RATE_WORDS_THAT_ARE_NONE) and not bare.endswith(("成功率", "有效率"))
    return bool(_RATIO.search(bare)) and not other


def is_share_name(name: str) -> bool:
    """Whether a name is answered in percent: a ratio, or how many of those asked are content (满意度)."""
    return is_ratio_name(name) or squeeze(name).endswith("满意度")


def is_value(text: str) -> bool:
    """Whether a text is nothing but a value: 1346.0088万平方米, ≥95%."""
    return bool(_VALUE.fullmatch(squeeze(text[:60])))


def parts_of(goals: tuple[str, ...]) -> list[str]:
    """The numbered sub-goals of a goal text, numbers off; one part where nothing is numbered."""
    parts = [part for goal in goals for part in _NUMBERED.split(goal)]
    return [bare for part in parts if (bare := part.strip(" \n，,。；;、"))]


def pairs_of(text: str, without: re.Pattern[str] | None = None) -> set[str]:
    """Every two neighbouring Chinese characters of a text; words left out part the text."""
    parted = without.sub(" ", text[:LONGEST]) if without else text[:LONGEST]
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", parted)
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def longest_shared(first: str, second: str) -> str:
    """The longest piece two texts share word for word (looked for in their first part only)."""
    a, b = first[:LONGEST], second[:LONGEST]
    best, low, high = "", 1, min(len(a), len(b))
    while low <= high:  # what is shared at one length is shared at every shorter one
        length = (low + high) // 2
        found = _shared_of(a, b, length)
        best, low, high = (found, length + 1, high) if found else (best, low, length - 1)
    return best


def _shared_of(a: str, b: str, length: int) -> str:
    pieces = {b[i : i + length] for i in range(len(b) - length + 1)}
    starts = range(len(a) - length + 1)
    return next((a[i : i + length] for i in starts if a[i : i + length] in pieces), "")
