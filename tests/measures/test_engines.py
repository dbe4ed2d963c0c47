"""DuckDB, PostgreSQL and Spark give the same answers, cell by cell, to the last digit."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from jixiao.grids.errors import MissingProgramError
from jixiao.measures.catalogue import measures
from jixiao.measures.engines import Engine, EngineError, open_engine
from jixiao.measures.engines.postgresql import PostgreSQLEngine
from jixiao.measures.parts import Op, Part
from jixiao.measures.predicates.tree import TRUE
from jixiao.measures.registers import schema_of
from jixiao.measures.scan.compile import compile_scan
from tests.measures.ledgers import random_rows, relation
from tests.measures.test_scan import CALENDAR, MONTH_ENDS, REGISTERS, cells, parts_in
from tests.measures.test_scan_laws import SCHEMA, part_of


@pytest.fixture(params=["postgresql", "spark"])
def other(request: pytest.FixtureRequest) -> Engine:
    """An engine beside the embedded one."""
    engine: Engine = request.getfixturevalue(request.param)
    return engine


@pytest.mark.parametrize("register", REGISTERS)
def test_the_same_answers_everywhere(other: Engine, register: str, tmp_path: Path) -> None:
    schema = next(m.schema for m in measures().values() if m.register == register)
    random = Random(f"engines {register}")
    rows = relation(
        tmp_path, register, random_rows(register, 150, random), random_rows(register, 100, random),
        superseded=[(0, 3), (0, 77), (0, 150)],
    )  # fmt: skip
    found = {}
    for engine in (open_engine(), other):
        scan = compile_scan(
            schema, parts_in(register), MONTH_ENDS, CALENDAR,
            group_by_unit=True, dialect=engine.dialect,
        )  # fmt: skip
        found[engine.dialect] = cells(engine, rows, scan)
    embedded, compared = found.values()
    assert embedded and compared == embedded


def test_a_take_in_is_copied_once(postgresql: PostgreSQLEngine, tmp_path: Path) -> None:
    first = random_rows("kitchens", 20, Random(1))
    (tmp_path / "a").mkdir()
    one = relation(tmp_path / "a", "kitchens", first)
    two = relation(tmp_path / "a", "kitchens", first, first, superseded=[(0, 1)])
    assert postgresql.refresh(one) == 1
    assert postgresql.refresh(one) == 0
    assert postgresql.refresh(two) == 1
    schema = schema_of(two.register)
    every = Part(Op.ROWS, TRUE, frozenset())
    scan = compile_scan(schema, [every], MONTH_ENDS[-1:], CALENDAR, dialect=postgresql.dialect)
    assert cells(postgresql, two, scan)[None, 0, every] == 39
    assert cells(postgresql, one, scan)[None, 0, every] == 20


@pytest.mark.parametrize(
    ("url", "error", "said"),
    [
        ("mysql://x", EngineError, "postgresql://"),
        ("postgresql://nobody@127.0.0.1:1/none", MissingProgramError, "连接不上"),
    ],
)
def test_an_engine_that_is_not_there(url: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        open_engine(url)


def test_every_construct_of_the_subset_everywhere(other: Engine, tmp_path: Path) -> None:
    texts = [
        "not (filed_on + 60 < :as_of)", "decided_on + suspended_days <= :as_of or closed_on is null",
        "workdays(filed_on, decided_on) <= 40", "contains(party, '丙''s \\n')", "party = '丙''s \\n'",
        "starts_with(party, '检')", "if(closed_on is null, extension_days, 0) - 2 * 3 > 10",
        "fine between 10.5 and 30000.25", "not (major and consumer is true)", "-fine < -3",
        "source not in ('inspection', 'other')", "closed_on - filed_on <= 90",
        "filed_on >= :start and filed_on <= :end and closed_on < '2023-06-30'",
    ]  # fmt: skip
    worths = (("rows", None), ("distinct", "party_type"), ("distinct", "filed_on"),
              ("sum", "coalesce(fine, 0) * 3"), ("max", "coalesce(closed_on, filed_on)"))  # fmt: skip
    parts = [part_of((text, "filed_on", worth)) for text in texts for worth in worths]
    rows = relation(tmp_path, "penalty_cases", random_rows("penalty_cases", 200, Random(9)))
    found = []
    for engine in (open_engine(), other):
        scan = compile_scan(
            SCHEMA, parts, MONTH_ENDS, CALENDAR, group_by_unit=True, dialect=engine.dialect
        )
        found.append(cells(engine, rows, scan))
    assert found[0] and found[1] == found[0]
