"""The day an export prints above its headings: 导出时间：2023-03-31 10:00, 数据截至2023年3月31日.

Of two exports of the same rows the one of the later day is the newer, whichever is taken in first. The
day says nothing of what the export covers; that a person says (:class:`jixiao.registers.speaking.Said`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from jixiao.registers.findings import RowFinding
from jixiao.terms.findings import Level

_WORDS = "(?:导出|下载|生成|打印|查询|制表|出表|统计|更新|取数|数据|报表)"
_DAY = r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)"
_PRINTED = re.compile(
    rf"(?:{_WORDS}(?:的)?(?:时间|日期|日|于|时点)\s*:?|{_WORDS}?(?:截至|截止)(?:时间|日期|到|于)?\s*:?)\s*{_DAY}"
)
#: A span chosen for the export is none: its end may lie long before, or after, the day of exporting.
_SPAN = re.compile(rf"{_DAY}[日号]?\s*(?:\d{{1,2}}:[\d:]*\s*)?(?:至|到|~|—|–|-)")


def printed_day(above: Sequence[Sequence[str | None]]) -> date | None:
    """The one day the rows above the headings print; ``None`` where none or several are printed."""
    text = unicodedata.normalize("NFKC", "\n".join(" ".join(c or "" for c in row) for row in above))
    days = {
        day
        for found in _PRINTED.finditer(text)
        if not _SPAN.match(text, found.start(1)) and (day := _date(found.groups()))
    }
    return days.pop() if len(days) == 1 else None


def _date(parts: Sequence[str]) -> date | None:
    try:
        day = date(*map(int, parts))
    except ValueError:  # a thirteenth month
        return None
    return day if day <= date.today() else None


def about_printed(day: date) -> RowFinding:
    """That it is taken for the day the content is of."""
    fault = f"表头上方印着 {day}，新旧按这一天比"
    remedy = "内容其实截至另一天的，用 --speaks-for 指明"
    return RowFinding(None, None, Level.NOTE, "day-printed", fault, remedy)
