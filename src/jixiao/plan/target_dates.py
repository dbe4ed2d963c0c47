"""Deadlines in target values: ``≤12月``, ``2023年12月前``, ``2025年年底前``, periods of dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from jixiao.terms.targets import Operator

_YEAR = r"(?P<year>(?:19|20)\d{2})\s*年?度?"
_TAIL = r"\s*(?P<end>底|末|年底|年末)?\s*(?P<before>前|之前|以前|前后)?\s*(?:完成|完工|竣工|到位|结束|完毕|内)*"
_FULL = re.compile(
    r"(?:在|于)?\s*(?P<year>(?:19|20)\d{2})\s*(?P<mark>[年./-])\s*(?P<month>\d{1,2})\s*(?:月份?)?\s*"
    rf"(?:(?:[./-]|(?<=月)|(?<=份))\s*(?P<day>\d{{1,2}})\s*[日号]?)?{_TAIL}"
)
_YEAR_END = re.compile(
    rf"(?:在|于)?\s*{_YEAR}\s*(?P<end>底|末|年底|年末|内)\s*(?P<before>前|之前|以前)?\s*(?:完成|完工|竣工|到位)*"
)
_THIS_YEAR_END = re.compile(
    r"(?:当年|本年|今年)?\s*(?P<end>年底|年末)\s*(?P<before>前|之前|以前)?\s*(?:完成|完工|竣工|到位)*"
)
_MONTH = re.compile(
    rf"(?:当年|本年|今年)?\s*(?P<month>\d{{1,2}})\s*月份?\s*(?:(?P<day>\d{{1,2}})\s*[日号])?{_TAIL}"
)
_BETWEEN = re.compile(r"\s*(?:-{1,2}|—{1,2}|–|~|～|至|到)\s*")


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


def _valid(month: int, day: int | None, year: int = 2024) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year, month)[1])


def _operator(found: re.Match[str]) -> Operator | None:
    if found["end"]:
        return Operator.AT_MOST
    return Operator.LESS_THAN if found["before"] else None


def read_deadline(text: str, operator: Operator | None) -> Deadline | None:
    """The deadline a whole text states, or ``None``. ``operator`` is a sign read before it."""
    if found := _FULL.fullmatch(text):
        return _with_year(found, operator)
    if found := _YEAR_END.fullmatch(text):
        return Deadline(
            f"{found['year']}-12-31",
            operator or Operator.AT_MOST,
            True,
            None,
            f"{found['year']}年12月31日前",
        )
    if found := _MONTH.fullmatch(text):
        return _month_only(found, operator)
    if _THIS_YEAR_END.fullmatch(text):
        return Deadline("12", operator or Operator.AT_MOST, False, "月", "≤12月")
    return None


def _with_year(found: re.Match[str], operator: Operator | None) -> Deadline | None:
    year, month = int(found["year"]), int(found["month"])
    day = int(found["day"]) if found["day"] else None
    # 2019.01 alone is a decimal; 2019.01.31, 2019.01底 and 2019.01前 are dates.
    decimal = found["mark"] == "." and not (day or found["end"] or found["before"])
    if decimal or not _valid(month, day, year):
        return None
    when = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    words = f"{year}年{month}月" + (f"{day}日" if day else "")
    return Deadline(when, operator or _operator(found), True, None, words + "前")


def _month_only(found: re.Match[str], operator: Operator | None) -> Deadline | None:
    month = int(found["month"])
    day = int(found["day"]) if found["day"] else None
    said = operator or _operator(found)
    # 12月 alone may be a duration; a sign, 底 or 前 makes it a deadline, and so does a day.
    if not _valid(month, day) or (said is None and day is None):
        return None
    if day:
        return Deadline(f"{month:02d}-{day:02d}", said, False, None, f"{month}月{day}日前")
    return Deadline(str(month), said, False, "月", f"≤{month}月")


def read_period(text: str) -> tuple[str, str] | None:
    """``2020年1月--2020年11月`` → (``2020-01``, ``2020-11``), or ``None``."""
    parts = _BETWEEN.split(text)
    if len(parts) != 2:
        return None
    ends = [read_deadline(part.strip(), None) for part in parts]
    if not all(end and end.year for end in ends):
        return None
    first, last = (end.when for end in ends if end)
    return first, last
