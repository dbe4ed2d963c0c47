"""Months that no sheet of counts speaks for: what is added up without them is said to be without them."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from jixiao.measures.bound import Bound, checkpoint
from jixiao.measures.engines.duckdb import walled
from jixiao.registers.relation import quoted
from jixiao.registers.store import Store

Days = tuple[date, date]


def uncounted(bound: Bound, store: Store, as_of: date, year: int | None) -> str | None:
    """Which months of the year up to the day the measure's sheets of counts leave out."""
    said = dict.fromkeys(
        f"{schema.label}缺 {day.year} 年 {'、'.join(months)}"
        for piece in bound.pieces()
        if (schema := piece.measure.schema) and store.register(schema.name).period
        for day in (checkpoint(as_of, year, piece.years_back),)
        if (months := list(_months(_periods(store, schema.name, day), day)))
    )
    return "；".join(f"{one}，没有计入" for one in said) or None


def _periods(store: Store, register: str, day: date) -> list[Days]:
    """The periods that are over by a day, in order: one that goes on after it is not counted yet."""
    relation = store.relation(register)
    first, last = (quoted(name) for name in relation.register.period[:2])
    with walled(relation, None) as connection:
        return connection.execute(
            f"SELECT DISTINCT {first}, {last} FROM {quoted(register)}"
            f" WHERE {first} IS NOT NULL AND {last} <= $1 ORDER BY 1",
            [day],
        ).fetchall()


def _months(periods: Sequence[Days], day: date) -> Iterator[str]:
    """The months with a day in none of the periods, the last one as far as the day asked for."""
    for month in range(1, day.month + 1):
        first = date(day.year, month, 1)
        last = min(first.replace(day=calendar.monthrange(day.year, month)[1]), day)
        if not _within(periods, first, last):
            yield f"{month} 月"


def _within(periods: Sequence[Days], first: date, last: date) -> bool:
    for begins, ends in periods:
        if begins <= first <= ends:
            first = ends + timedelta(days=1)
    return first > last
