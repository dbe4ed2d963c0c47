"""The evidence store: a folder of immutable take-ins, content-addressed.

``imports/<sha256>.parquet`` holds the accepted rows, ``.json`` beside it who brought what, when, and
the day and span it speaks for; ``.repeats.parquet`` the accepted rows that the store had already,
``.findings.json`` what was found, ``refused/<sha256>.parquet`` the refused rows with their reasons. The
line in ``imports/seals`` comes last: without it the files are not there. ``withdrawn/<sha256>.json`` takes a
take-in back. ``current/`` can be made from these at any time. ``registers/*.toml`` are the department's
own. No personal field is in any of them, as its register declares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb

from jixiao.acts.earlier.taking_over import take_over
from jixiao.acts.folder import folder_record
from jixiao.acts.kind import Told
from jixiao.acts.record import Record
from jixiao.registers.catalogue import register, registers
from jixiao.registers.declaration import Register
from jixiao.registers.duck import connect
from jixiao.registers.import_record import Import, Withdrawal
from jixiao.registers.relation import IMPORT, ROW, Relation, literal, quoted
from jixiao.registers.resolving import Source, resolved
from jixiao.registers.seals import (
    BrokenStoreError,
    broken_in,
    check_file,
    records_in,
    registers_in,
    sealed_in,
    withdrawals_in,
)
from jixiao.registers.withdrawal_acts import bring_earlier
from jixiao.registers.words import Words, merged

__all__ = ["Import", "Store"]

#: What may lie beside the rows of a take-in, as its record names it.
REPEATS, FINDINGS, REFUSED = "repeats.parquet", "findings.json", "refused"


class Store:
    """An evidence folder; it need not be there yet.

    ``known_on`` asks what was known on that day: the take-ins known by then and not yet withdrawn, and
    of what people said that which was recorded by then.
    Without it all hold that are not withdrawn. ``record``: where what people say of this evidence is
    kept; the application names its database's, else it is the folder's own. Stores of the same folder,
    day and record are equal.
    """

    def __init__(
        self, folder: Path | str, known_on: date | None = None, record: Record | None = None,
        *, vouches: bool = True,
    ) -> None:  # fmt: skip
        """Name the folder; nothing is read or written."""
        self.folder = Path(folder).resolve()
        self.known_on = known_on
        self._record = record or folder_record(self.folder)
        self._taken_over = False
        #: Whether who writes here has a checkpoint signed; where not, whoever asked for it does.
        self.vouches = vouches

    def as_known_on(self, day: date | None) -> Store:
        """The same evidence as it was known on a day; without a day as it is known now."""
        return Store(self.folder, day, self._record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Store) and self._which == other._which

    def __hash__(self) -> int:
        return hash(self._which)

    @property
    def _which(self) -> tuple[Path, date | None, str]:
        return self.folder, self.known_on, self._record.back.name

    @property
    def record(self) -> Record:
        """What people said of this evidence; what earlier versions kept in files is taken over first.

        Raises:
            EarlierFileError: such a file cannot be taken.
            BrokenRecordError, OSError: it was to be taken over, and the record cannot be read or written.
        """
        if not self._taken_over:
            take_over(self.folder, self._record)
            bring_earlier(self.folder, self._record)
            self._taken_over = True
        return self._record

    def told(self, kinds: Sequence[str]) -> list[Told]:
        """What people said of these kinds, oldest first: as far as it was recorded on the day asked about.

        Raises:
            BrokenRecordError: the record is not what was recorded.
        """
        until, told = self.known_until, self.record.reading().of_kinds(kinds)
        return [one for one in told if until is None or _said(one) <= until]

    @property
    def known_until(self) -> datetime | None:
        """The last moment of the day asked about; take-ins and what people said are cut by one clock."""
        return datetime.combine(self.known_on, time.max, UTC) if self.known_on else None

    @property
    def imports_folder(self) -> Path:
        """Where the take-ins are."""
        return self.folder / "imports"

    @property
    def refused_folder(self) -> Path:
        """Where the refused rows of partial take-ins are."""
        return self.folder / "refused"

    @property
    def withdrawn_folder(self) -> Path:
        """Where withdrawals are."""
        return self.folder / "withdrawn"

    @property
    def current_folder(self) -> Path:
        """Where it is kept which rows count; can be made again from the rest."""
        return self.folder / "current"

    def registers(self) -> Mapping[str, Register]:
        """All registers, the department's own with them."""
        return registers(self.folder)

    def register(self, name: str) -> Register:
        """The register of that name.

        Raises:
            UnknownRegisterError: there is none.
        """
        return register(name, self.folder)

    def imports(self, register_name: str | None = None) -> tuple[Import, ...]:
        """The take-ins that hold, oldest first; of one register, or of all."""
        back = self.withdrawals(register_name)
        taken = self._taken(register_name, as_before=self.known_on is not None)
        return tuple(one for one in taken if self._holds(one, back))

    def broken(self) -> Mapping[str, BrokenStoreError]:
        """Register → what is wrong with its records; its rows are looked at only where they are used.

        Raises:
            BrokenStoreError: what is wrong is of no single register.
        """
        return broken_in(self.folder)

    def readable(self) -> tuple[Import, ...]:
        """The take-ins that hold of every register whose records are whole, oldest first.

        For lists and for what hangs on no register in particular; whoever counts names their register.
        """
        broken = self.broken()
        if not broken:
            return self.imports()
        found = [one for n in registers_in(self.folder) - broken.keys() for one in self.imports(n)]
        return tuple(sorted(found, key=lambda one: one.order))

    def _holds(self, one: Import, back: Mapping[str, Withdrawal]) -> bool:
        gone = back.get(one.sha256)
        if self.known_on is None:
            return gone is None
        known = one.known_from <= self.known_on
        return known and (gone is None or gone.when.date() > self.known_on)

    def taken(self, register_name: str | None = None) -> tuple[Import, ...]:
        """Every take-in there ever was, the withdrawn too, oldest first; of one register, or of all."""
        return self._taken(register_name)

    def _taken(self, register_name: str | None, *, as_before: bool = False) -> tuple[Import, ...]:
        found = records_in(self.folder, register_name, as_before=as_before)
        return tuple(sorted(found, key=lambda one: one.order))

    def withdrawals(self, register_name: str | None = None) -> Mapping[str, Withdrawal]:
        """The withdrawn take-ins by their SHA-256; those of other registers may be left out where one is named."""
        return {one.sha256: one for one in withdrawals_in(self.folder, register_name)}

    def relation(self, register_name: str) -> Relation:
        """The rows of a register; no take-in yet gives an empty relation with the right columns.

        Raises:
            UnknownRegisterError: there is no such register.
            OSError: which rows count had to be made, and the disk is full or fails.
        """
        taken, register = self.imports(register_name), self.register(register_name)
        for one in taken:
            self.check(one)
        counting = resolved(register, self._sources(taken), self.current_folder)
        return Relation(
            register=register,
            imports=tuple(one.sha256 for one in taken),
            files=tuple(self.file(one.sha256) for one in taken),
            superseded=counting.superseded,
            layouts=tuple(one.layout for one in taken),
            merged=counting.merged,
        )

    def check(self, one: Import) -> None:
        """Hold the rows of a take-in, and what lies beside them, against their hashes, once a process.

        Raises:
            BrokenStoreError: something is gone, or is not what was taken in.
        """
        about = f"{one.when:%Y-%m-%d} 入库的“{one.original_name}”（{one.register_name}）"
        for path, sha256 in self.files_of(one):
            check_file(path, sha256, about)

    def files_of(self, one: Import) -> Iterator[tuple[Path, str]]:
        """The files of a take-in with their hashes; an earlier version kept those of the rows alone."""
        yield self.file(one.sha256), one.sha256
        for name, sha256 in one.files.items():
            yield self.beside(one.sha256, name), sha256

    def beside(self, sha256: str, name: str) -> Path:
        """A file of a take-in by the name its record has for it."""
        return (
            self.refused_file(sha256)
            if name == REFUSED
            else self.imports_folder / f"{sha256}.{name}"
        )

    def _sources(self, taken: Sequence[Import]) -> list[Source]:
        return [
            Source(one, self.file(one.sha256), repeats if repeats.exists() else None)
            for one in taken
            for repeats in (self.repeats_file(one.sha256),)
        ]

    def speaking(self, register_name: str, first: date, last: date) -> tuple[Import, ...]:
        """The take-ins that speak for all of these days together or alone: nothing in them is nothing.

        Empty where a day between ``first`` and ``last`` is one that no take-in speaks for.
        """
        found, day = [], first
        spans = [one for one in self.imports(register_name) if one.first_day and one.last_day]
        while day <= last:
            one = max(
                (s for s in spans if s.covers(day, day)),
                key=lambda s: s.last_day or day,
                default=None,
            )
            if one is None or one.last_day is None:
                return ()
            found.append(one)
            day = one.last_day + timedelta(days=1)
        return tuple(found)

    def duckdb_view(self, connection: duckdb.DuckDBPyConnection, register_name: str) -> str:
        """Make a temporary view of the current rows, named as the register; its SELECT is returned."""
        sql = self.relation(register_name).sql()
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(register_name)} AS {sql}")
        return sql

    def history(self, register_name: str, key: Sequence[Any]) -> list[dict[str, Any]]:
        """Every version of the row with that key, oldest first; ``_current`` marks the one that holds.

        Where what holds comes from several take-ins, it stands last as a version of its own.
        """
        relation = self.relation(register_name)
        newness = {one.sha256: one.newness for one in self.imports(register_name)}
        where = " AND ".join(f"{quoted(k)} = ?" for k in relation.register.key)
        with connect() as connection:
            every = _dicts(
                connection, f"SELECT * FROM ({relation.sql(history=True)}) WHERE {where}", key
            )
            now = _dicts(connection, f"SELECT * FROM ({relation.sql()}) WHERE {where}", key)
        versions = sorted(every, key=lambda r: (newness[r[IMPORT]], r[ROW]))
        made = [row for row in now if row not in versions]
        return [{**row, "_current": row in now} for row in (*versions, *made)]

    def findings(self, sha256: str) -> list[dict[str, Any]]:
        """What was found when that file was taken in."""
        path = self.beside(sha256, FINDINGS)
        self._check_beside(sha256, FINDINGS)
        return list(json.loads(path.read_text("utf-8"))) if path.exists() else []

    def refused(self, sha256: str) -> list[dict[str, Any]]:
        """The refused rows of a partial take-in, as printed, with ``_row`` and ``_reasons``."""
        path = self.refused_file(sha256)
        self._check_beside(sha256, REFUSED)
        if not path.exists():
            return []
        with connect() as connection:
            return _dicts(connection, f"FROM read_parquet({literal(str(path))}) ORDER BY _row", ())

    def mapping(self, register_name: str, headings: str) -> Mapping[str, str]:
        """Heading → field as it was when headings of this hash were last taken in, or empty."""
        same = (one for one in reversed(self.imports(register_name)) if one.headings == headings)
        return next((one.mapping for one in same), {})

    def words(self, register_name: str) -> Words:
        """Field → word → code: what a person said of the words of the systems taken in so far."""
        every: Words = {}
        for one in self.imports(register_name):
            every = merged(every, one.words)
        return every

    def file(self, sha256: str) -> Path:
        """The accepted rows of a take-in."""
        return self.imports_folder / f"{sha256}.parquet"

    def repeats_file(self, sha256: str) -> Path:
        """The accepted rows of a take-in that the store had already, if any."""
        return self.beside(sha256, REPEATS)

    def refused_file(self, sha256: str) -> Path:
        """The rows that a partial take-in refused."""
        return self.refused_folder / f"{sha256}.parquet"

    def _check_beside(self, sha256: str, name: str) -> None:
        register = sealed_in(self.folder).get(sha256)
        every = records_in(self.folder, register)
        one = next((one for one in every if one.sha256 == sha256), None)
        if one is not None and name in one.files:
            check_file(self.beside(sha256, name), one.files[name], one.original_name)


def _dicts(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any]
) -> list[dict[str, Any]]:
    found = connection.execute(sql, list(values))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _said(told: Told) -> datetime:
    """When an act was written down; moments brought from earlier files may have no zone."""
    moment = told.moment or told.act.recorded
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
