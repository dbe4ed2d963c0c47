"""The current rows of a register, as files and as one SELECT.

What measures stand on. Each take-in is one Parquet file; ``files[i]`` is the file of ``imports[i]``,
named by the SHA-256 of its own bytes. A file holds the register's stored fields and ``_row``, the
row in the source file the values came from. ``_import`` is not in the file (a file cannot hold its
own hash): it is the file's name without ``.parquet``, and :meth:`Relation.sql` gives it as a column.
Where take-ins speak of the same rows, :mod:`jixiao.registers.resolving` says which count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from jixiao.registers.declaration import FieldType, Register

#: Columns every relation has beside the register's own.
IMPORT, ROW = "_import", "_row"


@dataclass(frozen=True)
class Relation:
    """The rows of one register.

    ``superseded``: Parquet files of pairs (``_import`` text, ``_row`` integer) naming rows of
    ``files`` that do not count, for a newer take-in says otherwise; ``merged``: files of rows whose
    fields come from several take-ins, of the register's layout with ``_import`` and ``_row`` of the
    newest. Without either the current rows are a plain scan of ``files``. ``layouts[i]`` says which
    columns of which type ``files[i]`` has.
    """

    register: Register
    imports: tuple[str, ...]
    files: tuple[Path, ...]
    superseded: tuple[Path, ...]
    layouts: tuple[Mapping[str, str], ...]
    merged: tuple[Path, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that the SELECT reads."""
        return (*self.files, *self.superseded, *self.merged)

    @property
    def columns(self) -> Mapping[str, FieldType]:
        """Columns of the rows: the stored fields, then ``_import`` and ``_row``."""
        declared = {f.name: f.type for f in self.register.stored}
        return MappingProxyType({**declared, IMPORT: FieldType.TEXT, ROW: FieldType.INTEGER})

    def sql(self, *, history: bool = False) -> str:
        """A DuckDB SELECT of the current rows; with ``history`` of all, the superseded too.

        With no take-in yet it gives no rows of the right types.
        """
        rows = self._scan()
        if history:
            return rows
        if self.superseded:
            gone = f"SELECT {IMPORT}, {ROW} FROM read_parquet({listed(self.superseded)})"
            rows = f"SELECT * FROM ({rows}) ANTI JOIN ({gone}) USING ({IMPORT}, {ROW})"
        if self.merged:
            names = ", ".join(quoted(name) for name in self.columns)
            rows += f" UNION ALL SELECT {names} FROM read_parquet({listed(self.merged)})"
        return rows

    def _scan(self) -> str:
        wanted = layout(self.register)
        if not self.files:
            nulls = ", ".join(f"CAST(NULL AS {t}) AS {quoted(n)}" for n, t in wanted.items())
            return f"SELECT {nulls}, NULL::VARCHAR AS {IMPORT}, NULL::BIGINT AS {ROW} WHERE false"
        alike: dict[tuple[tuple[str, str], ...], list[Path]] = {}
        for file, have in zip(self.files, self.layouts, strict=True):
            alike.setdefault(tuple(have.items()), []).append(file)
        return " UNION ALL ".join(
            _select(files, adapted(wanted, dict(have))) for have, files in alike.items()
        )


def layout(register: Register) -> dict[str, str]:
    """The columns of a register in the store and their SQL types, without ``_import`` and ``_row``."""
    return {f.name: f.type.sql for f in register.stored}


def _select(files: Sequence[Path], columns: str) -> str:
    return (
        f"SELECT {columns}, parse_filename(filename, true) AS {IMPORT}, {ROW} "
        f"FROM read_parquet({listed(files)})"
    )


def adapted(wanted: Mapping[str, str], have: Mapping[str, str]) -> str:
    """A file with fewer columns, or of an earlier declaration: what it lacks is missing, never zero."""
    return ", ".join(_column(n, t, have.get(n)) for n, t in wanted.items())


def _column(name: str, wanted: str, have: str | None) -> str:
    if have == wanted:
        return quoted(name)
    return f"TRY_CAST({quoted(name) if have else 'NULL'} AS {wanted}) AS {quoted(name)}"


def listed(files: Sequence[Path]) -> str:
    """Files as an SQL list."""
    return "[" + ", ".join(literal(str(file)) for file in files) + "]"


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
