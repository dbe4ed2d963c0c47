"""What a take-in speaks for: a day, a span, and whether every row of the span is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Said:
    """What the person who brings a ledger says of it.

    ``speaks_for``: the day up to which its content is true; ``since``: the first day it covers;
    ``full``: every row of that span is in it, so what is not in it is no more. ``printed``: the day the
    file itself prints, by which it is newer or older where nobody says one.
    """

    speaks_for: date | None = None
    since: date | None = None
    full: bool = False
    printed: date | None = None

    @property
    def known_from(self) -> date:
        """The day that decides which of two take-ins is the newer."""
        return self.speaks_for or self.printed or datetime.now(UTC).date()

    def covered(self, first: date | None, last: date | None) -> tuple[date | None, date | None]:
        """The span it covers, ``first`` and ``last`` being the first and last event in its rows.

        With a day alone it begins with that day's year, or with an earlier event in it: a ledger
        kept up to a day is kept from the beginning of the year.
        """
        if self.speaks_for is None:
            return first, last
        begin = self.since or min(filter(None, (first, date(self.speaks_for.year, 1, 1))))
        return begin, self.speaks_for


def said(text: str, *, full: bool = False) -> Said:
    """``2023-06-30`` or ``2023-01-01..2023-06-30``.

    Raises:
        ValueError: it is neither; the text says what was typed and how it is written.
    """
    since, two, day = text.rpartition("..")
    try:
        begin, end = date.fromisoformat(since) if two else None, date.fromisoformat(day)
    except ValueError as wrong:
        raise ValueError(
            f"“{text}”不是日期，请写成 2023-06-30 或 2023-01-01..2023-06-30"
        ) from wrong
    if begin and begin > end:
        raise ValueError(f"“{text}”的起日晚于止日，请前后对调")
    return Said(end, begin, full)
