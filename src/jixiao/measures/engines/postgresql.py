"""PostgreSQL: take-ins not there yet are copied in, then the same scan runs in its dialect.

A take-in is known by its hash and never changes, so it is copied once. Everything is kept in a
schema of its own, ``jixiao_evidence``; nothing else in the database is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql

from jixiao.grids.errors import MissingProgramError
from jixiao.law.calendar import WorkingDays
from jixiao.measures.engines import Rows
from jixiao.measures.engines.duckdb import workday_rows
from jixiao.measures.predicates.dialects import Dialect
from jixiao.measures.scan.compile import Scan
from jixiao.measures.scan.frame import WORKDAYS
from jixiao.registers.addresses import AddressError, checked, complaint
from jixiao.registers.declaration import FieldType
from jixiao.registers.relation import IMPORT, ROW, Relation, literal, quoted

SCHEMA = "jixiao_evidence"
_TYPES = {
    FieldType.INTEGER: "bigint",
    FieldType.DECIMAL: "numeric(18, 6)",
    FieldType.MONEY: "numeric(18, 2)",
    FieldType.DATE: "date",
    FieldType.BOOLEAN: "boolean",
}
_BATCH = 20_000


class PostgreSQLEngine:
    """One connection; a register's rows are brought up to date before each scan."""

    dialect = Dialect.POSTGRESQL

    def __init__(self, url: str) -> None:
        """Connect and see to it that the schema is there.

        Raises:
            MissingProgramError: the server does not answer, or refuses.
        """
        try:
            self.connection = psycopg.connect(checked(url), autocommit=True, connect_timeout=10)
        except AddressError as wrong:
            raise MissingProgramError(f"PostgreSQL 连接不上：{wrong}") from None
        except psycopg.Error as wrong:
            said = complaint(wrong)
            raise MissingProgramError(f"PostgreSQL 连接不上：{said}；请核对地址和服务") from None
        self._run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        self._run(f"SET search_path TO {SCHEMA}")
        self._run(f"CREATE TABLE IF NOT EXISTS imports ({IMPORT} text, what text, layout text)")
        self._workdays: WorkingDays | None = None

    def __enter__(self) -> PostgreSQLEngine:
        return self

    def __exit__(self, *raised: object) -> None:
        self.connection.close()

    def expect(self, relations: Iterable[Relation]) -> None:
        """Nothing to do: it is one connection anyway, and rows are put in when they are asked for."""

    def run(self, relation: Relation, scan: Scan, calendar: WorkingDays) -> Rows:
        if scan.workdays:
            self._put_workdays(calendar)
        self.refresh(relation)
        self._run(_view(relation))
        return self.connection.execute(_query(scan.sql)).fetchall()

    def refresh(self, relation: Relation) -> int:
        """Copy the take-ins that are not there yet; how many there were is returned."""
        name = relation.register.name
        layout = _layout(relation)
        with self.connection.transaction():
            self._run("SELECT pg_advisory_xact_lock(414001)")
            if self._layout_of(name) != layout:
                self._make(name, layout)
            self._run(f"CREATE TABLE IF NOT EXISTS {_merged(name)} (LIKE {_rows(name)}, by text)")
            return self._copy(name, relation)

    def _layout_of(self, name: str) -> str | None:
        found = self.connection.execute(
            f"SELECT layout FROM imports WHERE {IMPORT} = '' AND what = %s", [name]
        ).fetchone()
        return None if found is None else str(found[0])

    def _make(self, name: str, layout: str) -> None:
        """The register's tables anew: its declaration is new, or has changed."""
        rows, gone, merged = _rows(name), _gone(name), _merged(name)
        self._run(f"DROP TABLE IF EXISTS {rows}, {gone}, {merged} CASCADE")
        what = [name, *(table.strip('"') for table in (gone, merged))]
        self.connection.execute("DELETE FROM imports WHERE what = ANY(%s)", [what])
        self._run(f"CREATE TABLE {rows} ({layout}, {IMPORT} text, {ROW} bigint)")
        self._run(f"CREATE TABLE {gone} ({IMPORT} text, {ROW} bigint, by text)")
        self.connection.execute("INSERT INTO imports VALUES ('', %s, %s)", [name, layout])

    def _copy(self, name: str, relation: Relation) -> int:
        columns = [*(f.name for f in relation.register.stored), IMPORT, ROW]
        self._copy_counting(name, relation, columns)
        wanted = self._lacking(name, relation.imports)
        if not wanted:
            return 0
        listed = ", ".join(map(quoted, columns))
        chosen = ", ".join(literal(one) for one in wanted)
        history = relation.sql(history=True)
        self._pour(
            _rows(name), columns, f"SELECT {listed} FROM ({history}) WHERE {IMPORT} IN ({chosen})"
        )
        self._there(name, wanted)
        self._run(f"ANALYZE {_rows(name)}")
        return len(wanted)

    def _copy_counting(self, name: str, relation: Relation, columns: Sequence[str]) -> None:
        """Which rows count not, and which are made of several take-ins: by the name of their file."""
        for table, files, fields in (
            (_gone(name), relation.superseded, [IMPORT, ROW]),
            (_merged(name), relation.merged, columns),
        ):
            what = table.strip('"')
            lacking = self._lacking(what, [path.name for path in files])
            for path in files:
                if path.name in lacking:
                    self._pour(table, [*fields, "by"], _with_name(path, fields))
            self._there(what, lacking)

    def _lacking(self, what: str, names: Sequence[str]) -> list[str]:
        found = self.connection.execute(f"SELECT {IMPORT} FROM imports WHERE what = %s", [what])
        there = {str(row[0]) for row in found.fetchall()}
        return [one for one in names if one not in there]

    def _there(self, what: str, names: Sequence[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO imports VALUES (%s, %s, NULL)", [(n, what) for n in names]
            )

    def _pour(self, table: str, columns: Sequence[str], select: str) -> None:
        listed = ", ".join(map(quoted, columns))
        with (
            self.connection.cursor() as cursor,
            cursor.copy(_query(f"COPY {table} ({listed}) FROM STDIN")) as copy,
        ):
            for row in _batches(select):
                copy.write_row(row)

    def _put_workdays(self, calendar: WorkingDays) -> None:
        if self._workdays is calendar:
            return
        self._run(f"DROP TABLE IF EXISTS pg_temp.{WORKDAYS}")
        self._run(
            f"CREATE TEMP TABLE {WORKDAYS}"
            " (day date PRIMARY KEY, ordinal int, before int, holiday_start date)"
        )
        with (
            self.connection.cursor() as cursor,
            cursor.copy(_query(f"COPY {WORKDAYS} FROM STDIN")) as copy,
        ):
            for row in workday_rows(calendar):
                copy.write_row(row)
        self._run(f"ANALYZE {WORKDAYS}")
        self._workdays = calendar

    def _run(self, statement: str) -> None:
        self.connection.execute(_query(statement))


def _query(statement: str) -> sql.SQL:
    """Our own statement: every name in it is declared, every constant written by the dialect."""
    return sql.SQL(statement)


def _layout(relation: Relation) -> str:
    return ", ".join(
        f"{quoted(f.name)} {_TYPES.get(f.type, 'text')}" for f in relation.register.stored
    )


def _rows(name: str) -> str:
    return quoted(f"{name}__rows")


def _gone(name: str) -> str:
    return quoted(f"{name}__superseded")


def _merged(name: str) -> str:
    return quoted(f"{name}__merged")


def _with_name(path: Path, fields: Sequence[str]) -> str:
    listed = ", ".join(map(quoted, fields))
    return f"SELECT {listed}, {literal(path.name)} FROM read_parquet({literal(str(path))})"


def _view(relation: Relation) -> str:
    """The current rows of this evidence: other folders' take-ins may lie in the same tables."""
    name = relation.register.name
    columns = ", ".join(quoted(one) for one in relation.columns)
    rows = f"SELECT {columns} FROM {_rows(name)} r WHERE r.{IMPORT} IN ({_named(relation.imports)})"
    if relation.superseded:
        rows += (
            f" AND NOT EXISTS (SELECT FROM {_gone(name)} g WHERE g.{IMPORT} = r.{IMPORT}"
            f" AND g.{ROW} = r.{ROW} AND g.by IN ({_named([p.name for p in relation.superseded])}))"
        )
    if relation.merged:
        by = _named([path.name for path in relation.merged])
        rows += f" UNION ALL SELECT {columns} FROM {_merged(name)} WHERE by IN ({by})"
    return f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {rows}"


def _named(names: Sequence[str]) -> str:
    return ", ".join(literal(one) for one in names)


def _batches(select: str) -> Iterator[tuple[object, ...]]:
    with duckdb.connect() as embedded:
        found = embedded.execute(select)
        while batch := found.fetchmany(_BATCH):
            yield from batch
