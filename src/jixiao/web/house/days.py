"""A day as people type it: one way of reading for every box that takes one."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

#: 2023-06-30, 2023/6/30, 2023.6.30, 2023年6月30日, 20230630; full width as half width.
_DAY = re.compile(
    r"(\d{4})\s*[-/.\u5e74]\s*(\d{1,2})\s*[-/.\u6708]\s*(\d{1,2})\s*\u65e5?|(\d{4})(\d{2})(\d{2})"
)


def day_in(typed: str) -> date | None:
    """The day; ``None`` where it is none, or is not said whole: no year, no month is guessed."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of June
        return None
