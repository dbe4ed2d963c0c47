"""Taking a ledger into the evidence store: read, check every row, keep what is right."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from jixiao.grids.errors import ReadError
from jixiao.registers import checks, versions
from jixiao.registers.commit import commit, writing
from jixiao.registers.declaration import Register
from jixiao.registers.findings import RowFinding, ordered
from jixiao.registers.headings import Headings, digest, find
from jixiao.registers.notes import about_columns, about_rows, about_store
from jixiao.registers.opening import opened
from jixiao.registers.personal import fresh_key, keep_key, kept_key, masked
from jixiao.registers.relation import IMPORT, ROW, layout, literal, quoted
from jixiao.registers.source import Ledger, Table
from jixiao.registers.staging import Staged, stage
from jixiao.registers.store import Import, Store
from jixiao.terms.findings import Level

SCHEMA = "jixiao/intake/1"
_MEMORY = "1500MB"


@dataclass(frozen=True)
class Outcome:
    """What came of a take-in.

    ``sha256`` is that of the stored Parquet file, ``None`` where nothing was stored. ``rows`` are the
    data rows of the file; ``accepted`` those now in the store, ``unchanged`` of which were there
    before; ``refused`` and ``repeated`` are the others.
    """

    register: str
    name: str
    headings: Headings
    sha256: str | None = None
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    superseded: int = 0
    repeated: int = 0
    refused: int = 0
    already: bool = False
    preview: bool = False
    findings: tuple[RowFinding, ...] = ()

    @property
    def must_mend(self) -> bool:
        """Whether a finding of level ``return`` was made."""
        return any(f.level is Level.RETURN for f in self.findings)

    def to_json(self) -> dict[str, Any]:
        """The document of contract §5, with what else there is to say."""
        return {
            "schema": SCHEMA,
            "import": self.sha256,
            "register": self.register,
            "rows": self.rows,
            "accepted": self.accepted,
            "findings": [f.to_json() for f in self.findings],
            "file": self.name,
            "already": self.already,
            "unchanged": self.unchanged,
            "superseded": self.superseded,
            "repeated": self.repeated,
            "refused": self.refused,
            "mapping": [
                {
                    "column": c.index + 1,
                    "heading": c.heading,
                    "field": c.field,
                    "how": c.how,
                    "unit": c.unit,
                }
                for c in self.headings.columns
                if c.heading
            ],
        }


def take_in(
    register: Register,
    data: Path | str | bytes,
    *,
    store: Store,
    who: str,
    speaks_for: date | None = None,
    mapping: Mapping[str, str] | None = None,
    year: int | None = None,
    accept_partial: bool = False,
    name: str | None = None,
) -> Outcome:
    """Take a ledger in, unless a row must be mended and ``accept_partial`` was not said.

    ``data`` is a file (``file.xlsx#sheet`` for one sheet), a database table
    (``postgresql://…#table``, ``file.db#table``), or the bytes of a file with its ``name``.
    ``mapping``: heading → field, before what is remembered and what synonyms say.

    Raises:
        ReadError: the ledger cannot be read, or has no known headings; the store is as before.
        MissingProgramError: a database does not answer.
        OSError: the store's disk is full or fails; the store is as before.
    """
    with opened(register, data, name) as ledger, writing(store) as folder:
        before = next(
            (
                i
                for i in store.imports(register.name)
                if i.original_sha256 == ledger.original.sha256
            ),
            None,
        )
        if before:
            headings = _headings(register, ledger, store, mapping)[1]
            return _again(register, ledger, headings, before)
        with _connection(folder / "spill") as connection:
            found = _examined(connection, register, ledger, store, mapping, year)
            if found.outcome.must_mend and not accept_partial:
                return found.outcome
            return _stored(connection, found, store, folder, who, speaks_for)


def preview(
    register: Register,
    data: Path | str | bytes,
    *,
    store: Store,
    mapping: Mapping[str, str] | None = None,
    year: int | None = None,
    name: str | None = None,
) -> Outcome:
    """What taking a ledger in would find; nothing is written.

    Raises:
        ReadError: as :func:`take_in`.
    """
    with opened(register, data, name) as ledger, _connection(None) as connection:
        return replace(
            _examined(connection, register, ledger, store, mapping, year).outcome, preview=True
        )


@dataclass(frozen=True)
class _Examined:
    """A staged ledger and what was found; ``key`` is the store's for personal fields."""

    staged: Staged
    ledger: Ledger
    outcome: Outcome
    key: bytes


@contextmanager
def _connection(spill: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
        # What does not fit goes to the store's own temporary folder: staged rows, nothing personal.
        connection.execute(f"SET temp_directory = {literal(str(spill) if spill else '')}")
        connection.execute("SET preserve_insertion_order = true")
        try:
            yield connection
        except (duckdb.IOException, duckdb.OutOfMemoryException) as wrong:
            raise OSError(errno.ENOSPC, "磁盘已满，或写不进去") from wrong


def _headings(
    register: Register, ledger: Ledger, store: Store, mapping: Mapping[str, str] | None
) -> tuple[Table, Headings]:
    """The table whose headings are best known, and its headings.

    Raises:
        ReadError: none has known headings; says what stands where they were looked for.
    """
    best: tuple[int, Table, Headings] | None = None
    for table in ledger.tables:
        found = find(register, table.head, mapping, _remembered(register, table, store, mapping))
        if found and (best is None or len(found.mapped) > best[0]):
            best = len(found.mapped), table, found
    if best:
        return best[1], best[2]
    seen = next(
        ("、".join(c for c in row if c)[:200] for t in ledger.tables for row in t.head if any(row)),
        "空表",
    )
    labels = "、".join(f.label for f in register.fields[:8])
    raise ReadError(
        ledger.original.name,
        f"前 20 行中有{register.label}的列名（{labels}……）",
        masked(seen),
        f"对照 jixiao registers {register.name} 改列名，或用 --map 列名=字段 指明",
    )


def _remembered(
    register: Register, table: Table, store: Store, mapping: Mapping[str, str] | None
) -> Mapping[str, str]:
    """How these headings were understood the last time."""
    for row in table.head:
        if (words := [c for c in row if c and c.strip()]) and (
            known := store.mapping(register.name, digest(words))
        ):
            return known
    found = find(register, table.head, mapping)
    return store.mapping(register.name, found.digest) if found else {}


def _again(register: Register, ledger: Ledger, headings: Headings, before: Import) -> Outcome:
    return Outcome(
        register.name,
        ledger.original.name,
        headings,
        sha256=before.sha256,
        rows=before.rows,
        accepted=before.accepted,
        unchanged=before.unchanged,
        superseded=before.superseded,
        repeated=before.repeated,
        refused=before.refused,
        already=True,
    )


def _examined(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    ledger: Ledger,
    store: Store,
    mapping: Mapping[str, str] | None,
    year: int | None,
) -> _Examined:
    """Stage, check, compare. Leaves the tables ``refused_rows``, ``twice`` and ``before``."""
    table, headings = _headings(register, ledger, store, mapping)
    key = kept_key(store.folder) or fresh_key()
    staged = stage(connection, register, headings, table, key)
    every = checks.checks(staged, year, checks.medians(connection, staged))
    holding, rows = checks.run(connection, every)
    found = [f for check in holding for f in checks.listed(connection, staged, check)]
    found += versions.within(connection, staged)
    cells = about_rows(connection, staged)
    _refuse(connection, holding, [f.row for f in cells if f.row and f.level is Level.RETURN])
    left_out = "SELECT _row FROM refused_rows UNION ALL SELECT _row FROM twice"
    compared = versions.against(connection, staged, store.relation(register.name), left_out)
    found += cells + about_columns(staged, ledger, table) + about_store(compared)
    refused, repeated = (
        _count(connection, "refused_rows"),
        _count(connection, "twice WHERE _same AND _row NOT IN (SELECT _row FROM refused_rows)"),
    )
    outcome = Outcome(
        register.name,
        ledger.original.name,
        headings,
        rows=rows,
        unchanged=compared.unchanged,
        superseded=compared.corrected,
        repeated=repeated,
        refused=refused,
        findings=tuple(ordered(found)),
    )
    return _Examined(staged, ledger, outcome, key)


def _refuse(
    connection: duckdb.DuckDBPyConnection, holding: list[checks.Check], cells: list[int]
) -> None:
    """Make the table ``refused_rows``: a check of level ``return`` holds, or the row conflicts."""
    faults = [f"({c.holds})" for c in holding if c.level is Level.RETURN]
    if cells:
        faults.append(f"_row IN ({', '.join(map(str, cells))})")
    rows = (
        f"SELECT _row FROM ledger WHERE {' OR '.join(faults)}"
        if faults
        else "SELECT NULL::BIGINT AS _row WHERE false"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE refused_rows AS {rows} UNION SELECT _row FROM twice WHERE NOT _same"
    )


def _count(connection: duckdb.DuckDBPyConnection, what: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {what}").fetchone()
    return int(row[0]) if row else 0


def _stored(
    connection: duckdb.DuckDBPyConnection,
    found: _Examined,
    store: Store,
    folder: Path,
    who: str,
    speaks_for: date | None,
) -> Outcome:
    """Write the take-in and make it be there."""
    staged, outcome = found.staged, found.outcome
    data = folder / "data.parquet"
    stored = _write_rows(connection, found, data)
    with data.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    done = replace(outcome, sha256=sha256, accepted=stored + outcome.unchanged)
    record = Import(
        sha256=sha256,
        order=max((i.order for i in store.imports()), default=0) + 1,
        register_name=outcome.register,
        original_sha256=found.ledger.original.sha256,
        original_name=masked(found.ledger.original.name),
        who=who,
        when=datetime.now(UTC).replace(microsecond=0),
        speaks_for=speaks_for,
        rows=done.rows,
        accepted=done.accepted,
        stored=stored,
        unchanged=done.unchanged,
        repeated=done.repeated,
        refused=done.refused,
        superseded=done.superseded,
        findings=len(done.findings),
        headings=staged.headings.digest,
        mapping=staged.headings.mapping,
        layout=layout(staged.register),
    )
    moves = [(data, store.file(sha256))]
    if done.superseded:
        pairs = folder / "superseded.parquet"
        _copy(
            connection,
            f"SELECT {IMPORT}, _old AS {ROW} FROM before WHERE NOT _same ORDER BY ALL",
            pairs,
        )
        moves.append((pairs, store.superseded_file(sha256)))
    if done.refused:
        refused = folder / "refused.parquet"
        _write_refused(connection, found, refused)
        moves.append((refused, store.refused_file(sha256)))
    if done.findings:
        listed = folder / "findings.json"
        listed.write_text(
            json.dumps([f.to_json() for f in done.findings], ensure_ascii=False), "utf-8"
        )
        moves.append((listed, store.imports_folder / f"{sha256}.findings.json"))
    written_record = folder / "import.json"
    written_record.write_text(record.model_dump_json(indent=1), "utf-8")
    keep_key(store.folder, found.key)
    commit([*moves, (written_record, store.imports_folder / f"{sha256}.json")])
    return done


def _write_rows(connection: duckdb.DuckDBPyConnection, found: _Examined, path: Path) -> int:
    """The accepted rows that are new or corrected; how many. The same rows give the same bytes."""
    have = {f.name for f in found.staged.fields}
    columns = ", ".join(
        f"{checks.v(f) if f.name in have else f'CAST(NULL AS {f.type.sql})'} AS {quoted(f.name)}"
        for f in found.staged.register.stored
    )
    rows = f"SELECT {columns}, _row AS {ROW} FROM ledger"
    outcome = found.outcome
    if outcome.refused or outcome.repeated or outcome.unchanged:
        left_out = (
            "SELECT _row FROM refused_rows UNION ALL SELECT _row FROM twice"
            " UNION ALL SELECT _row FROM before WHERE _same"
        )
        rows += f" WHERE _row NOT IN ({left_out}) ORDER BY _row"
    meta = {"register": outcome.register, "original": found.ledger.original.sha256}
    return _copy(connection, rows, path, meta)


def _write_refused(connection: duckdb.DuckDBPyConnection, found: _Examined, path: Path) -> None:
    """The refused rows as text, each with its reasons."""
    reasons: dict[int, list[str]] = {}
    for finding in found.outcome.findings:
        if finding.row and finding.level is Level.RETURN:
            reasons.setdefault(finding.row, []).append(finding.fault)
    connection.execute("CREATE OR REPLACE TEMP TABLE reasons (_row BIGINT, _reasons VARCHAR)")
    if reasons:
        pairs = [[row, "；".join(faults)] for row, faults in reasons.items()]
        connection.executemany("INSERT INTO reasons VALUES (?, ?)", pairs)
    fields = found.staged.fields
    texts = ", ".join(f"{checks.printed_sql(f)} AS {quoted(f.name)}" for f in fields)
    _copy(
        connection,
        f"SELECT _row, coalesce(_reasons, '与已列出的同类问题相同') AS _reasons, {texts} FROM ledger"
        " JOIN refused_rows USING (_row) LEFT JOIN reasons USING (_row) ORDER BY _row",
        path,
    )


def _copy(
    connection: duckdb.DuckDBPyConnection,
    select: str,
    path: Path,
    meta: Mapping[str, str] | None = None,
) -> int:
    pairs = ", ".join(f"{key}: {literal(value)}" for key, value in (meta or {}).items())
    extra = f", KV_METADATA {{{pairs}}}" if pairs else ""
    row = connection.execute(
        f"COPY ({select}) TO {literal(str(path))} (FORMAT parquet{extra})"
    ).fetchone()
    return int(row[0]) if row else 0
