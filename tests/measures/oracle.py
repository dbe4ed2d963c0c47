"""The meaning of a measure in plain Python, one row at a time: what every engine is held against.

Written from the words, not from the compiler: three-valued logic, dates after the checkpoint unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from jixiao.law.calendar import WorkingDays
from jixiao.measures.parts import Op, Part
from jixiao.measures.predicates import tree as t

Row = Mapping[str, Any]


class Oracle:
    """Adds up parts over rows as one day knows them."""

    def __init__(self, as_of: date, calendar: WorkingDays) -> None:
        self.as_of, self.calendar = as_of, calendar
        self.start, self.end = date(as_of.year, 1, 1), date(as_of.year, 12, 31)

    def add_up(self, part: Part, rows: Sequence[Row]) -> Any:
        """The part's value; nothing added up is ``None``, as in SQL, except counts, which are 0."""
        taken = [row for row in rows if self._in(part, row)]
        if part.op is Op.ROWS:
            return len(taken)
        values = [
            v for v in (self.value(part.value, row, part.hidden) for row in taken) if v is not None
        ]
        if part.op is Op.DISTINCT:
            return len(set(values))
        if part.op is Op.MAX:
            return max(values, default=None)
        return sum(values) if values else 0

    def _in(self, part: Part, row: Row) -> bool:
        if part.event is not None:
            day = row[part.event]
            if day is None or not self.start <= day <= self.as_of:
                return False
        return self.value(part.condition, row, part.hidden) is True

    def value(self, node: Any, row: Row, hidden: frozenset[str]) -> Any:
        """A tree's value for one row; ``None`` is no value."""

        def of(child: Any) -> Any:
            return self.value(child, row, hidden)

        match node:
            case t.Null():
                return None
            case t.Column(name, _, raw):
                found = row[name]
                unknown = name in hidden and not raw and found is not None and found > self.as_of
                return None if unknown else found
            case t.Literal(value):
                return value
            case t.YearNumber():
                return self.as_of.year
            case t.YearEdge(edge):
                return self.start if edge == "start" else self.end
            case t.Compare(sign, left, right):
                return _compared(sign, of(left), of(right))
            case t.OneOfValues(value, among):
                found = of(value)
                return None if found is None else found in [of(a) for a in among]
            case t.IsNull(value):
                return of(value) is None
            case t.Not(value):
                found = of(value)
                return None if found is None else not found
            case t.And(items):
                return _all([of(i) for i in items])
            case t.Or(items):
                found = _all([_not(of(i)) for i in items])
                return _not(found)
            case t.Arithmetic(sign, left, right):
                a, b = of(left), of(right)
                if a is None or b is None:
                    return None
                return a + b if sign == "+" else a - b if sign == "-" else a * b
            case t.Days(start, stop):
                a, b = of(start), of(stop)
                return None if a is None or b is None else (b - a).days
            case t.Shift(day, days):
                a, b = of(day), of(days)
                return None if a is None or b is None else a + timedelta(days=int(b))
            case t.Coalesce(items):
                return next((v for v in map(of, items) if v is not None), None)
            case t.Choice(condition, yes, no):
                return of(yes) if of(condition) is True else of(no)
            case t.TextTest(how, value, part):
                found = of(value)
                if found is None:
                    return None
                return found.startswith(of(part)) if how == "starts_with" else of(part) in found
            case t.WorkDay(day, before):
                found = of(day)
                if found is None:
                    return None
                return self.calendar.ordinal(found - timedelta(days=1) if before else found)
            case t.HolidayStart(day):
                found = of(day)
                return None if found is None else self.calendar.holiday_start(found)
            case t.ByDate(day, steps):
                found = of(day)
                for since, until, number in steps:
                    if found is not None and since <= found and (until is None or found <= until):
                        return number
                return None
            case t.Reached(what, scale):
                columns = [n for n in what.walk() if isinstance(n, t.Column)]
                found = of(what)
                if found is None or not columns:
                    return False
                if scale == "day":
                    return found <= self.as_of
                if scale == "holiday":
                    return found <= self.calendar.holiday_start(self.as_of)
                return found <= self.calendar.ordinal(self.as_of - timedelta(days=1))
        raise TypeError(node)


def _compared(sign: str, a: Any, b: Any) -> bool | None:
    if a is None or b is None:
        return None
    return {
        "=": a == b, "<>": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b,
    }[sign]  # fmt: skip


def _all(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
