"""Spark: the store's Parquet read where it lies, the same scan in Spark's dialect.

For evidence that has outgrown one machine. The files must be where the cluster can read them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - Spark's own name for it
from pyspark.sql.types import DateType, IntegerType, StructField, StructType

from jixiao.grids.errors import MissingProgramError
from jixiao.law.calendar import WorkingDays
from jixiao.measures.engines import Rows
from jixiao.measures.engines.duckdb import workday_rows
from jixiao.measures.predicates.dialects import Dialect
from jixiao.measures.scan.compile import Scan
from jixiao.measures.scan.frame import WORKDAYS
from jixiao.registers.addresses import sealed
from jixiao.registers.declaration import FieldType
from jixiao.registers.relation import IMPORT, ROW, Relation

_TYPES = {
    FieldType.INTEGER: "bigint",
    FieldType.DECIMAL: "decimal(18,6)",
    FieldType.MONEY: "decimal(18,2)",
    FieldType.DATE: "date",
    FieldType.BOOLEAN: "boolean",
}
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.shuffle.partitions": "8",
    "spark.log.level": "ERROR",
    "spark.sql.debug.maxToStringFields": "1000",
}


class SparkEngine:
    """One session. ``spark:local[2]`` runs it on this machine, ``spark://host:port`` on a cluster."""

    dialect = Dialect.SPARK

    def __init__(self, url: str) -> None:
        """Start, or find, the session.

        Raises:
            MissingProgramError: there is no Java, or the cluster does not answer.
        """
        master = url if url.startswith("spark://") else url.removeprefix("spark:") or "local[*]"
        builder = SparkSession.builder.master(master).appName("jixiao")
        for key, value in _SETTINGS.items():
            builder = builder.config(key, value)
        try:
            self.session = builder.getOrCreate()
        except Exception as wrong:
            said = sealed(str(wrong).strip()).splitlines()[0][:200]
            raise MissingProgramError(f"Spark 起不来：{said}；需要 Java 17 以上") from None
        self._workdays: WorkingDays | None = None

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, *raised: object) -> None:
        return None

    def expect(self, relations: Iterable[Relation]) -> None:
        """Nothing to do: it is one connection anyway, and rows are put in when they are asked for."""

    def run(self, relation: Relation, scan: Scan, calendar: WorkingDays) -> Rows:
        if scan.workdays:
            self._put_workdays(calendar)
        self._rows(relation).createOrReplaceTempView(relation.register.name)
        return [tuple(row) for row in self.session.sql(scan.sql).collect()]

    def _rows(self, relation: Relation) -> DataFrame:
        """The current rows: every take-in's that count, and those made of several."""
        files = zip(relation.imports, relation.files, relation.layouts, strict=True)
        frames = [self._take_in(relation, sha, str(path), have) for sha, path, have in files]
        rows = frames[0]
        for frame in frames[1:]:
            rows = rows.unionByName(frame)
        if relation.superseded:
            gone = self.session.read.parquet(*map(str, relation.superseded))
            rows = rows.join(gone.select(IMPORT, ROW), [IMPORT, ROW], "left_anti")
        if relation.merged:
            merged = self.session.read.parquet(*map(str, relation.merged))
            columns = _columns(relation, relation.columns)
            rows = rows.unionByName(merged.select(*columns, IMPORT, ROW))
        return rows

    def _take_in(
        self, relation: Relation, sha256: str, path: str, have: Mapping[str, str]
    ) -> DataFrame:
        frame = self.session.read.parquet(path)
        return frame.select(*_columns(relation, have), F.lit(sha256).alias(IMPORT), F.col(ROW))

    def _put_workdays(self, calendar: WorkingDays) -> None:
        if self._workdays is calendar:
            return
        from datetime import date

        day = date.fromisoformat
        rows = [(day(d), o, b, day(h)) for d, o, b, h in workday_rows(calendar)]
        shape = StructType(
            [
                StructField("day", DateType()),
                StructField("ordinal", IntegerType()),
                StructField("before", IntegerType()),
                StructField("holiday_start", DateType()),
            ]
        )
        self.session.createDataFrame(rows, shape).createOrReplaceTempView(WORKDAYS)
        self._workdays = calendar


def _columns(relation: Relation, have: Collection[str]) -> list[Any]:
    """The register's stored fields as Spark's types; what the file lacks is missing."""
    return [
        (F.col(f.name) if f.name in have else F.lit(None))
        .cast(_TYPES.get(f.type, "string"))
        .alias(f.name)
        for f in relation.register.stored
    ]
