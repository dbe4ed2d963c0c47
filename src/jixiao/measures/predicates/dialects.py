"""Tree → SQL. The only place where the three engines' words differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from jixiao.measures.predicates.tree import (
    And,
    Arithmetic,
    ByDate,
    Choice,
    Coalesce,
    Column,
    Compare,
    Days,
    HolidayStart,
    IsNull,
    Literal,
    LookedUp,
    Node,
    Not,
    Null,
    OneOfValues,
    Or,
    Shift,
    TextTest,
    WorkDay,
    YearEdge,
    YearNumber,
)
from jixiao.terms.label import Labelled


class Dialect(Labelled):
    """The engines the same measures run on."""

    DUCKDB = "duckdb", "DuckDB", "DuckDB"
    POSTGRESQL = "postgresql", "PostgreSQL", "PostgreSQL"
    SPARK = "spark", "Spark", "Spark"


@dataclass(frozen=True)
class Writer:
    """Writes trees for one engine and one year. ``table`` is the alias columns are read from."""

    dialect: Dialect
    start: date
    end: date
    table: str = "r"

    def name(self, identifier: str) -> str:
        """An identifier, quoted; what needs escaping was refused long before."""
        mark = "`" if self.dialect is Dialect.SPARK else '"'
        if mark in identifier or "\\" in identifier:
            raise ValueError(f"identifier cannot be quoted: {identifier!r}")
        return f"{mark}{identifier}{mark}"

    def sql(self, node: Node) -> str:
        """The SQL of a tree, parenthesised so that precedence never matters."""
        return self._WRITE[type(node)](self, node)

    def workday_alias(self, column: str) -> str:
        """The alias of the working-day table joined on a column."""
        return self.name(f"w_{column}")

    def _column(self, node: Column) -> str:
        return f"{self.table}.{self.name(node.name)}" if self.table else self.name(node.name)

    def _literal(self, node: Literal) -> str:
        value = node.value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, date):
            return f"DATE '{value.isoformat()}'"
        if isinstance(value, int | Decimal):
            return f"({value})" if value < 0 else f"{value}"
        return self.text(value)

    def text(self, value: str) -> str:
        """A text constant. Spark reads backslashes in it, the others do not."""
        doubled = value.replace("\\", "\\\\") if self.dialect is Dialect.SPARK else value
        quote = "\\'" if self.dialect is Dialect.SPARK else "''"
        return "'" + doubled.replace("'", quote) + "'"

    def _edge(self, node: YearEdge) -> str:
        return f"DATE '{(self.start if node.edge == 'start' else self.end).isoformat()}'"

    def _year(self, _node: YearNumber) -> str:
        return str(self.start.year)

    def _compare(self, node: Compare) -> str:
        return f"({self.sql(node.left)} {node.operator} {self.sql(node.right)})"

    def _among(self, node: OneOfValues) -> str:
        return f"({self.sql(node.value)} IN ({', '.join(map(self.sql, node.among))}))"

    def _is_null(self, node: IsNull) -> str:
        return f"({self.sql(node.value)} IS NULL)"

    def _not(self, node: Not) -> str:
        if isinstance(node.value, IsNull):
            return f"({self.sql(node.value.value)} IS NOT NULL)"
        return f"(NOT {self.sql(node.value)})"

    def _and(self, node: And) -> str:
        return f"({' AND '.join(map(self.sql, node.items))})"

    def _or(self, node: Or) -> str:
        return f"({' OR '.join(map(self.sql, node.items))})"

    def _arithmetic(self, node: Arithmetic) -> str:
        return f"({self.sql(node.left)} {node.operator} {self.sql(node.right)})"

    def _days(self, node: Days) -> str:
        start, stop = self.sql(node.start), self.sql(node.stop)
        if self.dialect is Dialect.SPARK:
            return f"datediff({stop}, {start})"
        return f"({stop} - {start})"

    def _shift(self, node: Shift) -> str:
        day, days = self.sql(node.day), self.sql(node.days)
        if self.dialect is Dialect.SPARK:
            return f"date_add({day}, CAST({days} AS INT))"
        return f"({day} + CAST({days} AS INTEGER))"

    def _coalesce(self, node: Coalesce) -> str:
        return f"COALESCE({', '.join(map(self.sql, node.items))})"

    def _choice(self, node: Choice) -> str:
        yes, no = self.sql(node.yes), self.sql(node.no)
        return f"(CASE WHEN {self.sql(node.condition)} THEN {yes} ELSE {no} END)"

    def _text_test(self, node: TextTest) -> str:
        find = "instr" if self.dialect is Dialect.SPARK else "strpos"
        sign = "= 1" if node.how == "starts_with" else "> 0"
        return f"({find}({self.sql(node.value)}, {self.sql(node.part)}) {sign})"

    def _workday(self, node: WorkDay) -> str:
        return self._looked_up(node, "before" if node.before else "ordinal")

    def _holiday_start(self, node: HolidayStart) -> str:
        return self._looked_up(node, "holiday_start")

    def _looked_up(self, node: LookedUp, word: str) -> str:
        days = node.day.items if isinstance(node.day, Coalesce) else (node.day,)
        read = [f"{self.workday_alias(d.name)}.{word}" for d in days if isinstance(d, Column)]
        return read[0] if len(read) == 1 else f"COALESCE({', '.join(read)})"

    def _by_date(self, node: ByDate) -> str:
        day = self.sql(node.day)
        whens = "".join(
            f" WHEN {day} >= DATE '{since}'"
            + (f" AND {day} <= DATE '{until}'" if until else "")
            + f" THEN {number}"
            for since, until, number in node.steps
            if number is not None
        )
        return f"(CASE{whens} END)" if whens else "CAST(NULL AS INTEGER)"

    def _null(self, _: Null) -> str:
        return "NULL"

    _WRITE: ClassVar[Mapping[type[Node], Callable[[Writer, Any], str]]] = {
        Null: _null,
        Column: _column,
        Literal: _literal,
        YearEdge: _edge,
        YearNumber: _year,
        Compare: _compare,
        OneOfValues: _among,
        IsNull: _is_null,
        Not: _not,
        And: _and,
        Or: _or,
        Arithmetic: _arithmetic,
        Days: _days,
        Shift: _shift,
        Coalesce: _coalesce,
        Choice: _choice,
        TextTest: _text_test,
        WorkDay: _workday,
        HolidayStart: _holiday_start,
        ByDate: _by_date,
    }
