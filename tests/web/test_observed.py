"""Values hang on bindings and evidence: an edit scans nothing, and what is remembered is what would be computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jixiao.measures.observing import observe
from jixiao.monitoring.gathering import gather
from jixiao.plan.model import MeasureRef
from jixiao.web import evidence, observed, versions
from jixiao.web.bindings import bound
from tests.web.conftest import Bureau
from tests.web.ledgers import cases, taken
from tests.web.monitored import watched

END = date(2023, 12, 31)
PAGES = ("monitoring/", "scores/", "projects/1/", "scores/department/")


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows were scanned for, one number a scan."""
    counted: list[int] = []

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def scan(plan: Any, *rest: Any, **more: Any) -> Any:
            rows = sum(row.measure is not None for _project, row in plan.indicators())
            if rows:
                counted.append(rows)
            return real(plan, *rest, **more)

        return scan

    monkeypatch.setattr(observed, "observe", counting(observe))
    monkeypatch.setattr(observed, "gather", counting(gather))
    for one in (observed._observed, observed._gathered, observed._earlier):
        one.cache_clear()
    return counted


def test_an_edit_of_words_or_of_a_target_scans_nothing(
    bureau: Bureau, edit: Callable[..., Any], scans: list[int]
) -> None:
    watched(bureau)
    for path in PAGES:
        bureau.page(bureau.path(path), "reader")
    before = len(scans)
    assert before > 0
    edit("另一句说明", field="description")
    edit("≥31家")
    for path in PAGES:
        bureau.page(bureau.path(path), "reader")
    assert len(scans) == before


def test_new_evidence_another_binding_and_another_unit_are_scanned(
    bureau: Bureau, scans: list[int]
) -> None:
    watched(bureau)
    bureau.page(bureau.path("scores/"), "reader")
    seen = len(scans)
    taken(bureau, cases(closed=5))
    bureau.page(bureau.path("scores/"), "reader")
    assert len(scans) > seen
    seen = len(scans)
    row = bureau.plan.projects[0].indicators[0].id
    wanted = {row: MeasureRef(id="case_count_filed")}
    clerk = bureau.people["clerk"]
    versions.bind(bureau.record, bureau.record.head.number, lambda p: bound(p, wanted), clerk, 1)
    bureau.page(bureau.path("scores/"), "reader")
    assert len(scans) > seen


def test_what_is_remembered_is_what_would_be_computed(
    bureau: Bureau, edit: Callable[..., Any]
) -> None:
    """After edits of every kind of cell and a new take-in, against the scan of the plan as it is."""
    watched(bureau)
    steps: list[Callable[[], Any]] = [
        lambda: edit("≥31家"), lambda: edit("改过的名称", field="name"),
        lambda: edit("3万家"), lambda: taken(bureau, cases(closed=5)),
        lambda: edit("一句", field="description"),
    ]  # fmt: skip
    for step in steps:
        step()
        for day in (date(2023, 6, 30), END):
            plan, store = bureau.plan, bureau.store
            whole = {one.indicator: one for one in observe(plan, store, day)}
            assert observed.observed(store, plan, day) == whole
            assert observed.gathered(store, plan, day, 2023) == gather(plan, store, day, 2023)


def test_state_changes_with_everything_a_value_rests_on(bureau: Bureau) -> None:
    watched(bureau)
    before = evidence.state(bureau.store)
    taken(bureau, cases(closed=5))
    assert evidence.state(bureau.store) != before
