"""The period a sheet of counts speaks for: 2024年3月, 2024年一季度, 2024年1-6月, 2024年度, a day to a day.

A sheet of counts prints no day on its rows, so a month counted under the wrong period is a wrong number
that nobody sees. It is read from the title, the names of the file and the sheet, or a column, or said;
where none says it, or two say otherwise, it is asked.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Period:
    """From a first to a last day, both counted."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    def within(self, other: Period) -> bool:
        """Whether no day of it is outside another."""
        return other.first <= self.first and self.last <= other.last


_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBERS |= {"十": 10, "十一": 11, "十二": 12}
_YEAR = r"(?P<year>(?:19|20)\d{2})\s*(?:年度?|[-/.])?\s*"
_MONTH = r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)[日号]?"
_TO = r"\s*(?:至|到|~|—+|–|-|\.\.)\s*"
_DAYS = re.compile(_DAY + _TO + _DAY)
_DAYS_OF_YEAR = re.compile(
    rf"{_YEAR}(\d{{1,2}})月(\d{{1,2}})[日号]{_TO}(?:(?P=year)年)?(\d{{1,2}})月(\d{{1,2}})[日号]"
)
_MONTHS = re.compile(rf"{_YEAR}{_MONTH}\s*月?(?:份)?{_TO}(?:(?P=year)\s*[年/.-]\s*)?{_MONTH}\s*月")
_QUARTER = re.compile(rf"{_YEAR}(?:第?\s*([一二三四1-4])\s*季度?|[Qq]([1-4]))")
_HALF = re.compile(rf"{_YEAR}(上|下)半年")
#: No month of its own: 3月5日, 3月底, 3月上旬, 3月、4月, 3月累计.
_NOT_ALONE = (
    rf"(?!份?\s*(?:\d|底|末|初|止|[上中下]旬|[、,，和及与]\s*\d|{_TO}\d|[^\n]{{0,12}}累计))"
)
_ONE_MONTH = re.compile(
    rf"{_YEAR}{_MONTH}\s*月{_NOT_ALONE}"
    r"|(?<!\d)(?P<plain>(?:19|20)\d{2})[-/.年]?(0[1-9]|1[0-2])(?![\d\-/年月]|\.\d)"
)
_QUARTERS = re.compile(rf"{_YEAR}(?:前|[一1]{_TO})\s*([二三2-3])\s*个?季度")
#: Until when, or when it was printed: 截至2024年3月, 填报时间：2024年4月. No period.
_NO_PERIOD = re.compile(
    rf"(?:截[至止]到?|(?:制表|填表|填报|报送|上报|导出|打印|生成|出表|下载)(?:时间|日期|日|于)?)\s*:?\s*"
    rf"{_YEAR}{_MONTH}\s*月?"
)
_UNTIL = re.compile("截[至止]")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\D|\d{2}(?!\d)|$)")
_BARE = re.compile(
    rf"(?<!\d)(?:{_MONTH}\s*月?(?:份)?{_TO})?{_MONTH}\s*月|(?:第?[一二三四1-4]|前[二三])\s*个?季度|[上下]半年"
)
_WHOLE = re.compile(r"((?:19|20)\d{2})\s*年?(?:全年|年度|度)")


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def months(year: int, first: int, last: int) -> Period | None:
    """From the first day of a month to the last of another; ``None`` where they stand the wrong way."""
    if first > last:
        return None
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _between(first: Iterable[str], last: Iterable[str]) -> Period | None:
    try:
        made = Period(date(*map(int, first)), date(*map(int, last)))
    except ValueError:  # the 30th of February
        return None
    return made if made.first <= made.last else None


@dataclass(frozen=True)
class Named:
    """The periods a text names; ``vague``: it names months too that belong to no known year."""

    periods: tuple[Period, ...] = ()
    vague: bool = False


def named(text: str, year: int | None = None) -> Named:
    """Every period that a text names; months without a year are those of its one year, else of ``year``.

    A year beside 截至 is no whole year: what is counted until a day is counted since another.
    """
    text = unicodedata.normalize("NFKC", text)
    found, left = _read(text)
    if _UNTIL.search(text):
        found = [one for one in found if one != months(one.first.year, 1, 12)]
    bare = _BARE.search(left)
    if not bare:
        return Named(tuple(found))
    years = {int(one) for one in _ANY_YEAR.findall(text)} or ({year} if year else set())
    if len(years) != 1:
        return Named(tuple(found), vague=True)
    more, _ = _read(f"{years.pop()}年{left[bare.start() :]}")
    return Named((*found, *more), vague=not more)


def _read(text: str) -> tuple[list[Period], str]:
    """The periods with their year, the spans before the months that are only their ends; and what is left."""
    found = []
    for pattern, made in _READERS:
        found += [period for one in pattern.finditer(text) if (period := made(one))]
        text = pattern.sub(" ", text)
    return found, text


def one_year(texts: Iterable[str]) -> int | None:
    """The only year that stands in these texts."""
    years = {
        int(y) for text in texts for y in _ANY_YEAR.findall(unicodedata.normalize("NFKC", text))
    }
    return years.pop() if len(years) == 1 else None


def _of_quarter(found: re.Match[str]) -> Period | None:
    quarter = _number(found[2] or found[3])
    return months(int(found["year"]), 3 * quarter - 2, 3 * quarter)


def _of_half(found: re.Match[str]) -> Period | None:
    return months(int(found["year"]), *((1, 6) if found[2] == "上" else (7, 12)))


def _of_month(found: re.Match[str]) -> Period | None:
    year, month = (found["year"], found[2]) if found["year"] else (found["plain"], found[4])
    return months(int(year), _number(month), _number(month))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_NO_PERIOD, lambda _: None),
    (_DAYS, lambda m: _between(m.groups()[:3], m.groups()[3:])),
    (_DAYS_OF_YEAR, lambda m: _between((m[1], m[2], m[3]), (m[1], m[4], m[5]))),
    (_MONTHS, lambda m: months(int(m["year"]), _number(m[2]), _number(m[3]))),
    (_QUARTERS, lambda m: months(int(m["year"]), 1, 3 * _number(m[2]))),
    (_QUARTER, _of_quarter),
    (_HALF, _of_half),
    (re.compile(_DAY), lambda _: None),  # the day of printing is no period
    (_ONE_MONTH, _of_month),
    (_WHOLE, lambda m: months(int(m[1]), 1, 12)),
)


def narrowest(found: Iterable[Period]) -> tuple[Period, ...]:
    """The one period that lies within all others: 2024年度……3月 is March; several where none does."""
    every = sorted(set(found))
    inner = [one for one in every if all(one.within(other) for other in every)]
    return tuple(inner or every)
