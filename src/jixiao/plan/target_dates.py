"""Deadlines in target values: ``≤12月``, ``2023年12月前``, ``第4季度``, ``2025年年底前``, periods of dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from jixiao.terms.targets import Operator

_DONE = r"(?:(?:全部|建设|工作)?(?:完成|完工|竣工|到位|结束|完毕|验收|建成|投用)(?:建设|任务|验收|工作)?)*"
_BEFORE = r"(?P<before>之前|以前|前后|前)?"
_TAIL = rf"(?P<end>底|末|年底|年末)?{_BEFORE}(?:完成|完工|竣工|到位|结束|完毕|内)*{_DONE}"
_HEAD = r"(?:截至|截止到?|在|于|每年)?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_THIS = r"(?:当年|本年度?|今年)?"
_FULL = re.compile(
    rf"{_HEAD}{_YEAR}(?P<mark>[年./-])度?(?P<month>[0-9]{{1,2}})(?:月份?)?"
    rf"(?:(?:(?P=mark)|(?<=月)|(?<=份))(?P<day>[0-9]{{1,2}})[日号]?)?{_TAIL}"
)
_EIGHT = re.compile(rf"{_YEAR}(?P<month>[01][0-9])(?P<day>[0-3][0-9])?")
_YEAR_END = re.compile(
    rf"{_HEAD}{_YEAR}年?度?(?P<end>底|末|年底|年末|内)(?P<before>前|之前|以前)?{_DONE}"
)
_YEAR_DONE = re.compile(
    rf"{_HEAD}{_YEAR}年度?(?:全部)?(?:完成|完工|竣工|建成|到位|实现|投用)(?:建设|任务|工作|项目)?{_DONE}"
)
_THIS_YEAR_END = re.compile(
    rf"{_HEAD}(?:{_THIS}年[底末内]|(?:当年|本年度?|今年)(?:[内底末]|(?=完)))(?P<before>前|之前|以前)?{_DONE}"
)
_MONTH = re.compile(
    rf"{_HEAD}{_THIS}(?P<month>[0-9]{{1,2}})月份?(?:(?P<day>[0-9]{{1,2}})[日号])?{_TAIL}"
)
_DOTTED = re.compile(
    rf"{_THIS}(?P<month>[0-9]{{1,2}})\.(?P<day>[0-9]{{1,2}})(?P<before>前|之前|以前)"
)
_PART = re.compile(
    rf"{_HEAD}(?:{_YEAR}年|{_THIS})(?:(?P<quarter>第?[1-4])(?P<word>季度?)|(?P<half>上半年|下半年))"
    rf"(?P<end>底|末|内)?(?P<before>前|之前|以前)?{_DONE}"
)
_THIRD = re.compile(
    rf"(?:{_YEAR}年|{_THIS})(?P<month>[0-9]{{1,2}})月(?P<third>上旬|中旬|下旬)内?{_DONE}"
)
_BARE_YEAR = re.compile(rf"{_YEAR}(?:年度?)?")
_BETWEEN = (re.compile("至|到|~|～|—{1,2}|–"), re.compile("-{1,2}"))
_MONTHS = re.compile(rf"{_YEAR}年(?P<from>[0-9]{{1,2}})月?(?:-|—|~|～|至|到)(?P<to>[0-9]{{1,2}})月")


@dataclass(frozen=True)
class Deadline:
    """A day or month to be done by. ``when`` is ISO (``2023-12``, ``2023-12-31``), or the bare
    month number where no year is printed; ``year`` says whether it is.
    """

    when: str
    operator: Operator | None
    year: bool
    unit: str | None = None
    canonical: str = ""


@dataclass(frozen=True)
class Asked:
    """What stands around a date: the sign before it, and whether the indicator asks when."""

    operator: Operator | None
    timely: bool


def _valid(month: int, day: int | None, year: int = 2024) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year, month)[1])


def _operator(found: re.Match[str]) -> Operator | None:
    if found["end"]:
        return Operator.AT_MOST
    return Operator.LESS_THAN if found["before"] else None


def read_deadline(text: str, operator: Operator | None, timely: bool = False) -> Deadline | None:
    """The deadline a whole text states, or ``None``. ``operator`` is a sign read before it.

    ``timely`` says that the indicator asks for a time: 12月 and 2023年 are a deadline only there.
    """
    for pattern, read in _READERS:
        if found := pattern.fullmatch(text):
            return read(found, Asked(operator, timely))
    return None


def _with_year(found: re.Match[str], asked: Asked) -> Deadline | None:
    day = int(found["day"]) if found["day"] else None
    # 2019.01 alone is a decimal; 2019.01.31, 2019.01底 and a 完成时间 of 2019.01 are dates.
    decimal = found["mark"] == "." and not (day or found["end"] or found["before"] or asked.timely)
    if decimal or (found["mark"] == "." and len(found["month"]) == 1 and not day):
        return None
    return _on(int(found["year"]), int(found["month"]), day, asked.operator or _operator(found))


def _on(year: int, month: int, day: int | None, operator: Operator | None) -> Deadline | None:
    if not _valid(month, day, year):
        return None
    when = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    words = f"{year}年{month}月" + (f"{day}日" if day else "")
    return Deadline(when, operator, True, None, words + "前")


def _eight(found: re.Match[str], asked: Asked) -> Deadline | None:
    """20240630 and 202406, where the indicator asks when."""
    day = int(found["day"]) if found["day"] else None
    if not asked.timely or day == 0:
        return None
    return _on(int(found["year"]), int(found["month"]), day, asked.operator)


def _year_end(found: re.Match[str], asked: Asked) -> Deadline:
    year = found["year"]
    return Deadline(
        f"{year}-12-31", asked.operator or Operator.AT_MOST, True, None, f"{year}年12月31日前"
    )


def _bare_year(found: re.Match[str], asked: Asked) -> Deadline | None:
    return _year_end(found, asked) if asked.timely else None


def _this_year_end(_found: re.Match[str], asked: Asked) -> Deadline:
    return Deadline("12", asked.operator or Operator.AT_MOST, False, "月", "≤12月")


def _month_only(found: re.Match[str], asked: Asked) -> Deadline | None:
    month = int(found["month"])
    day = int(found["day"]) if found["day"] else None
    said = asked.operator or _operator(found)
    # 12月 alone may be a duration; a sign, 底 or 前, a day or a name that asks when makes it a date.
    if not _valid(month, day) or (said is None and day is None and not asked.timely):
        return None
    if day:
        return Deadline(f"{month:02d}-{day:02d}", said, False, None, f"{month}月{day}日前")
    return Deadline(str(month), said, False, "月", f"≤{month}月")


def _dotted(found: re.Match[str], asked: Asked) -> Deadline | None:
    month, day = int(found["month"]), int(found["day"])
    if not _valid(month, day):
        return None
    said = asked.operator or Operator.LESS_THAN
    return Deadline(f"{month:02d}-{day:02d}", said, False, None, f"{month}月{day}日前")


def _part(found: re.Match[str], asked: Asked) -> Deadline | None:
    """A quarter or half of the year ends with its last month; ``前`` alone may exclude it."""
    quarter = found["quarter"]
    counted = quarter and not quarter.startswith("第") and not asked.timely
    if counted or (found["before"] and not found["end"]):
        return None  # 4季度 may be how long; 二季度前 may be before it begins or ends
    month = int(quarter[-1]) * 3 if quarter else 6 if found["half"] == "上半年" else 12
    said = asked.operator or (Operator.AT_MOST if found["end"] else None)
    return _in_year(found["year"], month, None, said)


def _third(found: re.Match[str], asked: Asked) -> Deadline | None:
    month = int(found["month"])
    day = {"上旬": 10, "中旬": 20}.get(found["third"])
    if not _valid(month, None):
        return None
    return _in_year(found["year"], month, day, asked.operator or Operator.AT_MOST)


def _in_year(
    year: str | None, month: int, day: int | None, operator: Operator | None
) -> Deadline | None:
    if year:
        return _on(int(year), month, day, operator)
    if day:
        return Deadline(f"{month:02d}-{day:02d}", operator, False, None, f"{month}月{day}日前")
    return Deadline(str(month), operator, False, "月", f"≤{month}月")


_Reader = Callable[[re.Match[str], Asked], Deadline | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_FULL, _with_year), (_EIGHT, _eight), (_YEAR_END, _year_end), (_YEAR_DONE, _year_end),
    (_MONTH, _month_only), (_DOTTED, _dotted), (_PART, _part), (_THIRD, _third),
    (_THIS_YEAR_END, _this_year_end), (_BARE_YEAR, _bare_year),
)  # fmt: skip


def read_period(text: str) -> tuple[str, str] | None:
    """``2020年1月--2020年11月`` and ``2020年1月至11月`` → (``2020-01``, ``2020-11``), or ``None``."""
    if found := _MONTHS.fullmatch(text):
        year, first, last = found["year"], int(found["from"]), int(found["to"])
        return (f"{year}-{first:02d}", f"{year}-{last:02d}") if 1 <= first <= last <= 12 else None
    for between in _BETWEEN:
        ends = [read_deadline(part, None) for part in between.split(text)]
        if len(ends) == 2 and ends[0] and ends[1] and ends[0].year and ends[1].year:
            return ends[0].when, ends[1].when
    return None
