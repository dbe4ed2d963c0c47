"""What an administrator typed of the law, as its act says it: the same for pages and commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from jixiao.acts.kind import ActRefusedError
from jixiao.law.time_limits import DayKind
from jixiao.plan.words import clean

_DAY = r"(\d{1,2})(?:-|月|\.|/)(\d{1,2})日?"
_SPAN = re.compile(rf"{_DAY}(?:(?:至|到|—+|–|~|～){_DAY})?")
_BETWEEN = re.compile(r"[\s,，、;；]+")
_WEEKEND = 5


def article_says(
    law: str, article: str, words: str, matter: str, reason: str, title: str = "", other: str = ""
) -> dict[str, Any]:
    """What an act says that enters an article; its document's name is put in with the document.

    ``other``: the number of a regulation that nothing cites yet, in the place of ``law``; ``title`` its name.
    """
    return {
        "law": clean(other) or clean(law), "title": clean(title).strip("《》"),
        "article": "".join(article.split()), "words": clean(words), "matter": clean(matter),
        "reason": clean(reason),
    }  # fmt: skip


def holidays_say(
    place: str, year: str, off: str, worked: str, notice: str, reason: str
) -> dict[str, Any]:
    """What an act says that enters the holidays of a year.

    Days are typed as the notice prints them, ``10-01`` or ``10月1日至10月8日``; of a span the weekends,
    which are off anyway, are left out.

    Raises:
        ActRefusedError: the year is no year, or a day no day of it.
    """
    if not re.fullmatch(r"\d{4}", year.strip()):
        raise ActRefusedError(f"年份写的是“{clean(year)[:20]}”，应是四位数字，例如 2027")
    number = int(year)
    return {
        "place": place.strip(), "year": number, "off": sorted(set(_days(off, number))),
        "worked": sorted(set(_days(worked, number))), "notice": clean(notice),
        "reason": clean(reason),
    }  # fmt: skip


def limit_says(
    place: str, limit: str, since: str, number: str, unit: str, source: str, reason: str
) -> dict[str, Any]:
    """What an act says that enters a time limit; no number is none: the document sets no limit.

    Raises:
        ActRefusedError: the day is no day, or the number no number.
    """
    try:
        first = date.fromisoformat(since.strip())
    except ValueError as wrong:
        raise ActRefusedError(
            f"起始日写的是“{clean(since)[:20]}”，应是日期，例如 2026-12-01"
        ) from wrong
    return {
        "place": place.strip(), "limit": limit.strip(), "since": first.isoformat(),
        "number": _number(number), "unit": _unit(unit.strip()), "source": clean(source),
        "reason": clean(reason),
    }  # fmt: skip


def _unit(typed: str) -> str:
    """The kind of day by its value or its label; what is neither, the kind of act refuses."""
    return next((kind.value for kind in DayKind if typed in (kind.value, kind.label)), typed)


def _number(typed: str) -> int | None:
    text = typed.strip()
    if text == "没有期限":
        return None
    if not re.fullmatch(r"[+-]?\d{1,6}", text):
        raise ActRefusedError(
            f"天数写的是“{clean(typed)[:20]}”，应是整数；规定没有期限的写“没有期限”"
        )
    return int(text)


def _days(typed: str, year: int) -> Iterator[str]:
    for text in filter(None, _BETWEEN.split(typed.strip())):
        if (found := _SPAN.fullmatch(text)) is None:
            raise ActRefusedError(f"“{text[:20]}”不是日子；请写成 10-01 或者 10月1日至10月8日")
        first = _day(year, found[1], found[2], text)
        if found[3] is None:
            yield f"{first:%m-%d}"
        else:
            yield from _span(first, _day(year, found[3], found[4], text), text)


def _span(first: date, last: date, text: str) -> Iterator[str]:
    if last <= first:
        raise ActRefusedError(f"“{text}”的止日不在起日之后；跨年的请分年写")
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    yield from (f"{day:%m-%d}" for day in days if day.weekday() < _WEEKEND)


def _day(year: int, month: str, day: str, text: str) -> date:
    try:
        return date(year, int(month), int(day))
    except ValueError as wrong:
        raise ActRefusedError(f"“{text}”不是 {year} 年的日子；请核对通知") from wrong
