"""The embedded engine: DuckDB over the store's Parquet, walled in before any measure runs.

First wall: a predicate is made of our own tree, it can name nothing but columns. Second wall: the
connection sees the register's files and nothing else, and its settings are locked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import duckdb

from jixiao.law.calendar import WorkingDays
from jixiao.measures.engines import Rows
from jixiao.measures.predicates.dialects import Dialect
from jixiao.measures.scan.compile import Scan
from jixiao.measures.scan.frame import WORKDAYS
from jixiao.registers.relation import Relation, literal, quoted

#: Beyond this much memory DuckDB writes to its temporary folder instead.
MEMORY = "1500MB"


class DuckDBEngine:
    """One walled connection a run (``with``): it sees the registers asked for in it, and nothing else.

    Outside of ``with`` each scan has a connection of its own.
    """

    dialect = Dialect.DUCKDB

    def __init__(self) -> None:
        self._entered = False
        self._wanted: dict[str, Relation] = {}
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._calendar: WorkingDays | None = None

    def expect(self, relations: Iterable[Relation]) -> None:
        """Open all of these together; outside of ``with`` there is nothing to keep open."""
        for one in relations if self._entered else ():
            if self._wanted.get(one.register.name) != one:
                self._wanted[one.register.name] = one
                self._close()

    def run(self, relation: Relation, scan: Scan, calendar: WorkingDays) -> Rows:
        if not self._entered:
            with walled(relation, calendar if scan.workdays else None) as connection:
                return connection.execute(scan.sql).fetchall()
        self.expect([relation])
        return self._opened(calendar).execute(scan.sql).fetchall()

    def _opened(self, calendar: WorkingDays) -> duckdb.DuckDBPyConnection:
        if self._calendar != calendar:
            self._close()
        if self._connection is None:
            self._connection = walled_all(self._wanted.values(), calendar)
            self._calendar = calendar
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> DuckDBEngine:
        self._entered = True
        return self

    def __exit__(self, *raised: object) -> None:
        self._close()
        self._entered = False
        self._wanted.clear()


def walled(relation: Relation, calendar: WorkingDays | None) -> duckdb.DuckDBPyConnection:
    """A connection in which the register is a view of its name, and nothing else can be reached."""
    return walled_all([relation], calendar)


def walled_all(
    relations: Iterable[Relation], calendar: WorkingDays | None
) -> duckdb.DuckDBPyConnection:
    """The same with several registers, each a view of its name."""
    every = list(relations)
    paths = [path for one in every for path in one.paths]
    connection = duckdb.connect(config={"memory_limit": MEMORY})
    connection.execute("SET enable_progress_bar = false")
    if calendar is not None:
        _put_workdays(connection, calendar)
    connection.execute(f"SET allowed_paths = [{_listed(paths)}]")
    connection.execute("SET enable_external_access = false")
    for one in every:
        connection.execute(f"CREATE TEMP VIEW {quoted(one.register.name)} AS {one.sql()}")
    connection.execute("SET lock_configuration = true")
    return connection


def workday_rows(calendar: WorkingDays) -> Iterable[tuple[str, int, int, str]]:
    """Every day with its ordinal, that of the day before it, and the start of its holiday."""
    table = calendar.table()
    starts = dict(_holiday_days(calendar))
    for day, ordinal in table.items():
        before = table.get(day - timedelta(days=1), 0)
        yield day.isoformat(), ordinal, before, starts.get(day, day).isoformat()


def _put_workdays(connection: duckdb.DuckDBPyConnection, calendar: WorkingDays) -> None:
    """Counted by the engine itself from the days that depart from the week: ten times faster."""
    connection.execute(
        f"""CREATE TEMP TABLE {WORKDAYS} AS
        WITH days AS (
            SELECT CAST(d AS DATE) AS day, CAST(CASE
                WHEN CAST(d AS DATE) IN ({_dates(calendar.on)}) THEN 1
                WHEN isodow(d) > 5 OR CAST(d AS DATE) IN ({_dates(calendar.off)}) THEN 0
                ELSE 1 END AS INTEGER) AS works
            FROM range(DATE '{calendar.first_year}-01-01', DATE '{calendar.last_year + 1}-01-01',
                       INTERVAL 1 DAY) t(d)
        )
        SELECT day, CAST(sum(works) OVER (ORDER BY day) AS INTEGER) AS ordinal,
            CAST(sum(works) OVER (ORDER BY day) - works AS INTEGER) AS before,
            COALESCE(holiday_start, day) AS holiday_start
        FROM days LEFT JOIN (VALUES {_holidays(calendar)}) h(of_holiday, holiday_start)
            ON of_holiday = day"""
    )


def _holiday_days(calendar: WorkingDays) -> Iterable[tuple[date, date]]:
    """Every day of a holiday, and the day after it, with the holiday's first day."""
    for first, after in calendar.holidays:
        for days in range((after - first).days + 1):
            yield first + timedelta(days=days), first


def _holidays(calendar: WorkingDays) -> str:
    pairs = (f"(DATE '{day}', DATE '{first}')" for day, first in _holiday_days(calendar))
    return ", ".join(pairs) or "(CAST(NULL AS DATE), CAST(NULL AS DATE))"


def _dates(days: Iterable[date]) -> str:
    return ", ".join(f"DATE '{day.isoformat()}'" for day in sorted(days)) or "NULL"


def _listed(files: Iterable[Path]) -> str:
    return ", ".join(literal(str(file)) for file in files)
