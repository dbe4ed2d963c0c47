"""Rows of one fate: how many, how each column is made, and what every one of them counts for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from jixiao.registers.declaration import FieldType, Register
from jixiao.registers.relation import quoted


@dataclass(frozen=True)
class Stratum:
    """``columns`` are SQL over ``i``, the number of the row in the register; ``counts`` are its marks.

    A mark is what the row adds to a true answer: ``{"filed": 1}``. ``share`` of the register's rows
    scales with them; ``fixed`` rows are there once, whatever the size: the awkward ones.
    """

    columns: Mapping[str, str]
    counts: Mapping[str, int] = field(default_factory=dict)
    share: float = 0.0
    fixed: int = 0

    def rows(self, wanted: int) -> int:
        """How many rows of this fate there are where the register has about so many."""
        return self.fixed or round(self.share * wanted)


@dataclass(frozen=True)
class Ledger:
    """All strata of one register and how many rows it has in a plain year."""

    register: str
    rows: int
    strata: tuple[Stratum, ...]


def between(first: int, last: int, salt: int, year: int, power: float = 1.0) -> str:
    """A working day of a year between two days of it (1 = 1 January), weekends moved to the Friday."""
    spread = f"floor({last - first + 1} * pow({chance(salt)}, {power}))"
    day = f"(DATE '{date(year, 1, 1)}' + CAST({first - 1} + {spread} AS INTEGER))"
    return on_a_weekday(day)


def on_a_weekday(day: str) -> str:
    """The day, or the Friday before it."""
    return f"({day} - CAST(greatest(isodow({day}) - 5, 0) AS INTEGER))"


def after(day: str, fewest: int, most: int, salt: int) -> str:
    """A day a number of calendar days after another, weekends as they fall."""
    return f"({day} + CAST({fewest} + floor({most - fewest + 1} * {chance(salt)}) AS INTEGER))"


def chance(salt: int) -> str:
    """A number from 0 up to 1 that the seed, the row and the salt decide."""
    return f"((hash(i, {salt}, seed) % 1000003) / 1000003.0)"


def one_of(values: Iterable[str], salt: int) -> str:
    """One of some texts."""
    listed = list(values)
    texts = ", ".join(text(v) for v in listed)
    return f"([{texts}])[1 + CAST(hash(i, {salt}, seed) % {len(listed)} AS INTEGER)]"


def text(value: str) -> str:
    """A text in SQL."""
    return "'" + value.replace("'", "''") + "'"


def rows_sql(register: Register, ledger: Ledger, wanted: int, seed: int, *, labels: bool) -> str:
    """All rows of a register, typed as the store has them, or as a ledger prints them."""
    selects, first = [], 0
    for stratum in ledger.strata:
        count = stratum.rows(wanted)
        if count:
            listed = ", ".join(
                _column(register, name, stratum.columns.get(name, "NULL"), labels=labels)
                for name in _names(register, ledger)
            )
            source = f"(SELECT i + {first} AS i, {seed} AS seed FROM range({count}) t(i))"
            selects.append(f"SELECT i, {listed} FROM {source}")
            first += count
    return " UNION ALL ".join(selects)


def _names(register: Register, ledger: Ledger) -> list[str]:
    """The columns the ledger has; every one of them is of the register."""
    used = {name for stratum in ledger.strata for name in stratum.columns}
    unknown = used - {f.name for f in register.fields}
    if unknown:
        raise ValueError(f"{register.name}: {sorted(unknown)}")
    return [f.name for f in register.stored if f.name in used]


def _column(register: Register, name: str, sql: str, *, labels: bool) -> str:
    found = register.field(name)
    if not labels:
        return f"CAST({sql} AS {found.type.sql}) AS {quoted(name)}"
    if found.type is FieldType.BOOLEAN:
        printed = f"CASE CAST({sql} AS BOOLEAN) WHEN true THEN '是' WHEN false THEN '否' END"
    elif found.type is FieldType.CODE:
        whens = " ".join(f"WHEN {text(c.value)} THEN {text(c.label)}" for c in found.codes)
        printed = f"CASE CAST({sql} AS VARCHAR) {whens} END"
    else:
        printed = f"CAST(CAST({sql} AS {found.type.sql}) AS VARCHAR)"
    return f"{printed} AS {quoted(found.label)}"
