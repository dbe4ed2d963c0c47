"""The working-day table every engine is given is the calendar's own."""

from __future__ import annotations

from pathlib import Path

from jixiao.law.packs import national_time
from jixiao.measures.engines.duckdb import walled, workday_rows
from tests.measures.ledgers import relation


def test_the_engine_counts_working_days_as_the_calendar_does(tmp_path: Path) -> None:
    calendar = national_time().calendar()
    with walled(relation(tmp_path, "kitchens", []), calendar) as connection:
        found = connection.execute(
            "SELECT day, ordinal, before, holiday_start FROM workdays ORDER BY day"
        ).fetchall()
    assert [(d.isoformat(), o, b, h.isoformat()) for d, o, b, h in found] == list(
        workday_rows(calendar)
    )
