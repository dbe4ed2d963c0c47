"""Somebody says something: acts as tests make them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from jixiao.acts.kind import Draft, Told
from jixiao.acts.kinds.possibility import confirmed
from jixiao.acts.record import Record
from jixiao.law.monitoring import Possibility

DAY = date(2023, 6, 30)


def said(indicator: str = "P1/1", value: str = "1", who: str = "王敏", on: date = DAY) -> Draft:
    """Somebody confirms a possibility."""
    return confirmed(indicator, Possibility.of(value), on, who, "clerk", "414001")


def say(record: Record, draft: Draft) -> Told:
    """Say something on top of whatever there is."""
    with record.writing() as writer:
        return writer.add(draft, writer.head(draft))


class Ticking:
    """A clock that a test sets; every look at it is a second later."""

    def __init__(self) -> None:
        self.now = datetime(2023, 7, 3, 8, 12, 44, 120999, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now
