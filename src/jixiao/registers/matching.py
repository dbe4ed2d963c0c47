"""Rows without a number of their own, known again when their ledger is exported again.

A key made from the row changes when a word or a column does. So rows whose made key the store does not
have are compared with the store's rows of the same days: those that agree in every column both have
are the same rows, twin for twin; so are those of one day and amount that differ in a word. What only
looks like a correction is asked, for taken in as new it would count twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb

from jixiao.registers.checks import v
from jixiao.registers.declaration import FieldType
from jixiao.registers.findings import RowFinding
from jixiao.registers.import_record import Import
from jixiao.registers.relation import IMPORT, ROW, quoted
from jixiao.registers.speaking import Said
from jixiao.registers.staging import Staged
from jixiao.registers.store import Store
from jixiao.terms.findings import Level

#: From here up two texts are one text with a word changed (Jaro–Winkler).
_ALIKE = 0.75
_MOST_PAIRS = 2_000_000


@dataclass(frozen=True)
class _Compared:
    """The tables ``fresh``: rows of the file whose key the store has not, and ``left_rows``: the reverse."""

    connection: duckdb.DuckDBPyConnection
    staged: Staged
    takes: tuple[Import, ...]

    @property
    def key(self) -> str:
        """The one field that is the key."""
        return self.staged.register.key[0]

    def common(self, have: Sequence[str]) -> list[str]:
        """Fields of the file that take-ins of that layout have too."""
        return [f.name for f in self.staged.fields if f.name in have and f.name != self.key]

    def core(self, *layouts: Collection[str]) -> list[str]:
        """The fields without which two rows are never the same, of those that all layouts have."""
        of_row = [f.name for f in self.staged.fields if f.required]
        names = self.staged.made_key if self.declared else of_row
        return [n for n in names if not self.declared or all(n in have for have in layouts)]

    @property
    def cores(self) -> list[str]:
        """Those of all take-ins."""
        return self.core(*(one.layout for one in self.takes))

    @property
    def declared(self) -> bool:
        """Whether the declaration says which fields tell rows apart."""
        return self.staged.made_key not in ((), ("*",))

    @property
    def telling(self) -> bool:
        """Whether the core tells rows apart: a day alone does not, a day with an amount does."""
        types = {self.staged.register.field(name).type for name in self.core()}
        return self.declared or any(t.is_number for t in types)

    def same_core(self, names: Sequence[str]) -> str:
        """That a row ``a`` of the file and a row ``b`` of the store agree in these fields."""
        return " AND ".join(f"{self._mine(n)} = {self._theirs(n)}" for n in names)

    def _mine(self, name: str) -> str:
        effect = self.staged.effect
        return f"a.{v(effect.stated if effect and name == effect.amount else name)}"

    def _theirs(self, name: str) -> str:
        """An amount is known again by what was printed, also where nothing came of it."""
        effect = self.staged.register.effect
        if effect and name == effect.amount:
            return f"coalesce(b.{quoted(effect.stated)}, b.{quoted(name)})"
        return f"b.{quoted(name)}"

    def count(self, what: str) -> int:
        """How many rows."""
        row = self.connection.execute(f"SELECT count(*) FROM {what}").fetchone()
        return int(row[0]) if row else 0


def match(
    connection: duckdb.DuckDBPyConnection, staged: Staged, store: Store, said: Said
) -> list[RowFinding]:
    """Give rows that the store knows the key they have there; what must be asked."""
    register = staged.register
    takes = store.imports(register.name)
    if len(register.key) > 1 or not register.otherwise or not takes:
        return []
    if staged.made_key:
        return _unnumbered(_Compared(connection, staged, takes), store, said)
    unnumbered = tuple(one for one in takes if register.key[0] not in one.mapping.values())
    return _numbered(_Compared(connection, staged, unnumbered), store) if unnumbered else []


def _unnumbered(of: _Compared, store: Store, said: Said) -> list[RowFinding]:
    _tables(of, store)
    if not of.count("left_rows") or not of.count("fresh"):
        return []
    known = of.count("ledger") - of.count("fresh")
    known += _twins(of) + _words_changed(of)
    fresh, left = of.count("fresh"), of.count("left_rows")
    of.connection.execute(
        f"UPDATE staged SET {v(of.key)} = m.k FROM found m WHERE staged.{v(of.key)} = m.f"
    )
    if said.full or not fresh or not left:
        return []
    alike = _look_alike(of) if of.telling else min(fresh, left) if known else 0
    return [_asked(of, alike, known, left)] if alike else []


def _numbered(of: _Compared, store: Store) -> list[RowFinding]:
    """A file with numbers, where the store has rows without: the same rows would count twice."""
    _tables(of, store)
    if not of.count("left_rows") or not of.count("fresh"):
        return []
    same = _twins(of)
    if not same:
        return []
    label = of.staged.register.field(of.key).label
    files = "、".join(f"{one.original_name}（{one.sha256[:12]}）" for one in of.takes[:4])
    fault = f"{same} 行与库中没有{label}的行相同，编号不同会重复计数；没有{label}的来自 {files}"
    remedy = "先撤回没有编号的那次导入（--withdraw），再导入这份"
    return [RowFinding(None, of.key, Level.RETURN, "counted-twice", fault, remedy, count=same)]


def _tables(of: _Compared, store: Store) -> None:
    """Make ``fresh``, ``left_rows`` and the empty ``found`` (``f``: key of the file, ``k``: of the store)."""
    connection, key = of.connection, v(of.key)
    names = "', '".join(one.sha256 for one in of.takes)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE stored AS SELECT * FROM ({store.relation(of.staged.register.name).sql()})"
        f" WHERE {IMPORT} IN ('{names}') AND {_within(of)}"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT * FROM ledger WHERE {key} IS NOT NULL"
        f" AND {key} NOT IN (SELECT {quoted(of.key)} FROM stored)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE left_rows AS SELECT * FROM stored"
        f" WHERE {quoted(of.key)} NOT IN (SELECT {key} FROM ledger WHERE {key} IS NOT NULL)"
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE found (f VARCHAR, k VARCHAR)")


def _within(of: _Compared) -> str:
    """Rows of the store of the days that the file has rows of."""
    register = of.staged.register
    day = register.year_of
    if day is None or day not in {f.name for f in of.staged.fields}:
        return "true"
    found = of.connection.execute(f"SELECT min({v(day)}), max({v(day)}) FROM ledger").fetchone()
    if found is None or found[0] is None:
        return "true"
    return f"coalesce({quoted(day)} BETWEEN DATE '{found[0]}' AND DATE '{found[1]}', true)"


def _twins(of: _Compared) -> int:
    """Pair rows that agree in every column both have, the n-th of the file with the n-th of the store."""
    before = of.count("found")
    for have in dict.fromkeys(tuple(sorted(one.layout)) for one in of.takes):
        common = of.common(have)
        core = of.core(have)
        if len(common) < 2 or not core or not set(core) <= set(common):
            continue
        names = "', '".join(one.sha256 for one in of.takes if tuple(sorted(one.layout)) == have)
        mine, theirs = ", ".join(map(v, common)), ", ".join(map(quoted, common))
        same = " AND ".join(f"a.{v(n)} IS NOT DISTINCT FROM b.{quoted(n)}" for n in common)
        of.connection.execute(
            f"INSERT INTO found SELECT a.f, b.k FROM (SELECT {mine}, {v(of.key)} AS f, row_number()"
            f" OVER (PARTITION BY {mine} ORDER BY _row) AS n FROM fresh) a JOIN (SELECT {theirs},"
            f" {quoted(of.key)} AS k, row_number() OVER (PARTITION BY {theirs} ORDER BY {IMPORT}, {ROW}) AS n"
            f" FROM left_rows WHERE {IMPORT} IN ('{names}')) b ON {same} AND a.n = b.n"
        )
        _take_away(of)
    return of.count("found") - before


def _take_away(of: _Compared) -> None:
    of.connection.execute(f"DELETE FROM fresh WHERE {v(of.key)} IN (SELECT f FROM found)")
    of.connection.execute(f"DELETE FROM left_rows WHERE {quoted(of.key)} IN (SELECT k FROM found)")


def _differences(of: _Compared) -> tuple[str, str]:
    """How many columns two rows have otherwise, and whether that is a word in one text."""
    common = of.common([name for one in of.takes for name in one.layout])
    differ = {
        n: f"coalesce((a.{v(n)} <> b.{quoted(n)})::INTEGER, 0)" for n in common if n not in of.cores
    }
    count = " + ".join(differ.values()) or "0"
    register = of.staged.register
    apart = {register.project, register.unit}
    texts = [
        n
        for n in differ
        if register.field(n).type is FieldType.TEXT
        and not register.field(n).personal
        and n not in apart
    ]
    words = " OR ".join(
        f"({differ[n]} = 1 AND jaro_winkler_similarity(a.{v(n)}, b.{quoted(n)}) >= {_ALIKE})"
        for n in texts
    )
    return count, words or "false"


def _words_changed(of: _Compared) -> int:
    """Pair rows of one core of which nothing but a word differs, where only two can be meant."""
    if not of.telling or not of.cores:
        return 0
    count, words = _differences(of)
    core = of.same_core(of.cores)
    of.connection.execute(
        f"INSERT INTO found SELECT f, k FROM (SELECT a.{v(of.key)} AS f, b.{quoted(of.key)} AS k,"
        f" count(*) OVER (PARTITION BY f) AS fs, count(*) OVER (PARTITION BY k) AS ks"
        f" FROM fresh a JOIN left_rows b ON {core}"
        f" WHERE {of.declared} OR ({count}) = 0 OR (({count}) = 1 AND ({words}))) WHERE fs = 1 AND ks = 1"
    )
    before = of.count("fresh")
    _take_away(of)
    return before - of.count("fresh")


def _look_alike(of: _Compared) -> int:
    """Rows of the file like one of the store that the file has not: one column apart, or of one core."""
    common = of.common([name for one in of.takes for name in one.layout])
    differ = " + ".join(f"coalesce((a.{v(n)} <> b.{quoted(n)})::INTEGER, 0)" for n in common)
    agree = " + ".join(f"coalesce((a.{v(n)} = b.{quoted(n)})::INTEGER, 0)" for n in common)
    core = of.same_core(of.cores) or "false"
    if of.declared or of.count("fresh") * of.count("left_rows") > _MOST_PAIRS:
        on = core
    else:
        on = f"({core}) OR (({differ}) = 1 AND ({agree}) >= 2)"
    row = of.connection.execute(
        f"SELECT least(count(DISTINCT a._row), count(DISTINCT b.{quoted(of.key)}))"
        f" FROM fresh a JOIN left_rows b ON {on}"
    ).fetchone()
    return int(row[0]) if row else 0


def _asked(of: _Compared, alike: int, known: int, left: int) -> RowFinding:
    label = of.staged.register.field(of.key).label
    seen = f"{known} 行库中已有，" if known else ""
    fault = (
        f"没有{label}，{seen}库中同期另有 {left} 行这份没有，而这份有 {alike} 行像是它们改过的；"
        "当作新的会重复计数"
    )
    remedy = (
        "这份是该期间全部的，说明是全量（--full）；原来那次作废的，先撤回（--withdraw）；"
        "确是另外的行，部分导入（--accept-partial）；有编号的，导出时带上编号"
    )
    return RowFinding(None, of.key, Level.RETURN, "like-corrections", fault, remedy, count=alike)
