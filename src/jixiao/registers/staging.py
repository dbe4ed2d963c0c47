"""A ledger's rows, typed, in one pass: the staging table every check looks at.

Its columns are ``v_<field>`` (the value), ``p_<field>`` (what was printed, where worth a finding) and
``_mark`` (why a row is no row: blank, total, example, guide, heading, footer). Personal fields are dropped or
hashed in the same pass: nothing after it has seen them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from jixiao.grids.errors import ReadError
from jixiao.registers import effect, rechecks
from jixiao.registers.cells import Cell, trimmed, unprotected
from jixiao.registers.declaration import Effect, Field, FieldType, Register
from jixiao.registers.findings import RowFinding
from jixiao.registers.headings import Column, Headings
from jixiao.registers.period import Period
from jixiao.registers.period_rows import counted_over
from jixiao.registers.relation import literal, quoted
from jixiao.registers.rereading import reread
from jixiao.registers.source import Remark, Scan, Table
from jixiao.registers.values import layers, one_spelling

#: 合计, 一季度小计, 3月合计：, 办公室小计
_TOTAL = "[^:：,，。;；]{0,12}[合总小累] *计([:：（(].*)?"
#: 共3条, 共 120 条记录
_COUNTED = "共 *[0-9,]+ *[条行件批次户家笔份个宗起](记录|数据|信息)?"
#: Rows that are no data, by the first text in them; a full match, so that names are safe.
MARKS = (
    ("total", f"{_TOTAL}|{_COUNTED}"),
    ("example", "[（(【\\[]?(示例|填写示例|样例)[)）】\\]:：]?.*"),
    (
        "guide",
        "[（(【\\[]?(填写|填报|填表)(说明|要求|须知)[^:：]{0,8}[:：].*|(必填|选填|非必填|可选)项?([,，。;；:：、（(].*)?",
    ),
    (
        "footer",
        "(填表|制表|审核|复核|填报|单位负责|负责|打印|导出|经办|注|备注|说明|填报说明)[^:：]{0,8}[:：].*",
    ),
)
_STARTS = "一二三四第上下合总小累本全以示填样制审复单负打导经注备说共必选非可（(【["
_CODE_OF = "_code"
_CODE_LIKE = ("_no", "_code", "_id")


@dataclass(frozen=True)
class Staged:
    """What stands in the table ``staged``, and its rows as the view ``ledger``.

    ``fields`` are the stored fields that have a column in the file or are made from others;
    ``made_key`` says the key was made, from ``()`` nothing; ``effect`` is set where the amounts are
    those that came about. ``told``: rows of second checks that could not be put into their first.
    """

    register: Register
    headings: Headings
    fields: tuple[Field, ...]
    remarks: tuple[Remark, ...]
    made_key: tuple[str, ...] = ()
    effect: Effect | None = None
    told: tuple[RowFinding, ...] = ()

    def column(self, field: str) -> Column | None:
        """The column of the file that a field came from."""
        return self.headings.mapped.get(field)


def stage(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    headings: Headings,
    table: Table,
    key: bytes,
    year: int | None = None,
    asked: Sequence[int] = (),
    period: Period | None = None,
) -> Staged:
    """Fill ``staged`` and make the view ``ledger`` of its data rows with ``_row``.

    ``asked`` are columns without a field whose texts are kept as ``q_<index>`` to be looked at.
    ``year`` is that of the ledger, for days said without one; ``period`` what rows of
    counts that name no period of their own were counted over.

    Raises:
        ReadError: the rows cannot be read, or nothing in the file names a row.
    """
    made = _made_key(register, headings, table.name)
    settled = effect.of(register, headings.mapped)
    counted = [name for name in register.period[:2] if name not in headings.mapped]
    fields = tuple(
        f
        for f in register.stored
        if f.name in headings.mapped
        or (made and f.name in register.key)
        or (settled and f.name == settled.stated)
        or f.name in counted
    )
    refused: duckdb.Error | None = None
    for scan in table.scans(connection, headings.row):
        select = _Select(
            register, headings, fields, made, key, scan.since, asked, counted, table.head
        )
        try:
            _fill(connection, select.sql(scan, wide=scan.wide))
        except (duckdb.InvalidInputException, duckdb.ConversionException) as wrong:
            refused = wrong
            continue
        if not scan.good(_rows(connection)):
            continue
        told = []
        if second := rechecks.column_of(register, headings, table.head):
            told = rechecks.fold(connection, register, second, scan.first)
            fields = rechecks.added(register, fields)
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW ledger AS SELECT rowid + {scan.first} AS _row, *{select.nothing()}"
            f" FROM staged WHERE _mark IS NULL AND rowid + {scan.first} > {headings.row}"
        )
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW marked AS SELECT rowid + {scan.first} AS _row, _mark FROM staged"
            f" WHERE _mark IS NOT NULL AND _mark <> 'blank' AND rowid + {scan.first} > {headings.row}"
        )
        _spell_codes(connection, register, select.read)
        _mark_sums(connection, register, select.read)
        reread(connection, tuple(select.read), year)
        counted_over(connection, register, headings.mapped, period)
        if settled:
            effect.settle(connection, register, settled, headings.mapped)
        if made == ("*",):
            _count_equals(connection, register.key[0])
        return Staged(register, headings, fields, scan.remarks, made, settled, tuple(told))
    reason = str(refused).splitlines()[0][:200] if refused else "没有内容"
    raise ReadError(table.name, "各行列数一致的表", reason, "重新导出，或另存为 xlsx 后提交")


def _fill(connection: duckdb.DuckDBPyConnection, select: str) -> None:
    """Fill ``staged`` so that its ``rowid`` counts the rows in the order of the file.

    Plain projections keep that order on any number of threads; a join would not, so none may be there.
    """
    plan = connection.execute(f"EXPLAIN (FORMAT json) {select}").fetchall()
    if any(name.endswith("_JOIN") for name in _operators(json.loads(plan[0][1]))):
        raise AssertionError("the staging query must keep the order of rows, so it must not join")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged AS {select}")


def _telling(register: Register) -> tuple[str, ...]:
    """The fields by which rows are told apart."""
    return (*register.key, *register.otherwise)


def _spell_codes(
    connection: duckdb.DuckDBPyConnection, register: Register, fields: Sequence[Field]
) -> None:
    """Codes by which firms and devices are counted once, in one spelling: ９１a and 91A are one.

    Looked at afterwards, since few are odd: spelling all of a million takes a quarter of a second,
    looking which need it a twentieth.
    """
    for field in fields:
        if not field.name.endswith(_CODE_OF) or field.type is not FieldType.TEXT or field.personal:
            continue
        if field.name not in _telling(register):
            t = quoted(f"v_{field.name}")
            connection.execute(
                f"UPDATE staged SET {t} = {one_spelling(t)}"
                f" WHERE strlen({t}) <> length({t}) OR {t} <> upper({t})"
            )


def _mark_sums(
    connection: duckdb.DuckDBPyConnection, register: Register, fields: Sequence[Field]
) -> None:
    """A row without its day, of which a text says that it is a sum: before it may stand a number."""
    texts = [f for f in fields if f.type is FieldType.TEXT and not f.personal]
    if not texts or register.year_of not in [f.name for f in fields]:
        return
    sums = " OR ".join(f"regexp_full_match({quoted(f'v_{f.name}')}, '{_TOTAL}')" for f in texts)
    connection.execute(
        f"UPDATE staged SET _mark = 'total' WHERE _mark IS NULL"
        f" AND {quoted(f'v_{register.year_of}')} IS NULL AND ({sums})"
    )


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(*) FROM staged").fetchone()
    return int(row[0]) if row else 0


def _operators(plan: list[dict[str, Any]]) -> Iterator[str]:
    for one in plan:
        yield str(one["name"])
        yield from _operators(one.get("children", []))


def _made_key(register: Register, headings: Headings, name: str) -> tuple[str, ...]:
    """The fields a missing key is made from; nothing where the file has the key.

    Raises:
        ReadError: neither the key nor anything to make it from has a column.
    """
    missing = [k for k in register.key if k not in headings.mapped and k not in register.period]
    if not missing:
        return ()
    if register.otherwise == ("*",):
        return register.otherwise
    there = tuple(f for f in register.otherwise if f in headings.mapped)
    if there:
        return there
    labels = "、".join(f"“{register.field(k).label}”" for k in missing)
    heads = "、".join(c.heading for c in headings.columns if c.heading)
    raise ReadError(
        name,
        f"含有 {labels} 的台账",
        f"各列为 {heads[:300]}",
        f"补上这一列，或用 --map 列名={missing[0]} 指明",
        f"第{headings.row}行",
    )


def _count_equals(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    """Keys made of the whole row: the second of two equal rows gets ``-2``, and so on."""
    v = quoted(f"v_{key}")
    connection.execute(
        f"UPDATE staged SET {v} = {v} || '-' || n FROM (SELECT rowid AS r,"
        f" row_number() OVER (PARTITION BY {v} ORDER BY rowid) AS n FROM staged"
        f" WHERE _mark IS NULL AND {v} IN (SELECT {v} FROM staged WHERE _mark IS NULL GROUP BY 1 HAVING count(*) > 1))"
        f" AS equals WHERE staged.rowid = equals.r AND n > 1"
    )


class _Select:
    """The SELECT of the staging table, layer upon layer."""

    def __init__(
        self,
        register: Register,
        headings: Headings,
        fields: Sequence[Field],
        made: tuple[str, ...],
        key: bytes,
        since: str,
        asked: Sequence[int],
        counted: Sequence[str],
        head: Sequence[Sequence[str]],
    ) -> None:
        second = rechecks.column_of(register, headings, head)
        asked = sorted({*asked, *([second.index] if second else [])})
        self.asked = [f"t{index} AS {quoted(f'q_{index}')}" for index in asked]
        self.since, self.counted = since, counted
        self.register, self.headings, self.fields, self.made = register, headings, fields, made
        self.settled = effect.of(register, headings.mapped)
        self.read = [f for f in fields if f.name in headings.mapped]
        self.parts = [self._layers(i, f, key) for i, f in enumerate(self.read)]

    def _layers(self, i: int, field: Field, key: bytes) -> tuple[Field, Cell, str, str, str]:
        cell = Cell(
            f"t{self.headings.mapped[field.name].index}",
            f"u{i}",
            quoted(f"v_{field.name}"),
            f"p{i}",
        )
        spoilt = (*self.register.key, self.register.project)
        found = layers(
            field,
            cell,
            self.headings.mapped[field.name].factor,
            key,
            code_like=field.name in spoilt or field.name.endswith(_CODE_LIKE),
            since=self.since,
            narrowed=field.name in _telling(self.register),
        )
        return field, cell, found.usual, found.value, found.printed

    def sql(self, scan: Scan, *, wide: bool) -> str:
        # Trimmed beforehand only where the text itself is kept or compared: dates and numbers are
        # read through spaces, and of the columns left out it matters only whether all are blank.
        kept = {
            c.t for f, c, *_ in self.parts if not (f.type.is_number or f.type is FieldType.DATE)
        }
        texts, firsts = [], []
        for column in self.headings.columns:
            t, c = f"t{column.index}", f"c{column.index}"
            c = unprotected(c) if scan.protected else c
            # What takes protection off would be computed three times where both ends are looked at.
            bare = trimmed(c, wide=wide, thin=scan.thin or scan.protected)
            texts.append(f"{bare if t in kept else c} AS {t}")
            firsts.append(t if t in kept else trimmed(t, wide=wide, thin=scan.thin))
        first = ", ".join(firsts)
        usual = [f"{u} AS {cell.u}" for _, cell, u, _, _ in self.parts if u != "NULL"]
        value = [f"{v} AS {cell.v}" for _, cell, _, v, _ in self.parts]
        printed = [f"{p} AS {quoted(f'p_{f.name}')}" for f, _, _, _, p in self.parts if p != "NULL"]
        columns = (
            [cell.v for _, cell, _, _, _ in self.parts]
            + printed
            + self._key()
            + self._stated()
            + [f"CAST(NULL AS DATE) AS {quoted(f'v_{name}')}" for name in self.counted]
            + self.asked
        )
        inner = f"SELECT {', '.join(texts)} FROM {scan.sql}"
        inner = f"SELECT {', '.join(['*', f'coalesce({first}) AS _first', *usual])} FROM ({inner})"
        inner = f"SELECT {', '.join(['*', *value])} FROM ({inner})"
        return f"SELECT {', '.join([*columns, f'{self._mark()} AS _mark'])} FROM ({inner})"

    def nothing(self) -> str:
        """The columns of what was printed that are always empty: not kept, only named in the view."""
        empty = [f.name for f, _, _, _, p in self.parts if p == "NULL"]
        empty += [self.register.key[0]] if self.made else []
        empty += [self.settled.stated] if self.settled else []
        empty += self.counted
        return "".join(f", CAST(NULL AS VARCHAR) AS {quoted(f'p_{name}')}" for name in empty)

    def _stated(self) -> list[str]:
        """The amount as printed, beside the one that came about."""
        if not self.settled:
            return []
        amount, stated = (quoted(f"v_{n}") for n in (self.settled.amount, self.settled.stated))
        return [f"{amount} AS {stated}"]

    def _mark(self) -> str:
        cases = " ".join(
            f"WHEN regexp_full_match(_first, {literal(pattern)}, 's') THEN '{mark}'"
            for mark, pattern in MARKS
        )
        likely = f"contains({literal(_STARTS)}, left(_first, 1))"
        known = [c for c in self.headings.columns if c.wanted][:2]
        heading = [f"t{c.index} = {literal(c.heading)}" for c in known]
        return (
            f"CASE WHEN _first IS NULL THEN 'blank'"
            f" WHEN {likely} THEN CASE {cases} END"
            f" WHEN {' AND '.join(heading)} THEN 'heading' END"
        )

    def _key(self) -> list[str]:
        """The key where the file has none."""
        if not self.made:
            return []
        name = self.register.key[0]
        if self.made == ("*",):
            texts = ", ".join(
                f"coalesce(CAST({c.v} AS VARCHAR), '')" for _, c, _, _, _ in self.parts
            )
            # No column may be known for certain yet: then all are asked about.
            of = texts or "''"
            made = f"'r' || left(sha256(concat_ws(chr(31), {of})), 20)"
        else:
            parts = ", ".join(f"CAST({quoted(f'v_{f}')} AS VARCHAR)" for f in self.made)
            made = f"nullif(concat_ws('/', {parts}), '')"
        return [f"{made} AS {quoted(f'v_{name}')}"]
