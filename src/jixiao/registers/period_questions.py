"""What is asked of sheets of counts: over which period, and which holds where two periods overlap.

Periods add up, so a quarter beside one of its months would count that month twice, and a month under
another's name would be left out: nothing of such a file is kept until somebody says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from jixiao.registers.about_source import UNANSWERED
from jixiao.registers.checks import v
from jixiao.registers.declaration import Register
from jixiao.registers.findings import RowFinding
from jixiao.registers.headings import Headings
from jixiao.registers.period import Named, Period, named, narrowest, one_year
from jixiao.registers.personal import masked
from jixiao.registers.relation import IMPORT, ROW, quoted
from jixiao.registers.source import Ledger, Table
from jixiao.registers.speaking import Said
from jixiao.registers.staging import Staged
from jixiao.registers.store import Store
from jixiao.terms.findings import Level

_SAY = "写明起日和止日：网页上填“起于”和“内容截至”，命令行用 --speaks-for 2024-03-01..2024-03-31"
_UNIT = "unit"


@dataclass(frozen=True)
class Spoken:
    """The period of a whole sheet, or in ``doubt`` why there is none."""

    period: Period | None
    doubt: str = ""

    def said(self, said: Said, register: Register, headings: Headings) -> Said:
        """What the take-in speaks for: a sheet of one period holds all of it."""
        if self.period is None or set(register.period) & set(headings.mapped):
            return said
        return replace(said, speaks_for=self.period.last, since=self.period.first, full=True)


def spoken(
    register: Register, ledger: Ledger, table: Table, headings: Headings, said: Said
) -> Spoken:
    """What the title, the sheet's and the file's name, and the person say of the period of a sheet."""
    if not register.period:
        return Spoken(None)
    sheets = list(dict.fromkeys(name for _, name, _ in table.spans))
    if len(sheets) > 1:
        return Spoken(None, f"有 {len(sheets)} 张工作表（{'、'.join(sheets[:12])}），各是一期的")
    printed = dict(_printed(ledger, table, headings))
    found = narrowest(one for every in printed.values() for one in every.periods)
    told = "，".join(f"{where}写的是 {_shown(every)}" for where, every in printed.items())
    if said.since and said.speaks_for:
        return _by_person(Period(said.since, said.speaks_for), found, told)
    if len(found) > 1 or any(every.vague for every in printed.values()):
        return Spoken(None, told)
    if found and said.speaks_for not in (None, found[0].last):
        return Spoken(None, f"{told}，说的是截至 {said.speaks_for}")
    day = f"只说了截至 {said.speaks_for}，没有说从哪一天起" if said.speaks_for else ""
    return Spoken(found[0]) if found else Spoken(None, day)


def _by_person(told: Period, found: tuple[Period, ...], printed: str) -> Spoken:
    """What a person says holds, unless the sheet prints another period."""
    if all(told.within(one) for one in found) or told in found:
        return Spoken(told)
    return Spoken(None, f"{printed}，说的是 {told}")


def _shown(every: Named) -> str:
    return "、".join(map(str, every.periods)) + ("没有年份的月、季" if every.vague else "")


def _printed(ledger: Ledger, table: Table, headings: Headings) -> Iterator[tuple[str, Named]]:
    above = table.head[: headings.row - headings.rows]
    texts = {
        "表题": "\n".join(" ".join(filter(None, row)) for row in above),
        "工作表名": table.name,
        "文件名": ledger.original.name,
    }
    year = one_year(texts.values())
    for where, text in texts.items():
        found = named(text, year)
        if found.periods or found.vague:
            yield where, Named(narrowest(found.periods), found.vague)


def asked(
    connection: duckdb.DuckDBPyConnection, staged: Staged, store: Store, spoken: Spoken
) -> list[RowFinding]:
    """The questions; any keeps the whole file out."""
    if not staged.register.period:
        return []
    found = [*_unknown(connection, staged, spoken), *_twice(connection, staged)]
    return found or list(_against(connection, staged, store))


def _unknown(
    connection: duckdb.DuckDBPyConnection, staged: Staged, spoken: Spoken
) -> Iterator[RowFinding]:
    first, last, named = staged.register.period
    row = connection.execute(
        f"SELECT min(_row), count(*) FROM ledger WHERE {v(first)} IS NULL OR {v(last)} IS NULL"
    ).fetchone()
    if row and row[1]:
        doubt = spoken.doubt or "表题、文件名和各列都没有写明"
        which = "一次收一张，写作 文件名#工作表名；再" if "工作表（" in spoken.doubt else ""
        fault = f"从第{row[0]}行起 {row[1]} 行说不出统计的是哪一段时间：{doubt}，一行也没有收"
        remedy = f"{which}{_SAY}；或者把表题、文件名、统计期间一列改对"
        yield _question(staged, int(row[0]), named, fault, remedy)
    wrong = connection.execute(
        f"SELECT min(_row), min({v(first)}), min({v(last)}) FROM ledger WHERE {v(first)} > {v(last)}"
    ).fetchone()
    if wrong and wrong[0]:
        fault = f"统计起始日期 {wrong[1]} 晚于截止日期 {wrong[2]}"
        yield _question(staged, int(wrong[0]), first, fault, "把两个日期改对")


def _twice(connection: duckdb.DuckDBPyConnection, staged: Staged) -> Iterator[RowFinding]:
    """Two periods of one file that overlap."""
    first, last, _ = staged.register.period
    found = connection.execute(
        f"WITH p AS (SELECT {v(first)} AS s, {v(last)} AS e, min(_row) AS r FROM ledger GROUP BY ALL)"
        " SELECT a.r, a.s, a.e, b.r, b.s, b.e FROM p a JOIN p b ON a.r > b.r AND a.s <= b.e AND b.s <= a.e"
        " ORDER BY 1 LIMIT 20"
    ).fetchall()
    for row, start, end, other, start_2, end_2 in found:
        fault = (
            f"{Period(start, end)} 与第{other}行的 {Period(start_2, end_2)} 重叠，加起来会重复计数"
        )
        yield _question(staged, row, first, fault, "只留一种口径的行：按月，或者按季，或者按年")


def _against(
    connection: duckdb.DuckDBPyConnection, staged: Staged, store: Store
) -> Iterator[RowFinding]:
    """Periods of the store that overlap one of the file's; the same period again is a correction."""
    register = staged.register
    relation = store.relation(register.name)
    if not relation.files:
        return
    first, last, _ = register.period
    mine = v(_UNIT) if any(f.name == _UNIT for f in staged.fields) else "NULL::VARCHAR"
    # Sheets of an earlier version had a last day only and were counted from the year's beginning.
    since = f"coalesce({quoted(first)}, date_trunc('year', {quoted(last)})::DATE)"
    theirs = (
        f"SELECT {since} AS s, {quoted(last)} AS e, {quoted(first)} IS NULL AS old, {_UNIT} AS u,"
        f" {IMPORT} AS i, min({ROW}) AS r FROM ({relation.sql()}) GROUP BY ALL"
    )
    ours = f"SELECT {v(first)} AS s, {v(last)} AS e, {mine} AS u, min(_row) AS r FROM ledger GROUP BY ALL"
    found = connection.execute(
        f"SELECT a.r, a.s, a.e, b.s, b.e, b.i, b.r, a.s = b.s AND a.e = b.e AND NOT b.old"
        f" FROM ({ours}) a JOIN ({theirs}) b ON a.s <= b.e AND b.s <= a.e"
        " WHERE a.s <> b.s OR a.e <> b.e OR b.old OR a.u IS DISTINCT FROM b.u ORDER BY ALL LIMIT 20"
    ).fetchall()
    taken = {one.sha256: one for one in store.imports(register.name)}
    for row, start, end, start_2, end_2, sha256, there, same in found:
        at = taken[sha256].place(there)
        place = f"工作表“{at[0]}”第 {at[1]} 行" if at else f"第 {there} 行"
        where = f"“{masked(taken[sha256].original_name)}”{place}起"
        other = Period(start_2, end_2)
        fault = (
            f"{other} 已入库的（{where}）是另一个单位的，同一期只能有一份"
            if same
            else f"{Period(start, end)} 与已入库的 {other}（{where}）重叠，加起来会重复计数；以哪一份为准"
        )
        back = f"先撤回那一份（入库记录 {sha256[:12]}，命令行用 --withdraw）再收"
        remedy = f"以这份为准的，{back}；以已入库的为准的，这份不用收"
        yield _question(staged, row, first, fault, remedy)


def _question(staged: Staged, row: int, field: str, fault: str, remedy: str) -> RowFinding:
    column = staged.column(field)
    heading, index = (column.heading, column.index) if column else (None, None)
    return RowFinding(row, field, Level.RETURN, UNANSWERED, fault, remedy, heading, index)


def same_period(spoken: Spoken, first: date | None, last: date | None) -> bool:
    """Whether a take-in of the same bytes was of the same period."""
    return spoken.period is None or (spoken.period.first, spoken.period.last) == (first, last)
