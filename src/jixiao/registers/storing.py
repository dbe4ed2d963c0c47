"""Writing what was accepted of a ledger into the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from jixiao.registers.checking import printed_sql
from jixiao.registers.checks import v
from jixiao.registers.commit import commit
from jixiao.registers.import_record import Import
from jixiao.registers.outcome import Examined, Outcome, again
from jixiao.registers.personal import keep_key, masked
from jixiao.registers.relation import ROW, literal, quoted
from jixiao.registers.seals import Said, sealed_in
from jixiao.registers.store import FINDINGS, REFUSED, REPEATS, Store
from jixiao.terms.findings import Level


def stored(
    connection: duckdb.DuckDBPyConnection,
    found: Examined,
    store: Store,
    folder: Path,
    who: str,
) -> Outcome:
    """Write the take-in and make it be there."""
    staged, outcome, said, compared = found.staged, found.outcome, found.said, found.compared
    data = folder / "data.parquet"
    back = _withdrawn_before(store, found)
    count = _write_rows(connection, found, data, back)
    sha256 = _sha256(data)
    if same := next((i for i in store.taken(outcome.register) if i.sha256 == sha256), None):
        return again(found.ledger, outcome.headings, same)
    done = replace(outcome, sha256=sha256, accepted=count + outcome.unchanged)
    record = Import(
        sha256=sha256,
        order=_next_order(store),
        register_name=outcome.register,
        original_sha256=found.ledger.original.sha256,
        original_name=masked(found.ledger.original.name),
        who=who,
        when=datetime.now(UTC).replace(microsecond=0),
        speaks_for=said.speaks_for,
        rows=done.rows,
        accepted=done.accepted,
        stored=count,
        unchanged=done.unchanged,
        repeated=done.repeated,
        refused=done.refused,
        superseded=done.superseded,
        findings=len(done.findings),
        headings=staged.headings.digest,
        mapping=staged.headings.mapping,
        layout={f.name: f.type.sql for f in staged.fields},
        sheet=found.ledger.original.sheet,
        words=found.words,
        first_day=compared.span[0],
        last_day=compared.span[1],
        full=said.full,
        printed=said.printed,
        made_key=bool(staged.made_key),
        met=compared.corrected + compared.older,
        sheets=tuple(found.spans),
        sealed=True,
    )
    beside = _write_beside(connection, found, done, folder)
    record = record.model_copy(update={"files": {name: _sha256(path) for name, path in beside}})
    written_record = folder / "import.json"
    written_record.write_text(record.model_dump_json(indent=1), "utf-8")
    keep_key(store.folder, found.key)
    moves = [(path, store.beside(sha256, name)) for name, path in beside]
    whole = (written_record, store.imports_folder / f"{sha256}.json")
    told = [Said.key(record.when.date().isoformat(), found.key)]
    told.append(Said.taken(record, written_record.read_bytes()))
    commit(store, told, [(data, store.file(sha256)), *moves, whole])
    store.relation(outcome.register)  # which rows count now is made here, not at the first question
    return done


def _next_order(store: Store) -> int:
    """Behind every take-in there ever was, those of another register that cannot be read too."""
    known = (
        i.order
        for n in {*sealed_in(store.folder).values()} - {*store.broken()}
        for i in store.taken(n)
    )
    return max(len(sealed_in(store.folder)), *known, 0) + 1


def _write_beside(
    connection: duckdb.DuckDBPyConnection, found: Examined, done: Outcome, folder: Path
) -> list[tuple[str, Path]]:
    """What lies beside the rows: as its record names it, and the file made."""
    made = []
    if done.unchanged:
        made.append((REPEATS, folder / "repeats.parquet"))
        copy(connection, f"{_rows(found)} WHERE _row IN ({_REPEATS}) ORDER BY _row", made[-1][1])
    if done.refused:
        made.append((REFUSED, folder / "refused.parquet"))
        _write_refused(connection, found, made[-1][1])
    if done.findings:
        made.append((FINDINGS, folder / "findings.json"))
        told = json.dumps([f.to_json() for f in done.findings], ensure_ascii=False)
        made[-1][1].write_text(told, "utf-8")
    return made


def _sha256(path: Path) -> str:
    with path.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def _withdrawn_before(store: Store, found: Examined) -> int:
    """How often the same file was taken in and withdrawn: its bytes get a name of their own again.

    A withdrawn take-in whose record cannot be read may have been it.
    """
    original = found.ledger.original.sha256
    back = store.withdrawals(found.outcome.register)
    same = (one for one in store.taken(found.outcome.register) if one.original_sha256 == original)
    read = {one.sha256 for one in store.taken(found.outcome.register)}
    return sum(one.sha256 in back for one in same) + len(back.keys() - read)


#: Texts of which one part of a file has more than this are written as they are: looking every name and
#: number up in a dictionary that is then thrown away took a fifth of the writing.
_MOST_WORDS = 5000
_REPEATS = "SELECT _row FROM before WHERE _same"


def _rows(found: Examined) -> str:
    columns = ", ".join(f"{v(f)} AS {quoted(f.name)}" for f in found.staged.fields)
    return f"SELECT {columns}, _row AS {ROW} FROM ledger"


def _write_rows(
    connection: duckdb.DuckDBPyConnection, found: Examined, path: Path, back: int
) -> int:
    """The accepted rows that are new or corrected; how many. The same rows give the same bytes.

    Only the columns the ledger has: thirty empty ones took a third of the writing.
    """
    rows, outcome = _rows(found), found.outcome
    if outcome.refused or outcome.repeated or outcome.unchanged:
        left_out = (
            f"SELECT _row FROM refused_rows UNION ALL SELECT _row FROM twice UNION ALL {_REPEATS}"
        )
        rows += f" WHERE _row NOT IN ({left_out}) ORDER BY _row"
    meta = {"register": outcome.register, "original": found.ledger.original.sha256}
    return copy(connection, rows, path, meta | ({"again": str(back)} if back else {}))


def _write_refused(connection: duckdb.DuckDBPyConnection, found: Examined, path: Path) -> None:
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
    texts = ", ".join(f"{printed_sql(f)} AS {quoted(f.name)}" for f in fields)
    copy(
        connection,
        f"SELECT _row, coalesce(_reasons, '与已列出的同类问题相同') AS _reasons, {texts} FROM ledger"
        " JOIN refused_rows USING (_row) LEFT JOIN reasons USING (_row) ORDER BY _row",
        path,
    )


def copy(
    connection: duckdb.DuckDBPyConnection,
    select: str,
    path: Path,
    meta: Mapping[str, str] | None = None,
) -> int:
    """Write a SELECT as Parquet with these key–value pairs; how many rows."""
    pairs = ", ".join(f"{key}: {literal(value)}" for key, value in (meta or {}).items())
    extra = f", KV_METADATA {{{pairs}}}" if pairs else ""
    row = connection.execute(
        f"COPY ({select}) TO {literal(str(path))} (FORMAT parquet, PARQUET_VERSION V2,"
        f" DICTIONARY_SIZE_LIMIT {_MOST_WORDS}, WRITE_BLOOM_FILTER false{extra})"
    ).fetchone()
    return int(row[0]) if row else 0
