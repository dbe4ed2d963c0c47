"""Computing from ten million rows: the scan against hand-written SQL, one by one, and the trace."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb

from bench.table import Result, Work, against, in_turns, machine, table
from jixiao.law.packs import national_time
from jixiao.measures.engines.duckdb import DuckDBEngine
from jixiao.measures.loading import load_measure
from jixiao.measures.measure import Measure
from jixiao.measures.parts import Part, parts_of
from jixiao.measures.scan.compile import Scan, compile_scan
from jixiao.measures.tracing import trace
from jixiao.plan.model import Plan
from jixiao.registers.catalogue import register
from jixiao.registers.relation import Relation, layout
from jixiao.registers.store import Import, Store

TITLE = "由台账计算：一千万行案件，50 个测度 × 12 个月末 × 100 个单位"
HOW = (
    "“手写”是同样答案的手写 DuckDB SQL（先按单位、月份和用到的列聚合，再挑选，再累计），答案逐格核对相同。"
    "“一次扫描”是声明编译出的一条语句；“逐个”是同样的 50 个测度各扫一遍。各项轮流做，倍数取同一轮的比值的中位数。"
    "行数用环境变量 BENCH_ROWS 改；再大十倍只测一次扫描，看是否成比例。"
)
ROWS = int(os.environ.get("BENCH_ROWS", "10000000"))
_CALENDAR = national_time().calendar()
_MONTH_ENDS = [date(2023 + m // 12, m % 12 + 1, 1) - timedelta(days=1) for m in range(1, 13)]
_REGISTER = register("penalty_cases")
_PARTY = ("enterprise", "individual_business", "person", "cooperative", "other")
_SOURCE = ("inspection", "complaint", "transfer", "sampling", "other")


def run() -> list[Result]:
    """Measure; the answers are compared first."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    try:
        return list(_run(folder))
    finally:
        shutil.rmtree(folder)


def _run(folder: Path) -> Iterator[Result]:
    store = _evidence(folder / "a", ROWS)
    relation = store.relation("penalty_cases")
    together, alone = _scan(list(_measures())), [_scan([one]) for one in _measures()]
    _compare(relation, together)
    works: dict[str, Work] = {
        "手写 SQL": lambda: _by_hand(relation),
        "一次扫描，50 个测度": lambda: DuckDBEngine().run(relation, together, _CALENDAR),
        "逐个，50 个测度": lambda: [DuckDBEngine().run(relation, s, _CALENDAR) for s in alone],
    }
    taken = in_turns(works, rounds=5)
    yield from against(
        taken, {"一次扫描，50 个测度": "手写 SQL", "逐个，50 个测度": "一次扫描，50 个测度"}
    )
    day = date(2023, 12, 31)
    pages: dict[str, Work] = {
        "追溯一条指标，第一页": lambda: trace(_plan(), store, "1/1", day, totals=False),
        "追溯一条指标，第一页和总数": lambda: trace(_plan(), store, "1/1", day),
    }
    yield from against(in_turns(pages), {})
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Result("最多占用内存（MB）", memory, f"{ROWS} 行")
    if "--more" in sys.argv or os.environ.get("BENCH_MORE"):
        yield _ten_times(folder, together, taken["一次扫描，50 个测度"])


