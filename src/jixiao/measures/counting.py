"""How far a piece is counted: to which day, and how its rows are put into the year.

Counts, sums, rates and money end with the year. Whether a matter was handled in time is judged by all
that is known on the day asked for: a case filed in November and never decided is overdue in spring,
and it belongs to the year in which it was filed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from jixiao.law.calendar import WorkingDays
from jixiao.measures.bound import Piece, checkpoint
from jixiao.measures.parts import Part
from jixiao.measures.predicates.tree import Column, Compare, YearEdge, all_of
from jixiao.measures.schema import ColumnType


@dataclass(frozen=True)
class Counting:
    """A piece as it is counted: ``part`` over the rows of ``year``, by what was known on ``day``."""

    day: date
    year: int
    part: Part
    late: bool = False


def counting(piece: Piece, as_of: date, year: int | None, calendar: WorkingDays) -> Counting:
    """How a piece is counted on a day; ``year`` is the plan's, else that of the day.

    Where the calendar ends before the day, it is counted to the calendar's end: what was not handled
    by then is overdue by any limit.
    """
    day = checkpoint(as_of, year, piece.years_back)
    if not (piece.measure.judged_late and year and as_of > date(year, 12, 31)):
        return Counting(day, day.year, piece.part)
    last = date(calendar.last_year, 12, 31)
    return Counting(max(day, min(as_of, last)), year, past_the_year(piece.part), late=True)


def past_the_year(part: Part) -> Part:
    """A part over the rows whose event lies in the year, whatever the day they are judged on."""
    if part.event is None:
        return part
    event = Column(part.event, ColumnType.DATE, raw=True)
    inside = (Compare(">=", event, YearEdge("start")), Compare("<=", event, YearEdge("end")))
    return replace(part, event=None, condition=all_of(*inside, part.condition))
