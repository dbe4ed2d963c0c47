"""A mark leads back to the number it was printed for, whatever came in or was taken back since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jixiao.measures.marks import UnknownMarkError, resolve
from jixiao.measures.observing import observe
from jixiao.plan.model import Plan
from jixiao.registers.catalogue import register
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from jixiao.registers.withdrawal import withdraw

_DAY = date(2023, 12, 31)
_PLAN = Plan.model_validate(
    {
        "year": 2023,
        "projects": [
            {
                "id": "1",
                "name": "项目",
                "indicators": [
                    {
                        "id": "1/1",
                        "name": "案件数",
                        "target": "1件",
                        "measure": {"id": "case_count_filed"},
                    },
                    {
                        "id": "1/2",
                        "name": "立案数",
                        "target": "1件",
                        "measure": {"id": "case_count_filed"},
                    },
                    {
                        "id": "1/3",
                        "name": "投诉率",
                        "target": "1%",
                        "measure": {"id": "enforcement_complaint_rate"},
                    },
                ],
            }
        ],
    }
)


def _take_in(store: Store, name: str, rows: str, day: date | None = None) -> str:
    taken = take_in(
        register("penalty_cases"), f"案号,立案日期\n{rows}".encode(), store=store, who="测试",
        name=name, speaks_for=day,
    )  # fmt: skip
    assert taken.sha256
    return taken.sha256


def _mark(store: Store) -> str:
    mark = observe(_PLAN, store, _DAY)[0].mark
    assert mark
    return mark


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    _take_in(made, "一月.csv", "A1,2023-01-05\n", date(2023, 1, 31))
    return made


def test_a_number_printed_before_a_withdrawal_is_found_with_what_was_withdrawn(
    store: Store,
) -> None:
    gone = _take_in(store, "二月.csv", "A2,2023-02-05\n")
    mark = _mark(store)
    withdraw(store, gone, who="测试", reason="交错了")
    _take_in(store, "三月.csv", "A3,2023-03-05\n")
    found = resolve(_PLAN, store, mark)
    assert [one.original_name for one in found.imports] == ["一月.csv", "二月.csv"]
    assert [one.original_name for one in found.withdrawn] == ["二月.csv"]
    assert [one.original_name for one in found.since] == ["三月.csv"]
    assert "；其中 1 次后来撤回了；此后又收了 1 次；" in found.sentence()
    assert found.sentence().endswith("下面列的是现在的行")


def test_a_number_as_known_on_a_day_is_found(store: Store) -> None:
    """二月 came in before 三月 but speaks for a later day: what was known in March is 一月 and 三月."""
    _take_in(store, "二月.csv", "A2,2023-02-05\n", date(2023, 6, 30))
    _take_in(store, "三月.csv", "A3,2023-03-05\n", date(2023, 3, 31))
    mark = _mark(store.as_known_on(date(2023, 4, 1)))
    found = resolve(_PLAN, store, mark)
    assert [one.original_name for one in found.imports] == ["一月.csv", "三月.csv"]


def test_two_indicators_with_one_number_are_both_named(store: Store) -> None:
    found = resolve(_PLAN, store, _mark(store))
    assert (found.indicator.id, [one.id for one in found.also]) == ("1/1", ["1/2"])
    assert "同一个数也是：立案数（1/2）" in found.sentence()


def test_a_mark_of_other_evidence_is_refused(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "别处")
    _take_in(other, "别.csv", "B1,2023-01-05\n")
    with pytest.raises(UnknownMarkError, match="另一个证据库"):
        resolve(_PLAN, store, _mark(other))
