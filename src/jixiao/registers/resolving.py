"""Which rows count where several take-ins speak of the same ones.

Of each row every field comes from the newest take-in whose file had a column for it: an older export
taken in later changes nothing that a newer one says, a column that a file lacks says nothing, a cell
that it leaves blank says blank. A row that a newer full export no longer has does not count.

The answer depends on nothing but the take-ins that hold, so it is kept under the hash of their names
in ``current/`` and made again whenever it is not there.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from jixiao.registers.declaration import Register
from jixiao.registers.duck import connect
from jixiao.registers.import_record import Import
from jixiao.registers.relation import IMPORT, ROW, adapted, layout, listed, literal, quoted
from jixiao.registers.seals import BrokenStoreError, check_file

_RULES = (
    "2"  # another number when the rules below change: what was kept by the old ones is not read
)
_MAKING = ".making-"
_KEPT_SECONDS = 86400


@dataclass(frozen=True)
class Source:
    """A take-in with its files of rows; ``repeats`` holds those the store had already, if any."""

    taken: Import
    file: Path
    repeats: Path | None


@dataclass(frozen=True)
class Resolved:
    """Files of pairs that do not count, and of rows made of several take-ins."""

    superseded: tuple[Path, ...] = ()
    merged: tuple[Path, ...] = ()


def resolved(register: Register, sources: Sequence[Source], folder: Path) -> Resolved:
    """What holds of these take-ins; made in ``folder`` where it is not kept there.

    Raises:
        OSError: the disk is full or fails.
    """
    if not any(_meets(one) for one in sources):
        return Resolved()
    name = f"{register.name}-{_digest(register, sources)}"
    kept = _kept(folder, name) or _kept(_own_folder(), name)
    return kept if kept is not None else _make(register, sources, folder, name)


def _meets(one: Source) -> bool:
    """Whether its rows met rows of others when it came, or say that others are gone."""
    return bool(one.taken.superseded or one.repeats or one.taken.met or one.taken.full)


def _digest(register: Register, sources: Sequence[Source]) -> str:
    ranked = sorted(sources, key=lambda one: one.taken.newness)
    told = [
        (s.taken.sha256, s.repeats is not None, s.taken.full, str(s.taken.first_day), str(s.taken.last_day))
        for s in ranked
    ]  # fmt: skip
    text = json.dumps([_RULES, layout(register), register.key, told], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _kept(folder: Path, name: str) -> Resolved | None:
    there = _told(folder / f"{name}.json")
    if there is None or not all(
        _is_whole(folder / f"{name}.{kind}.parquet", there[f"{kind}_sha256"]) for kind in _KINDS
    ):
        return None
    with suppress(PermissionError):  # a folder that can only be read is not swept either
        os.utime(folder / f"{name}.json")
    return Resolved(
        (folder / f"{name}.superseded.parquet",) if there["superseded"] else (),
        (folder / f"{name}.merged.parquet",) if there["merged"] else (),
    )


_KINDS = ("superseded", "merged")


def _told(path: Path) -> dict[str, Any] | None:
    """What is kept of a resolving; ``None`` where nothing is, or not what was made: it is made again."""
    if not path.exists():
        return None
    digest, _end, told = path.read_bytes().decode("utf-8", "replace").partition("\n")
    return dict(json.loads(told)) if _hash(told) == digest else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _is_whole(path: Path, sha256: str) -> bool:
    """Whether a kept file is what was made; looked at once a process. One that is not is made again."""
    try:
        check_file(path, sha256, path.name)
    except BrokenStoreError:
        return False
    return True


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _make(register: Register, sources: Sequence[Source], folder: Path, name: str) -> Resolved:
    try:
        folder.mkdir(exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder))
    except PermissionError:  # an evidence folder that can only be read is still read
        folder = _own_folder()
        making = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder))
    try:
        with connect() as connection:
            counts = _write(connection, register, sources, making, name)
        hashes = {f"{kind}_sha256": _sha256(making / f"{name}.{kind}.parquet") for kind in _KINDS}
        told = json.dumps(counts | hashes)
        (making / f"{name}.json").write_text(f"{_hash(told)}\n{told}", "utf-8")
        for kind in ("superseded.parquet", "merged.parquet", "json"):
            (making / f"{name}.{kind}").replace(folder / f"{name}.{kind}")
    finally:
        shutil.rmtree(making, ignore_errors=True)
    found = _kept(folder, name)
    if found is None:
        raise OSError(f"{folder / name}.json")
    return found


def _own_folder() -> Path:
    """A folder of this process for what a folder that can only be read cannot keep."""
    global _OWN
    if _OWN is None:
        _OWN = Path(tempfile.mkdtemp(prefix="jixiao-current-"))
        atexit.register(shutil.rmtree, _OWN, ignore_errors=True)
    return _OWN


_OWN: Path | None = None


def _write(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    sources: Sequence[Source],
    folder: Path,
    name: str,
) -> dict[str, int]:
    """Write the pairs and the merged rows; how many of each."""
    ranked = sorted(sources, key=lambda one: one.taken.newness)
    key = ", ".join(quoted(k) for k in register.key)
    connection.execute(f"CREATE TEMP TABLE met AS {_met(ranked, key)}")
    connection.execute(
        f"CREATE TEMP TABLE versions AS SELECT v.* FROM ({_versions(register, ranked)}) v"
        f" SEMI JOIN met USING ({key})"
    )
    connection.execute(f"CREATE TEMP TABLE holding AS {_holding(register, ranked, key)}")
    rows, gone = _whole_rows(register), _gone_where(register, ranked)
    connection.execute(
        f"CREATE TEMP TABLE standing AS SELECT {key}, arg_max({{'i': v.{IMPORT}, 'r': v.{ROW}}}, v._rank) AS s"
        f" FROM versions v JOIN holding h USING ({key}) WHERE v._data AND NOT ({gone}) AND {rows} GROUP BY {key}"
    )
    superseded = (
        f"SELECT v.{IMPORT}, v.{ROW} FROM versions v LEFT JOIN standing s USING ({key}) WHERE v._data"
        f" AND (s.s IS NULL OR s.s.i <> v.{IMPORT} OR s.s.r <> v.{ROW}) ORDER BY ALL"
    )
    columns = ", ".join(quoted(n) for n in layout(register))
    merged = (
        f"SELECT {columns}, _from.i AS {IMPORT}, _from.r AS {ROW} FROM holding h"
        f" ANTI JOIN standing USING ({key}) WHERE NOT ({gone}) ORDER BY {key}"
    )
    return {
        kind: _copied(connection, select, folder / f"{name}.{kind}.parquet")
        for kind, select in (("superseded", superseded), ("merged", merged))
    }


def _met(ranked: Sequence[Source], key: str) -> str:
    """Keys of more than one version, of repeats only, or that a full export may say are gone."""
    keys = " UNION ALL ".join(
        f"SELECT {key}, {rank} AS _rank, {path is one.file} AS _data FROM read_parquet({listed([path])})"
        for rank, one in enumerate(ranked)
        for path in (one.file, one.repeats)
        if path
    )
    full = max((rank for rank, one in enumerate(ranked) if one.taken.full), default=-1)
    having = f"count(*) > 1 OR NOT bool_or(_data) OR max(_rank) < {full}"
    return f"SELECT {key} FROM ({keys}) GROUP BY {key} HAVING {having}"


def _versions(register: Register, ranked: Sequence[Source]) -> str:
    wanted = layout(register)
    return " UNION ALL ".join(
        f"SELECT {adapted(wanted, dict(one.taken.layout))}, {literal(one.taken.sha256)} AS {IMPORT},"
        f" {ROW}, {rank} AS _rank, {path is one.file} AS _data FROM read_parquet({listed([path])})"
        for rank, one in enumerate(ranked)
        for path in (one.file, one.repeats)
        if path
    )


def _holding(register: Register, ranked: Sequence[Source], key: str) -> str:
    """One row a key: each field of the newest take-in that has a column for it."""
    values = [
        f"{_newest(name, ranked)} AS {quoted(name)}"
        for name in layout(register)
        if name not in register.key
    ]
    source = f"arg_max({{'i': {IMPORT}, 'r': {ROW}}}, _rank + CASE WHEN _data THEN {len(ranked)} ELSE 0 END)"
    return (
        f"SELECT {', '.join([key, *values])}, max(_rank) AS _last, {source} AS _from"
        f" FROM versions GROUP BY {key}"
    )


def _newest(name: str, ranked: Sequence[Source]) -> str:
    lacking = [str(rank) for rank, one in enumerate(ranked) if name not in one.taken.layout]
    only = f" FILTER (_rank NOT IN ({', '.join(lacking)}))" if lacking else ""
    return f"arg_max_null({quoted(name)}, _rank){only}"


def _whole_rows(register: Register) -> str:
    """A version that is what holds, in every field."""
    return " AND ".join(
        f"v.{quoted(n)} IS NOT DISTINCT FROM h.{quoted(n)}" for n in layout(register)
    )


def _gone_where(register: Register, ranked: Sequence[Source]) -> str:
    """Rows of the span of a newer full export that it does not have."""
    day = next(iter(filter(None, [register.year_of, *(f.name for f in register.events)])), None)
    full = [
        f"h._last < {rank}" + (f" AND {_within(day, one.taken)}" if day else "")
        for rank, one in enumerate(ranked)
        if one.taken.full and not one.taken.refused
    ]
    return " OR ".join(f"({one})" for one in full) or "false"


def _within(day: str, taken: Import) -> str:
    if taken.first_day is None or taken.last_day is None:
        return "true"
    return f"coalesce(h.{quoted(day)} BETWEEN DATE '{taken.first_day}' AND DATE '{taken.last_day}', true)"


def _copied(connection: duckdb.DuckDBPyConnection, select: str, path: Path) -> int:
    row = connection.execute(
        f"COPY ({select}) TO {literal(str(path))} (FORMAT parquet, PARQUET_VERSION V2)"
    ).fetchone()
    return int(row[0]) if row else 0


def sweep(folder: Path) -> None:
    """Take away what nobody has asked for during a day; it is made again when somebody does."""
    old = time.time() - _KEPT_SECONDS
    for path in folder.glob("*.json"):
        if path.stat().st_mtime < old:
            for kind in ("json", "superseded.parquet", "merged.parquet"):
                path.with_suffix(f".{kind}").unlink(missing_ok=True)
    for left in folder.glob(f"{_MAKING}*"):
        if left.stat().st_mtime < old:
            shutil.rmtree(left, ignore_errors=True)
