"""Taking a ledger into the evidence store: read, check every row, keep what is right."""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from jixiao.grids.errors import ReadError
from jixiao.registers import checking, checks, matching, period_questions, questions, versions
from jixiao.registers.about_source import UNANSWERED, about_source, of_this_register, unanswered
from jixiao.registers.commit import writing
from jixiao.registers.declaration import Register
from jixiao.registers.duck import connect
from jixiao.registers.findings import ordered, placed
from jixiao.registers.given import headings_there, words_there
from jixiao.registers.headings import Headings, digest, find
from jixiao.registers.notes import about_columns, about_rows, about_store
from jixiao.registers.opening import opened
from jixiao.registers.outcome import Examined, Outcome, again
from jixiao.registers.personal import fresh_key, kept_key, masked
from jixiao.registers.printed_day import about_printed, printed_day
from jixiao.registers.relation import literal
from jixiao.registers.source import Ledger, Table
from jixiao.registers.speaking import Said
from jixiao.registers.staging import stage
from jixiao.registers.store import Store
from jixiao.registers.storing import stored
from jixiao.registers.word_questions import words_asked
from jixiao.registers.words import Words, in_codes, merged, with_words
from jixiao.terms.findings import Level

__all__ = ["Outcome", "preview", "take_in"]


def take_in(
    register: Register,
    data: Path | str | bytes,
    *,
    store: Store,
    who: str,
    speaks_for: date | Said | None = None,
    mapping: Mapping[str, str] | None = None,
    words: Words | None = None,
    year: int | None = None,
    accept_partial: bool = False,
    name: str | None = None,
    read: Collection[str] = (),
) -> Outcome:
    """Take a ledger in, unless a row must be mended and ``accept_partial`` was not said.

    ``data`` is a file (``file.xlsx#sheet`` for one sheet), a database table
    (``postgresql://…#table``, ``file.db#table``), or the bytes of a file with its ``name``.
    ``mapping``: heading → field, before what is remembered and what synonyms say. ``words``: field →
    word → code, what the words of a system mean; remembered for the register from then on.
    ``speaks_for``: the day up to which the content is true, or all that is said of time.
    ``read``: the fields some measure reads; a column left out that could be one is asked about.

    Raises:
        UnknownWordError: ``words`` names no field or code that is there.
        NotInFileError: ``mapping`` or ``words`` speak of a column or a word that the file has not.
        ReadError: the ledger cannot be read, or has no known headings; the store is as before.
        MissingProgramError: a database does not answer.
        OSError: the store's disk is full or fails; the store is as before.
    """
    register = with_words(register, words or {}, store.words(register.name))
    said = speaks_for if isinstance(speaks_for, Said) else Said(speaks_for)
    with opened(register, data, name) as ledger, writing(store) as folder:
        if not words and (before := _before(register, ledger, store, mapping, said)):
            return before
        with _connection(folder / "spill") as connection:
            year = year or (said.speaks_for.year if said.speaks_for else None)
            found = _examined(
                connection, register, ledger, store, mapping, words or {}, year, said, read
            )
            empty = any(f.check == UNANSWERED for f in found.outcome.findings)
            if empty or (found.outcome.must_mend and not accept_partial):
                return found.outcome
            return stored(connection, found, store, folder, who)


def preview(
    register: Register,
    data: Path | str | bytes,
    *,
    store: Store,
    mapping: Mapping[str, str] | None = None,
    words: Words | None = None,
    year: int | None = None,
    name: str | None = None,
    read: Collection[str] = (),
) -> Outcome:
    """What taking a ledger in would find; nothing is written.

    Raises:
        ReadError: as :func:`take_in`.
    """
    register = with_words(register, words or {}, store.words(register.name))
    with opened(register, data, name) as ledger, _connection(None) as connection:
        found = _examined(
            connection, register, ledger, store, mapping, words or {}, year, Said(), read
        )
        return replace(found.outcome, preview=True)