def _ten_times(folder: Path, scan: Scan, before: list[float]) -> Result:
    relation = _evidence(folder / "b", ROWS * 10).relation("penalty_cases")
    start = time.perf_counter()
    DuckDBEngine().run(relation, scan, _CALENDAR)
    taken = (time.perf_counter() - start) * 1000
    return Result(
        "一次扫描，行数十倍",
        taken,
        "一次",
        "一次扫描，50 个测度",
        taken / sorted(before)[len(before) // 2],
    )


def _measures() -> Iterator[Measure]:
    """Fifty: counts, closing rates, sums, on-time rates, by source, party, and size of fine."""
    for word in _PARTY:
        yield _made("count", f'event = "filed_on"\nwhere = "party_type = \'{word}\'"')
        yield _made(
            "ratio",
            f'event = "filed_on"\ndenominator = "party_type = \'{word}\'"\nnumerator = "closed_on is not null"',
        )
        yield _made("sum", f'event = "filed_on"\nvalue = "fine"\nwhere = "party_type = \'{word}\'"')
        yield _made("on_time", f'event = "filed_on"\n{_TERMS}where = "party_type = \'{word}\'"')
    for word in _SOURCE:
        yield _made("count", f'event = "filed_on"\nwhere = "source = \'{word}\'"')
        yield _made(
            "ratio",
            f'event = "filed_on"\ndenominator = "source = \'{word}\'"\nnumerator = "closed_on is not null"',
        )
        yield _made("sum", f'event = "filed_on"\nvalue = "fine"\nwhere = "source = \'{word}\'"')
        yield _made("on_time", f'event = "filed_on"\n{_TERMS}where = "source = \'{word}\'"')
        yield _made(
            "ratio",
            f'event = "filed_on"\ndenominator = "source = \'{word}\'"\nnumerator = "fine > 1000"',
        )
        yield _made(
            "sum",
            f'event = "filed_on"\nvalue = "fine"\nwhere = "source = \'{word}\' and closed_on is not null"',
        )


_TERMS = 'limit = "case-decision"\nstart = "filed_on"\nstop = "closed_on"\nsuspended = "suspended_days"\n'
_HEAD = 'label = "x"\nenglish = "x"\nregister = "penalty_cases"\nunit = "件"\nbetter = "higher"\nmeaning = "x"\n'


def _made(kind: str, rest: str) -> Measure:
    return load_measure(f"m{abs(hash(kind + rest))}", f'{_HEAD}kind = "{kind}"\n{rest}', "bench")


def _scan(measures: list[Measure]) -> Scan:
    parts = [p for one in measures for role, p in parts_of(one).items() if role in _ROLES]
    schema = measures[0].schema
    if schema is None:
        raise TypeError("no register")
    return compile_scan(schema, parts, _MONTH_ENDS, _CALENDAR, group_by_unit=True)


_ROLES = ("value", "numerator", "denominator")


def _evidence(folder: Path, rows: int) -> Store:
    """Cases of 2023 in one take-in, a hundred units; written straight, as only their number matters."""
    store = Store(folder)
    store.imports_folder.mkdir(parents=True)
    rows_file = store.imports_folder / "rows"
    made = {
        "case_no": "'C' || i",
        "filed_on": "DATE '2023-01-01' + CAST(hash(i) % 365 AS INTEGER)",
        "closed_on": "CASE WHEN hash(i, 7) % 100 < 90 THEN DATE '2023-01-01'"
        " + CAST(hash(i) % 365 + hash(i, 3) % 120 AS INTEGER) END",
        "unit": "'U' || lpad(CAST(hash(i, 11) % 100 AS VARCHAR), 3, '0')",
        "source": _pick(_SOURCE, 13),
        "party_type": _pick(_PARTY, 17),
        "fine": "CAST(hash(i, 19) % 1000000 AS DECIMAL(18, 2)) / 100",
        "suspended_days": "CAST(hash(i, 23) % 3 AS BIGINT) * 10",
        "status": "'closed'",
    }
    listed = ", ".join(
        f'CAST({made.get(name, "NULL")} AS {kind}) AS "{name}"'
        for name, kind in layout(_REGISTER).items()
    )
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(
            f"COPY (SELECT {listed}, i + 1 AS _row FROM range({rows}) t(i)) TO '{rows_file}'"
            " (FORMAT parquet, COMPRESSION zstd)"
        )
    with rows_file.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    rows_file.rename(store.file(sha256))
    record = Import(
        sha256=sha256, order=1, register_name="penalty_cases", original_sha256=sha256, original_name="bench",
        who="bench", when="2024-01-01T00:00:00Z", speaks_for=None, rows=rows, accepted=rows, stored=rows,
        unchanged=0, repeated=0, refused=0, superseded=0, findings=0, headings="", mapping={},
        layout=layout(_REGISTER),
    )  # fmt: skip
    (store.imports_folder / f"{sha256}.json").write_text(record.model_dump_json())
    return store


def _pick(words: tuple[str, ...], salt: int) -> str:
    listed = ", ".join(f"'{w}'" for w in words)
    return f"([{listed}])[1 + CAST(hash(i, {salt}) % {len(words)} AS INTEGER)]"


def _by_hand(relation: Relation) -> list[tuple[object, ...]]:
    """What somebody who knows DuckDB well would write for these fifty, and nothing else."""
    with duckdb.connect() as connection:
        return connection.execute(
            _HAND.format(
                file=relation.files[0], picked=_picked(), run=_accumulated(), moved=_moved()
            )
        ).fetchall()


def _moved() -> str:
    """A last day on a statutory holiday is the first day after it."""
    spans = ((first, after) for first, after in _CALENDAR.holidays if first.year in (2023, 2024))
    return " ".join(
        f"WHEN last >= DATE '{first}' AND last < DATE '{after}' THEN DATE '{after}'"
        for first, after in spans
    )


_HAND = """
WITH cube AS (
    SELECT unit, month(filed_on) AS b,
        CASE WHEN closed_on IS NULL OR year(closed_on) > 2023 THEN 13 ELSE month(closed_on) END AS k,
        CASE WHEN year(due + 1) > 2023 THEN 13 ELSE month(due + 1) END AS d,
        party_type, source, fine > 1000 AS big,
        closed_on <= due AS intime,
        count(*) AS n, sum(fine) AS fine
    FROM (SELECT *, CASE {moved} ELSE last END AS due FROM (
        SELECT *, filed_on + CAST(90 + suspended_days AS INTEGER) AS last FROM read_parquet('{file}')
        WHERE filed_on BETWEEN DATE '2023-01-01' AND DATE '2023-12-31'))
    GROUP BY ALL
), cells AS (SELECT unit, b, k, d, {picked} FROM cube GROUP BY unit, b, k, d)
SELECT unit, c.m - 1, {run}
FROM cells JOIN range(1, 13) c(m) ON b <= c.m GROUP BY unit, c.m ORDER BY 1, 2
"""


def _hand_parts() -> Iterator[tuple[str, str]]:
    """Each wanted column: which cells it picks, and from when they count."""
    closed, judged = "k <= c.m", "(k <= c.m OR d <= c.m)"
    for column, words in (("party_type", _PARTY), ("source", _SOURCE)):
        for word in words:
            here = f"{column} = '{word}'"
            yield f"sum(n) FILTER (WHERE {here})", "true"
            yield f"sum(n) FILTER (WHERE {here})", closed
            yield f"sum(fine) FILTER (WHERE {here})", "true"
            yield f"sum(n) FILTER (WHERE {here} AND intime)", closed
            yield f"sum(n) FILTER (WHERE {here})", judged
            if column == "source":
                yield f"sum(n) FILTER (WHERE {here} AND big)", "true"
                yield f"sum(fine) FILTER (WHERE {here})", closed


def _picked() -> str:
    return ", ".join(f"{what} AS p{i}" for i, (what, _) in enumerate(_hand_parts()))


def _accumulated() -> str:
    return ", ".join(
        f"sum(CASE WHEN {when} THEN p{i} END)" for i, (_, when) in enumerate(_hand_parts())
    )


def _compare(relation: Relation, scan: Scan) -> None:
    """Every cell the same, or there is nothing to measure."""
    order = list(_hand_order(list(_measures())))
    by_hand = {(row[0], row[1]): row[2:] for row in _by_hand(relation)}
    compiled = DuckDBEngine().run(relation, scan, _CALENDAR)
    if len(compiled) != len(by_hand):
        raise AssertionError(f"{len(compiled)} rows, by hand {len(by_hand)}")
    for row in compiled:
        mine = [row[scan.columns[part]] or 0 for part in order]
        theirs = [value or 0 for value in by_hand[row[0], row[1]]]
        if mine != theirs:
            raise AssertionError(
                f"{row[:2]}: {[(a, b) for a, b in zip(mine, theirs, strict=True) if a != b][:3]}"
            )


def _hand_order(measures: list[Measure]) -> Iterator[Part]:
    """The parts of the scan in the order of the hand-written columns."""
    size = {"party": 4, "source": 6}
    groups = [measures[i : i + 4] for i in range(0, 20, 4)] + [
        measures[i : i + 6] for i in range(20, 50, size["source"])
    ]
    for group in groups:
        count, ratio, total, in_time = (parts_of(m) for m in group[:4])
        yield from (count["value"], ratio["numerator"], total["value"])
        yield from (in_time["numerator"], in_time["denominator"])
        if len(group) > 4:
            yield from (parts_of(group[4])["numerator"], parts_of(group[5])["value"])


def _plan() -> Plan:
    indicator = {
        "id": "1/1",
        "name": "案件办结率",
        "target": "≥90%",
        "measure": {"id": "case_closing_rate"},
    }
    return Plan.model_validate(
        {"year": 2023, "projects": [{"id": "1", "name": "x", "indicators": [indicator]}]}
    )


if __name__ == "__main__":
    print(f"# {TITLE}\n\n{machine()}\n\n{HOW}\n\n{table(run())}")
