"""Small ledgers for tests: rows of a register as Parquet, as the evidence store would hold them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from jixiao.registers.catalogue import register
from jixiao.registers.declaration import Field, FieldType, Register
from jixiao.registers.relation import Relation, layout

Rows = Sequence[Mapping[str, Any]]


def relation(
    folder: Path, name: str, *imports: Rows, superseded: Sequence[tuple[int, int]] = ()
) -> Relation:
    """A relation of take-ins; ``superseded`` are (import, row) pairs, both counted from 0 and 1."""
    declared = register(name)
    files, hashes = [], []
    for at, rows in enumerate(imports):
        sha256 = hashlib.sha256(f"{name}/{at}/{len(rows)}/{folder}".encode()).hexdigest()
        path = folder / f"{sha256}.parquet"
        _write(path, declared, rows)
        files.append(path)
        hashes.append(sha256)
    gone = _superseded(folder, hashes, superseded) if superseded else ()
    return Relation(declared, tuple(hashes), tuple(files), gone, (layout(declared),) * len(files))


def _write(path: Path, declared: Register, rows: Rows) -> None:
    columns = [*layout(declared).items(), ("_row", "BIGINT")]
    with duckdb.connect() as connection:
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns)
        connection.execute(f"CREATE TABLE t ({listed})")
        values = [
            [row.get(n, i + 1 if n == "_row" else None) for n, _ in columns]
            for i, row in enumerate(rows)
        ]
        if values:
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO t VALUES ({marks})", values)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")


def _superseded(
    folder: Path, hashes: list[str], pairs: Sequence[tuple[int, int]]
) -> tuple[Path, ...]:
    path = folder / f"{hashes[-1]}.superseded.parquet"
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (_import VARCHAR, _row BIGINT)")
        connection.executemany(
            "INSERT INTO t VALUES (?, ?)", [[hashes[i], row] for i, row in pairs]
        )
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return (path,)


def random_rows(name: str, count: int, random: Random, year: int = 2023) -> list[dict[str, Any]]:
    """Rows in which everything a declaration allows occurs: gaps, edges of months, days out of order."""
    declared = register(name)
    return [
        {
            f.name: _random(f, random, year, key=i if f.name in declared.key else None)
            for f in declared.stored
        }
        for i in range(count)
    ]


def _random(field: Field, random: Random, year: int, key: int | None) -> Any:
    if key is not None and field.type is FieldType.TEXT:
        return f"{field.name}-{key}"
    if random.random() < 0.15:
        return None
    match field.type:
        case FieldType.DATE:
            edge = random.random() < 0.2
            day = random.randint(-60, 450)
            month_end = date(year, random.randint(1, 11) + 1, 1) - timedelta(days=1)
            return month_end if edge else date(year, 1, 1) + timedelta(days=day)
        case FieldType.INTEGER:
            return random.randint(0, 40)
        case FieldType.MONEY:
            return Decimal(random.randint(-50_000, 5_000_000)) / 100
        case FieldType.DECIMAL:
            return Decimal(random.randint(0, 9_000_000)) / 1_000_000
        case FieldType.BOOLEAN:
            return random.random() < 0.5
        case FieldType.CODE:
            return random.choice([c.value for c in field.codes])
    return random.choice(["甲", "乙", "丙's \\n", "检定装置", "城关所"])