@contextmanager
def _connection(spill: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as connection:
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
    if not mapping and not (best and best[2].source):
        of_this_register(register, ledger, len(best[2].mapped) if best else 0)
    if best:
        headings_there(ledger.original.name, best[1], best[2], mapping)
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


def _before(
    register: Register, ledger: Ledger, store: Store, mapping: Mapping[str, str] | None, said: Said
) -> Outcome | None:
    """What came of the same file when it was taken in before, its columns understood alike."""
    original = ledger.original
    for one in store.imports(register.name):
        if (one.original_sha256, one.sheet) == (original.sha256, original.sheet):
            table, headings = _headings(register, ledger, store, mapping)
            spoken = period_questions.spoken(register, ledger, table, headings, said)
            if not period_questions.same_period(spoken, one.first_day, one.last_day):
                continue
            if dict(one.mapping) == headings.mapping:
                return again(ledger, headings, one)
    return None


def _examined(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    ledger: Ledger,
    store: Store,
    mapping: Mapping[str, str] | None,
    words: Words,
    year: int | None,
    said: Said,
    read: Collection[str],
) -> Examined:
    """Stage, check, compare. Leaves the tables ``refused_rows``, ``twice`` and ``before``."""
    table, headings = _headings(register, ledger, store, mapping)
    register = _speaking(register, headings, words, store)
    if said.speaks_for is None:
        said = replace(said, printed=printed_day(table.head[: headings.row - headings.rows]))
    spoken = period_questions.spoken(register, ledger, table, headings, said)
    said = spoken.said(said, register, headings)
    key = kept_key(store.folder) or fresh_key()
    suspected = list(questions.suspects(register, headings, table.head, read))
    spoken_of = [headings.mapped[field].index for field in words if field in headings.mapped]
    columns = [*(column.index for column, _ in suspected), *spoken_of]
    staged = stage(connection, register, headings, table, key, year, columns, spoken.period)
    words_there(connection, ledger.original.name, staged, words)
    columns_asked = questions.asked(connection, staged, suspected, read)
    asked = matching.match(connection, staged, store, said)
    every = checks.checks(staged, year, checking.medians(connection, staged))
    holding, rows = checking.run(connection, every)
    found = [f for check in holding for f in checking.listed(connection, staged, check)]
    found += period_questions.asked(connection, staged, store, spoken)
    found += asked + versions.within(connection, staged)
    cells = about_rows(connection, staged)
    _refuse(connection, holding, [f.row for f in cells if f.row and f.level is Level.RETURN])
    left_out = "SELECT _row FROM refused_rows UNION ALL SELECT _row FROM twice"
    compared = versions.against(connection, staged, store, said, left_out)
    once = unanswered(register, headings)
    # One question stands for all columns that could be the answer.
    each = [q for q in columns_asked if not once or q.fields[0].name != once[0].field]
    found += about_source(headings) + once
    found += cells + about_columns(staged, ledger, table, each)
    refused, repeated = (
        _count(connection, "refused_rows"),
        _count(connection, "twice WHERE _same AND _row NOT IN (SELECT _row FROM refused_rows)"),
    )
    found += about_store(compared, said, refused)
    found += [about_printed(said.printed)] if said.printed else []
    outcome = Outcome(
        register.name,
        ledger.original.name,
        headings,
        rows=rows,
        unchanged=compared.unchanged,
        superseded=compared.corrected,
        repeated=repeated,
        refused=refused,
        questions=tuple(columns_asked),
        words=words_asked(connection, holding),
        findings=tuple(ordered([placed(one, table.place) for one in found])),
    )
    return Examined(
        staged, ledger, outcome, key, in_codes(register, words), said, compared, table.spans
    )


def _speaking(register: Register, headings: Headings, words: Words, store: Store) -> Register:
    """The register with the words of the file's source, except where a person said otherwise."""
    if headings.source is None:
        return register
    said = merged(store.words(register.name), words)
    of_source = {
        field: {word: code for word, code in every.items() if word not in said.get(field, {})}
        for field, every in headings.source.connector.words.items()
    }
    return with_words(register, of_source)


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
