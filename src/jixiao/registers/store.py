"""The evidence store: a folder of immutable take-ins, content-addressed.

``imports/<sha256>.parquet`` holds the accepted rows, ``.json`` beside it who brought what, when, and
the date it speaks for; ``.superseded.parquet`` names the older rows it corrects, ``.findings.json``
what was found, ``refused/<sha256>.parquet`` the refused rows with their reasons. The ``.json`` comes
last: without it the other files are not there. ``registers/*.toml`` are the department's own.
No personal field is in any of them, as its register declares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from pydantic import BaseModel, ConfigDict

from jixiao.registers.catalogue import register, registers
from jixiao.registers.declaration import Register
from jixiao.registers.duck import connect
from jixiao.registers.relation import IMPORT, Relation, literal, quoted
from jixiao.registers.words import Words, merged

SCHEMA = "jixiao/import/1"


class Import(BaseModel):
    """One take-in, as its ``.json`` says. ``accepted`` = ``stored`` + ``unchanged`` rows.

    ``repeated`` rows stood twice in the file with the same content, ``unchanged`` ones were in the
    store already with the same content. ``mapping``: heading → field, ``headings`` the hash of the
    file's headings. ``layout``: column → SQL type of the Parquet file.
    ``sheet``: the one sheet of the file that was asked for. ``words``: field → word → code, as a person
    said what the words of a system mean.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: str
    order: int
    register_name: str
    original_sha256: str
    original_name: str
    who: str
    when: datetime
    speaks_for: date | None
    rows: int
    accepted: int
    stored: int
    unchanged: int
    repeated: int
    refused: int
    superseded: int
    findings: int
    headings: str
    mapping: Mapping[str, str]
    layout: Mapping[str, str]
    sheet: str | None = None
    words: Mapping[str, Mapping[str, str]] = {}


class Store:
    """An evidence folder; it need not be there yet."""

    def __init__(self, folder: Path | str) -> None:
        """Name the folder; nothing is read or written."""
        self.folder = Path(folder).resolve()

    @property
    def imports_folder(self) -> Path:
        """Where the take-ins are."""
        return self.folder / "imports"

    @property
    def refused_folder(self) -> Path:
        """Where the refused rows of partial take-ins are."""
        return self.folder / "refused"

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
        """The take-ins, oldest first; of one register, or of all."""
        found = (one for one in self._records() if register_name in (None, one.register_name))
        return tuple(sorted(found, key=lambda one: one.order))

    def relation(self, register_name: str) -> Relation:
        """The rows of a register; no take-in yet gives an empty relation with the right columns.

        Raises:
            UnknownRegisterError: there is no such register.
        """
        taken = self.imports(register_name)
        return Relation(
            register=self.register(register_name),
            imports=tuple(one.sha256 for one in taken),
            files=tuple(self.file(one.sha256) for one in taken),
            superseded=tuple(self.superseded_file(one.sha256) for one in taken if one.superseded),
            layouts=tuple(one.layout for one in taken),
        )

    def duckdb_view(self, connection: duckdb.DuckDBPyConnection, register_name: str) -> str:
        """Make a temporary view of the current rows, named as the register; its SELECT is returned."""
        sql = self.relation(register_name).sql()
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(register_name)} AS {sql}")
        return sql

    def history(self, register_name: str, key: Sequence[Any]) -> list[dict[str, Any]]:
        """Every version of the row with that key, oldest first; ``_current`` marks the one that holds."""
        relation = self.relation(register_name)
        order = {one.sha256: one.order for one in self.imports(register_name)}
        where = " AND ".join(f"{quoted(k)} = ?" for k in relation.register.key)
        with connect() as connection:
            every = _dicts(
                connection, f"SELECT * FROM ({relation.sql(history=True)}) WHERE {where}", key
            )
            now = _dicts(connection, f"SELECT * FROM ({relation.sql()}) WHERE {where}", key)
        return [
            {**row, "_current": row in now} for row in sorted(every, key=lambda r: order[r[IMPORT]])
        ]

    def findings(self, sha256: str) -> list[dict[str, Any]]:
        """What was found when that file was taken in."""
        path = self.imports_folder / f"{sha256}.findings.json"
        return list(json.loads(path.read_text("utf-8"))) if path.exists() else []

    def refused(self, sha256: str) -> list[dict[str, Any]]:
        """The refused rows of a partial take-in, as printed, with ``_row`` and ``_reasons``."""
        path = self.refused_file(sha256)
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

    def superseded_file(self, sha256: str) -> Path:
        """The older rows that a take-in corrects."""
        return self.imports_folder / f"{sha256}.superseded.parquet"

    def refused_file(self, sha256: str) -> Path:
        """The rows that a partial take-in refused."""
        return self.refused_folder / f"{sha256}.parquet"

    def _records(self) -> Iterator[Import]:
        for path in self.imports_folder.glob("*.json"):
            if not path.name.endswith(".findings.json"):
                yield Import.model_validate_json(path.read_text("utf-8"))


def _dicts(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any]
) -> list[dict[str, Any]]:
    found = connection.execute(sql, list(values))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
