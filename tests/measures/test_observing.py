"""Observations of the made-up year are its true answers, on every engine; and laws any evidence keeps."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao.measures.binding import bind
from jixiao.measures.claims import double_claims
from jixiao.measures.engines import Engine
from jixiao.measures.kinds import Status
from jixiao.measures.made_up import write
from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.measures.tracing import NoTraceError, every_row, trace
from jixiao.plan.json import loads
from jixiao.plan.model import Plan
from jixiao.registers.store import Store
from tests.needs import ROOT

DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The bureau's plan, bound."""
    return bind(loads((ROOT / "examples/huailai-2023/plan.json").read_bytes()))[0]


@pytest.fixture(scope="module")
def made_up(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """An evidence folder with a made-up year, and its true answers."""
    folder = tmp_path_factory.mktemp("evidence")
    return folder, write(folder, plan)


def test_all_79_are_computed_or_reported_and_true(
    plan: Plan, made_up: tuple[Path, dict[str, Any]]
) -> None:
    folder, truth = made_up
    seen = observe(plan, Store(folder), DAY)
    assert len(seen) == 79
    for one in seen:
        if one.indicator in truth["reported"]:
            assert (
                one.status is Status.REPORTED and one.reported and len(one.reported["proof"]) == 64
            )
        else:
            assert one.value == truth["indicators"][one.indicator], one
            assert one.status is Status.COMPUTED or (one.status is Status.MISSING and one.reason)
            assert one.definition and len(one.definition) == 64 and one.imports
        assert one.made_up


@pytest.mark.parametrize("name", ["postgresql", "spark"])
def test_other_engines_observe_the_same(
    name: str, plan: Plan, made_up: tuple[Path, dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    engine: Engine = request.getfixturevalue(name)
    store = Store(made_up[0])
    assert observe(plan, store, date(2023, 10, 31), engine) == observe(
        plan, store, date(2023, 10, 31)
    )


def test_a_large_made_up_year_is_as_true(plan: Plan, tmp_path: Path) -> None:
    truth = write(tmp_path, plan, rows=400_000, seed=5)
    values = {o.indicator: o.value for o in observe(plan, Store(tmp_path), DAY) if o.measure}
    assert truth["rows"] > 390_000 and values == truth["indicators"]


def test_the_same_seed_gives_the_same_year(
    plan: Plan, made_up: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    assert write(tmp_path, plan) == made_up[1]
    assert [i.sha256 for i in Store(tmp_path).imports()] == [
        i.sha256 for i in Store(made_up[0]).imports()
    ]


def test_counts_never_fall_through_the_year(
    plan: Plan, made_up: tuple[Path, dict[str, Any]]
) -> None:
    counting = {"inspections_count", "inspected_entities", "case_count_filed", "case_count_closed",
                "campaigns_count", "food_sampling_batches"}  # fmt: skip
    before: Mapping[str, Decimal] = {}
    for month in range(1, 13):
        seen = observe(plan, Store(made_up[0]), date(2023, month, 28))
        now = {o.indicator: Decimal(o.value) for o in seen if o.measure in counting and o.value}
        assert all(now[k] >= v for k, v in before.items())
        before = now


def test_a_numerator_is_never_more_than_its_denominator(
    plan: Plan, made_up: tuple[Path, dict[str, Any]]
) -> None:
    for month in (2, 5, 8, 11):
        for one in observe(plan, Store(made_up[0]), date(2023, month, 15)):
            if one.denominator and one.measure not in ("fault_reduction_rate", "cost_saving_rate"):
                assert Decimal(one.numerator or 0) <= Decimal(one.denominator)


def test_the_trace_shows_as_many_rows_as_the_value_says(
    plan: Plan, made_up: tuple[Path, dict[str, Any]]
) -> None:
    store = Store(made_up[0])
    for one in observe(plan, store, DAY):
        if one.measure and one.value is not None:
            tables = trace(plan, store, one.indicator, DAY, size=1000).tables
            # Of two sides, the rows are those of the side divided by, which stands last.
            _agrees(one, tables[-1].total, tables[0].counted, plan, store)


def _agrees(
    one: Observation, total: int | None, counted: int | None, plan: Plan, store: Store
) -> None:
    if one.measure not in (
        "payments_total",
        "cost_saving_rate",
    ):  # rows without an amount are shown
        assert total == one.rows, one
    rates = {
        "case_closing_rate",
        "complaint_handled_rate",
        "monitoring_coverage",
        "case_on_time_rate",
    }
    if one.measure in rates:
        assert (str(counted), str(total)) == (one.numerator, one.denominator)
        headings, rows = next(every_row(plan, store, one.indicator, DAY))
        flags = [row[-1] for row in rows]
        assert (len(flags), sum(flags), headings[-1]) == (total, counted, "计入分子")


def test_pages_of_a_trace_do_not_overlap(plan: Plan, made_up: tuple[Path, dict[str, Any]]) -> None:
    store, indicator = Store(made_up[0]), "13073023P00009010002F/3"
    seen: set[Any] = set()
    for page in range(1, 4):
        rows = trace(plan, store, indicator, DAY, page=page, size=50, totals=False).tables[0].rows
        keys = {row[0] for row in rows}
        assert not keys & seen
        seen |= keys
    assert len(seen) == 137


def test_what_is_not_computed_has_no_trace(
    plan: Plan, made_up: tuple[Path, dict[str, Any]]
) -> None:
    for indicator, said in (("x", "没有编号为"), ("13073023P00008210002K/5", "没有绑定测度")):
        with pytest.raises(NoTraceError, match=said):
            trace(plan, Store(made_up[0]), indicator, DAY)


def test_two_projects_that_count_the_same_rows_are_found(
    plan: Plan, made_up: tuple[Path, dict[str, Any]]
) -> None:
    found = double_claims(plan, Store(made_up[0]), DAY)
    pairs = {(f.where.indicator, f.also[0].indicator) for f in found}
    assert ("13073023P000094100026/1", "13073023P00010510002J/1") in pairs
    assert len(pairs) == 3 and all("行：同一产出" in f.fault for f in found)


def test_nothing_taken_in_is_missing_with_what_to_do(plan: Plan, tmp_path: Path) -> None:
    seen = observe(plan, Store(tmp_path), DAY)
    assert {o.status for o in seen} == {Status.MISSING}
    assert all(o.value is None and o.reason for o in seen)
    assert "jixiao intake inspections" in str(seen[0].reason) and "报送" in str(seen[4].reason)


def test_an_unknown_measure_or_condition_is_missing_with_why(tmp_path: Path) -> None:
    rows = [{"id": "1", "name": "甲", "target": "1", "measure": {"id": "nothing"}},
            {"id": "2", "name": "乙", "target": "1", "measure": {"id": "case_count_filed", "where": "1=1; x"}},
            {"id": "3", "name": "丙", "target": "1"}]  # fmt: skip
    plan = Plan.model_validate(
        {"year": 2023, "projects": [{"id": "p", "name": "p", "indicators": rows}]}
    )
    reasons = [o.reason for o in observe(plan, Store(tmp_path), DAY)]
    assert "没有测度“nothing”" in str(reasons[0]) and "不能用“;”" in str(reasons[1])
    assert "jixiao bind" in str(reasons[2])


def test_a_year_without_a_calendar_says_so(
    plan: Plan, made_up: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    later = plan.model_copy(update={"year": 2027})
    seen = observe(later, Store(made_up[0]), date(2027, 12, 31))
    reasons = {o.measure: o.reason for o in seen}
    assert "没有2027年的节假日安排" in str(reasons["product_test_report_on_time_rate"])
    shutil.copytree(made_up[0], tmp_path / "own")
    (tmp_path / "own/calendar.toml").write_text('[2027]\noff = ["01-01"]\non = []\n')
    seen = observe(later, Store(tmp_path / "own"), date(2027, 12, 31))
    reasons = {o.measure: o.reason for o in seen}
    assert "没有本年的行" in str(reasons["product_test_report_on_time_rate"])
