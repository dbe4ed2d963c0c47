"""Where a scan runs: the embedded DuckDB by default, PostgreSQL or Spark where they are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from jixiao.grids.errors import MissingProgramError
from jixiao.law.calendar import WorkingDays
from jixiao.measures.predicates.dialects import Dialect
from jixiao.measures.scan.compile import Scan
from jixiao.registers.addresses import sealed
from jixiao.registers.relation import Relation

Rows = list[tuple[object, ...]]


class EngineError(ValueError):
    """An engine's address that cannot be used; the text says what can."""


class Engine(Protocol):
    """Runs scans over the rows of a register. Use it as a context manager."""

    dialect: Dialect

    def expect(self, relations: Iterable[Relation]) -> None:
        """Name the registers that will be asked for, so that all are opened at once."""
        ...

    def run(self, relation: Relation, scan: Scan, calendar: WorkingDays) -> Rows:
        """The rows of the scan: unit, checkpoint, then one value a part."""
        ...

    def __enter__(self) -> Engine: ...

    def __exit__(self, *raised: object) -> None: ...


def open_engine(url: str | None = None) -> Engine:
    """The engine an address names: nothing, ``duckdb``, ``postgresql://…``, ``spark://…``, ``spark:local[2]``.

    Raises:
        EngineError: no such kind of address.
        MissingProgramError: its driver, program or server is not there.
    """
    scheme = (url or "duckdb").partition(":")[0].lower()
    make = _ENGINES.get(scheme)
    if make is None:
        raise EngineError(
            f"不认识引擎“{sealed(url or '')}”；可用：不写（内置 DuckDB）、postgresql://…、spark://…、spark:local[2]"
        )
    return make(url or "")


def _duckdb(_: str) -> Engine:
    from jixiao.measures.engines.duckdb import DuckDBEngine

    return DuckDBEngine()


def _postgresql(url: str) -> Engine:
    from jixiao.measures.engines.postgresql import PostgreSQLEngine

    return PostgreSQLEngine(url)


def _spark(url: str) -> Engine:
    try:
        from jixiao.measures.engines.spark import SparkEngine
    except ImportError as missing:
        raise MissingProgramError("用 Spark 计算需要 pyspark；pip install pyspark") from missing
    return SparkEngine(url)


_ENGINES: Mapping[str, Callable[[str], Engine]] = {
    "duckdb": _duckdb,
    "postgresql": _postgresql,
    "postgres": _postgresql,
    "spark": _spark,
}
