"""Words in a date cell that are no plain day: spans, expectations, open ends, months, last days.

A day on which something happened is one day: a span, an expectation or a month is not it, and a
word for "not yet" is a blank. A last day by which something is to be done (期限) may be said as a
month, a quarter or a year's end, and then is its last day.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

_FULL = r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
_BEFORE = r"(?:以前|之前|前|止|底前|末前)?"
_YEAR = r"(?:((?:19|20)\d{2})年?(?:度)?)?"
_SPAN = re.compile(rf"{_FULL}\s*(?:至|到|—+|~|-+|–)\s*(?:{_FULL}|(\d{{1,2}})[.月](\d{{1,2}})日?)")
_DAY_BEFORE = re.compile(rf"(?:截至|截止)?{_FULL}{_BEFORE}")
_MONTH = re.compile(rf"{_YEAR}\s*(\d{{1,2}})月(?:份)?(上旬|中旬|下旬|底|末)?{_BEFORE}")
_MONTH_IN_DIGITS = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})")
_QUARTER = re.compile(rf"{_YEAR}第?([一二三四1-4])季度(?:底|末)?{_BEFORE}")
_HALF = re.compile(rf"{_YEAR}([上下])半年(?:底|末)?{_BEFORE}")
_END = re.compile(rf"{_YEAR}(?:年?底|年末|全年|年内|全年完成|常年){_BEFORE}")
_ONLY_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度)?")
_NOT_YET = re.compile(
    r"(?:尚未|暂未|还未|未|没有|暂不|待)(?:结案?|办结?|办理|处理|处置|完成|完结|整改|支付|付款|拨付|公示|公开|"
    r"检查|检验|受理|立案|告知|回复|发生|开始|开展|到期|决定|执行|送达|注销|移出|定|录入|审核|验收|复查|初查)?[。.]?"
    r"|(?:正?在)?(?:办理|处理|处置|整改|调查|审核|审批|检验|调解|进行|执行|核查|施工|在办)中?[。.]?"
    r"|9999[-/.]12[-/.]31(?: .*)?"
)
_NO_END = re.compile(r"(?:长期|永久|长期有效|永久有效|无期限|无固定期限|不限|不限期|无限期|至今)")
_EXPECTED = re.compile(r"预计|拟于?|计划|约|左右|大概|估计|暂定")
_OPEN = re.compile(r"未结|未办|未完|起$|至今|在办|办理中|进行中|以来")
_SPAN_SIGN = re.compile(r"\d\s*日?\s*(?:至|到|~|—|–)\s*\d|\d日?\s*-\s*\d{4}|日\s*-\s*\d{1,2}日")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?: .*)?")
_NO_YEAR = re.compile(r"\d{1,2}[-/.月]\d{1,2}日?")
_WRITE_SO = "写成 2023-03-01 这样的日期，没有发生的留空"
_QUARTERS = {**{q: i for i, q in enumerate("一二三四", 1)}, **{str(i): i for i in range(1, 5)}}
_TENS = {"上旬": 10, "中旬": 20}


def is_blank(text: str, *, deadline: bool) -> bool:
    """Whether the words say that there is no such day: not yet done, or without an end."""
    said = _flat(text)
    return bool(_NOT_YET.fullmatch(said) or (deadline and _NO_END.fullmatch(said)))


def last_day(text: str, year: int | None) -> date | None:
    """The last day a deadline's words allow; ``None`` where they do not say one.

    ``year`` is that of the ledger, for words that name none.
    """
    said = _flat(text)
    try:
        return _whole_day(said) or _end_of(said, year)
    except ValueError:  # a thirteenth month, a thirtieth of February
        return None


def _whole_day(said: str) -> date | None:
    if found := _SPAN.fullmatch(said):
        year, _, _, *end, month, day = found.groups()
        numbers = end if end[0] else (year, month, day)
        return date(*(int(n) for n in numbers))
    found = _DAY_BEFORE.fullmatch(said)
    return date(*(int(n) for n in found.groups())) if found else None


def _end_of(said: str, year: int | None) -> date | None:
    """The end of a month, quarter, half year or year."""
    if found := _ONLY_YEAR.fullmatch(said):
        return date(int(found[1]), 12, 31)
    if found := _MONTH_IN_DIGITS.fullmatch(said):
        return _month_end(int(found[1]), int(found[2]))
    for pattern in (_MONTH, _QUARTER, _HALF, _END):
        if not (found := pattern.fullmatch(said)):
            continue
        if not (in_year := int(found[1]) if found[1] else year):
            return None
        if pattern is _MONTH:
            before = re.search(r"月(?:份)?(?:以前|之前|前)", said)
            return None if before else _month_end(in_year, int(found[2]), _TENS.get(found[3] or ""))
        if pattern is _QUARTER:
            return _month_end(in_year, 3 * _QUARTERS[found[2]])
        return _month_end(in_year, 6 if pattern is _HALF and found[2] == "上" else 12)
    return None


def _month_end(year: int, month: int, day: int | None = None) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def what_it_is(text: str) -> tuple[str, str]:
    """What a date cell that was refused says, and what to do; ``{}`` is where it is quoted."""
    said = _flat(text)
    if _SPAN_SIGN.search(said):
        return "“{}”是一段时间，不是哪一天", "写发生的那一天；起止日期分两列写"
    if _EXPECTED.search(said):
        return "“{}”是预计的，不是已经发生的日期", "还没有发生的留空；已经发生的写实际日期"
    if _OPEN.search(said):
        return "“{}”说的是还没有结束", "还没有发生的留空；已经发生的写实际日期"
    if _YEAR_LAST.fullmatch(said):
        return "“{}”分不清日和月的先后", "先写年，再写月、日，例如 2023-03-01"
    if re.fullmatch(_FULL + ".*", said):
        day = re.fullmatch(_FULL, said)
        return (
            "“{}”不是日期，没有这一天" if day else "“{}”在日期后面还有别的字，不能当作那一天"
        ), _WRITE_SO
    if _SHORT_YEAR.fullmatch(said):
        return "“{}”的年只写了两位，或分不清年月日", "年写四位，例如 2023-03-01"
    if _MONTH_IN_DIGITS.fullmatch(said) or _MONTH.fullmatch(said) or _ONLY_YEAR.fullmatch(said):
        return "“{}”没有写到哪一天", _WRITE_SO
    if _NO_YEAR.fullmatch(said) or _QUARTER.fullmatch(said) or _END.fullmatch(said):
        return "“{}”没有写年，或没有写到哪一天", _WRITE_SO
    return "“{}”不是日期", _WRITE_SO


def _flat(text: str) -> str:
    """Half-width, single spaces, brackets round the whole gone."""
    flat = " ".join(unicodedata.normalize("NFKC", text).split())
    return flat[1:-1] if flat.startswith("(") and flat.endswith(")") else flat
