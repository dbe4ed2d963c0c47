"""Conditions made at random, over dates not known yet: the scan is what plain Python says; and its laws."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.law.packs import national_time
from jixiao.measures.engines.duckdb import DuckDBEngine
from jixiao.measures.parts import Op, Part
from jixiao.measures.predicates.reading import read_predicate, read_value
from jixiao.measures.predicates.tree import Node
from jixiao.measures.registers import schema_of
from jixiao.measures.scan.compile import compile_scan
from jixiao.registers.catalogue import register
from tests.measures.ledgers import random_rows, relation
from tests.measures.oracle import Oracle
from tests.measures.test_scan import cells

CALENDAR = national_time().calendar()
SCHEMA = schema_of(register("penalty_cases"))
EVENTS = ("filed_on", "decided_on", "closed_on")
DAYS = (date(2023, 1, 31), date(2023, 3, 15), date(2023, 6, 30), date(2023, 12, 31))
_ATOMS = st.sampled_from(
    [
        "closed_on is null", "closed_on is not null", "decided_on is not null", "unrecorded(closed_on)",
        "closed_on - filed_on <= 90", "decided_on <= closed_on", "closed_on < '2023-05-01'",
        "filed_on + 60 < :as_of", "closed_on >= :as_of", "decided_on + suspended_days <= :as_of",
        "workdays(filed_on, decided_on) <= 40", "coalesce(decided_on, closed_on) < date '2023-08-01'",
        "source = 'complaint'", "source in ('inspection', 'other')", "major", "party_type <> 'person'",
        "fine > 20000", "if(closed_on is null, extension_days, 0) > 10", "source = 'transfer'",
        "source = 'sampling'", "filed_on >= :start and filed_on <= :end", "coalesce(major, false)",
    ]
)  # fmt: skip
_CONDITIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda t: f"({t[0]}) {t[1]} ({t[2]})"
        ),
        inner.map(lambda c: f"not ({c})"),
    ),
    max_leaves=3,
)
_PARTS = st.tuples(
    _CONDITIONS,
    st.sampled_from(EVENTS),
    st.sampled_from(
        [
            ("rows", None),
            ("distinct", "party_type"),
            ("sum", "coalesce(fine, 0)"),
            ("max", "filed_on"),
        ]
    ),
)


def part_of(made: tuple[str, str, tuple[str, str | None]]) -> Part:
    text, event, (op, value) = made
    hidden = frozenset(c.name for c in SCHEMA.columns.values() if c.event) - {event}
    worth: Node | None = read_value(value, SCHEMA) if value else None
    return Part(Op(op), read_predicate(text, SCHEMA), hidden, event, worth)


def _answers(parts: list[Part], rows: list[dict[str, Any]]) -> dict[Any, Any]:
    with tempfile.TemporaryDirectory() as folder:
        scan = compile_scan(SCHEMA, parts, DAYS, CALENDAR)
        return cells(DuckDBEngine(), relation(Path(folder), "penalty_cases", rows), scan)


@settings(max_examples=40)
@given(st.lists(_PARTS, min_size=1, max_size=6), st.integers(0, 10**6))
def test_any_condition_at_any_checkpoint(made: list[tuple[Any, ...]], seed: int) -> None:
    parts, rows = [part_of(m) for m in made], random_rows("penalty_cases", 120, Random(seed))
    found = _answers(parts, rows)
    for at, day in enumerate(DAYS):
        oracle = Oracle(day, CALENDAR)
        for part in parts:
            nothing = None if part.op is Op.MAX else 0
            assert found.get((None, at, part), nothing) == oracle.add_up(part, rows), (day, part)


@settings(max_examples=15)
@given(st.lists(_PARTS, min_size=1, max_size=4), st.integers(0, 10**6))
def test_order_of_rows_and_rows_of_other_years_change_nothing(
    made: list[tuple[Any, ...]], seed: int
) -> None:
    random = Random(seed)
    parts, rows = [part_of(m) for m in made], random_rows("penalty_cases", 80, random)
    others = [row | dict.fromkeys(EVENTS) for row in random_rows("penalty_cases", 20, random)]
    shuffled = [*rows, *others]
    random.shuffle(shuffled)
    assert _answers(parts, shuffled) == _answers(parts, rows)


def test_two_take_ins_are_as_one(tmp_path: Path) -> None:
    rows = random_rows("penalty_cases", 90, Random(3))
    part = part_of(("closed_on is not null", "filed_on", ("rows", None)))
    scan = compile_scan(SCHEMA, [part], DAYS, CALENDAR)
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    together = cells(DuckDBEngine(), relation(tmp_path / "a", "penalty_cases", rows), scan)
    parted = relation(tmp_path / "b", "penalty_cases", rows[:40], rows[40:])
    assert cells(DuckDBEngine(), parted, scan) == together
