"""Sheets of counts: each speaks for its period, periods add up, overlapping and unknown ones are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.measures.tracing import trace
from jixiao.plan.model import Plan
from jixiao.registers.intake import Outcome, take_in
from jixiao.registers.period import named, narrowest
from jixiao.registers.speaking import Said, said
from jixiao.registers.store import Store
from jixiao.registers.withdrawal import withdraw
from tests.registers import dresses
from tests.registers.ledgers import csv_bytes, xlsx_bytes

HEAD = dresses.statistics().head
TITLE = "消费者投诉处理情况表"


def rows(count: int, *more: Any) -> list[list[Any]]:
    """Two kinds of goods and their sum."""
    one = [count, count, 1, "0.5", count, *[0] * 11, *more]
    two = [2 * count, count, 1, "0.5", count, *[0] * 11, *more]
    both = [3 * count, 2 * count, 2, "1", 2 * count, *[0] * 11, *more]
    return [["家用电器", *one], ["服装鞋帽", *two], ["合计", *both]]


def brought(
    folder: Path, title: str, count: int = 1, *, name: str = "统计.csv", says: Said | None = None
) -> Outcome:
    return kept(folder, [[title], HEAD, *rows(count)], name=name, says=says)


def kept(
    folder: Path,
    table: Sequence[Sequence[Any]],
    *,
    name: str = "统计.csv",
    says: Said | None = None,
) -> Outcome:
    store = Store(folder)
    data = xlsx_bytes(table) if name.endswith("xlsx") else csv_bytes(table)
    register = store.register("complaint_statistics")
    return take_in(
        register, data, store=store, who="统计员", name=name, speaks_for=says, accept_partial=True
    )


def questions(outcome: Outcome) -> list[str]:
    return [f"{f.fault}。{f.remedy}" for f in outcome.findings if f.check == "source-question"]


def plan_of_counts() -> Plan:
    indicator = {
        "id": "1/1",
        "name": "受理",
        "target": "≥1",
        "measure": {"id": "statistics_complaints_accepted"},
    }
    project = {"id": "1", "name": "项目", "indicators": [indicator]}
    return Plan.model_validate({"year": 2024, "projects": [project]})


def accepted(folder: Path, day: str) -> Observation:
    return observe(plan_of_counts(), Store(folder), date.fromisoformat(day))[0]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024年3月消费者投诉处理情况表", "2024-03-01..2024-03-31"),
        ("2024年2月份", "2024-02-01..2024-02-29"),
        ("投诉统计202403.xlsx", "2024-03-01..2024-03-31"),
        ("2024年一季度", "2024-01-01..2024-03-31"),
        ("２０２４年第2季度", "2024-04-01..2024-06-30"),
        ("2024年前三季度", "2024-01-01..2024-09-30"),
        ("2024年1-6月", "2024-01-01..2024-06-30"),
        ("2024年1月至3月", "2024-01-01..2024-03-31"),
        ("2024年1月1日至3月31日", "2024-01-01..2024-03-31"),
        ("2023-12-26至2024-01-25", "2023-12-26..2024-01-25"),
        ("2024年上半年", "2024-01-01..2024-06-30"),
        ("2024年度", "2024-01-01..2024-12-31"),
        ("2024年度统计（1-3月）", "2024-01-01..2024-03-31"),
        ("2024年3月统计 填报时间：2024年4月", "2024-03-01..2024-03-31"),
        *((text, "") for text in (
            "投诉统计", "3月", "2024年投诉", "截至2024年3月", "2024年度（截至3月底）", "2024年3月、4月",
            "2024年3月累计", "制表日期：2024年4月2日", "2024年3月31日", "2024年2月1日至2月30日",
        )),
    ],
)  # fmt: skip
def test_a_period_is_read_where_the_words_leave_no_doubt(text: str, period: str) -> None:
    told = named(text)
    found = narrowest(told.periods)
    assert "".join(map(str, found)) == period if not told.vague else period == ""


def test_twelve_months_add_up_and_each_is_traced_to_its_own_file(tmp_path: Path) -> None:
    for month in range(1, 13):
        outcome = brought(tmp_path, f"2024年{month}月{TITLE}", month, name=f"{month}.csv")
        assert questions(outcome) == []
    whole, half = accepted(tmp_path, "2024-12-31"), accepted(tmp_path, "2024-06-30")
    assert (whole.value, whole.reason) == (str(3 * 78), None)
    assert (half.value, half.reason) == (str(3 * 21), None)
    store = Store(tmp_path)
    names = {one.sha256: one.original_name for one in store.imports()}
    told = trace(plan_of_counts(), store, "1/1", date(2024, 12, 31), size=100).to_json()
    cells = [(names[r["_import"]], r["_row"], r["accepted"]) for r in told["tables"][0]["rows"]]
    assert sorted(cells) == sorted(
        (f"{m}.csv", row, m * times) for m in range(1, 13) for row, times in ((3, 1), (4, 2))
    )


def test_months_that_are_missing_are_named_beside_the_sum(tmp_path: Path) -> None:
    for month in (1, 2, 5):
        brought(tmp_path, f"2024年{month}月{TITLE}", 1, name=f"{month}.csv")
    seen = accepted(tmp_path, "2024-06-15")
    assert seen.value == "9"
    assert seen.reason == "投诉处理统计表缺 2024 年 3 月、4 月、6 月，没有计入"


def test_a_quarter_that_goes_on_after_the_day_is_not_counted_yet(tmp_path: Path) -> None:
    brought(tmp_path, f"2024年一季度{TITLE}", 1)
    brought(tmp_path, f"2024年二季度{TITLE}", 5, name="2.csv")
    seen = accepted(tmp_path, "2024-05-31")
    assert (seen.value, seen.reason) == ("3", "投诉处理统计表缺 2024 年 4 月、5 月，没有计入")


def test_a_quarter_over_a_month_taken_in_is_asked_which_holds(tmp_path: Path) -> None:
    month = brought(tmp_path, f"2024年2月{TITLE}", 1, name="二月.csv")
    quarter = brought(tmp_path, f"2024年一季度{TITLE}", 9, name="一季度.csv")
    asked = questions(quarter)
    assert len(asked) == 1
    assert "2024-02-01..2024-02-29（“二月.csv”第 3 行起）重叠" in asked[0]
    assert month.sha256
    assert f"先撤回那一份（入库记录 {month.sha256[:12]}" in asked[0]
    assert quarter.sha256 is None
    withdraw(Store(tmp_path), month.sha256, who="统计员", reason="以季报为准")
    assert questions(brought(tmp_path, f"2024年一季度{TITLE}", 9, name="一季度.csv")) == []
    assert accepted(tmp_path, "2024-03-31").value == "27"


def test_the_same_month_again_replaces_it_whole(tmp_path: Path) -> None:
    brought(tmp_path, f"2024年1月{TITLE}", 1)
    kept(tmp_path, [[f"2024年1月{TITLE}"], HEAD, rows(7)[0]], name="更正.csv")
    assert accepted(tmp_path, "2024-01-31").value == "7"


@pytest.mark.parametrize(
    ("title", "name", "says", "word"),
    [
        (TITLE, "统计.csv", None, "表题、文件名和各列都没有写明"),
        (TITLE, "统计.csv", said("2024-03-31"), "没有说从哪一天起"),
        (f"3月{TITLE}", "统计.csv", None, "没有年份的月、季"),
        (f"2024年度{TITLE}", "3月底.csv", None, "没有年份的月、季"),
        (f"2024年3月{TITLE}", "2024年4月.csv", None, "文件名写的是 2024-04-01..2024-04-30"),
        (f"2024年3月{TITLE}", "统计.csv", said("2024-04-01..2024-04-30"), "说的是 2024-04-01"),
        (f"2024年3月{TITLE}", "统计.csv", said("2024-04-30"), "说的是截至 2024-04-30"),
    ],
)
def test_a_period_unknown_or_told_two_ways_is_asked_never_guessed(
    title: str, name: str, says: Said | None, word: str, tmp_path: Path
) -> None:
    outcome = brought(tmp_path, title, name=name, says=says)
    assert [word in one and "--speaks-for" in one for one in questions(outcome)] == [True]
    assert not Store(tmp_path).imports()


@pytest.mark.parametrize(
    ("title", "name", "says"),
    [
        (TITLE, "2024年3月.xlsx", None),
        (f"3月{TITLE}", "2024年报表.csv", None),
        (TITLE, "统计.csv", said("2024-03-01..2024-03-31")),
        (f"2024年度{TITLE}", "统计.csv", said("2024-03-01..2024-03-31")),
        (f"2024年3月{TITLE}", "统计.csv", said("2024-03-31")),
    ],
)
def test_the_period_may_stand_in_the_file_name_or_be_said(
    title: str, name: str, says: Said | None, tmp_path: Path
) -> None:
    assert questions(brought(tmp_path, title, name=name, says=says)) == []
    taken = Store(tmp_path).imports()[0]
    assert (taken.first_day, taken.last_day) == (date(2024, 3, 1), date(2024, 3, 31))


def test_a_column_may_name_the_month_of_each_row(tmp_path: Path) -> None:
    table = [[*HEAD, "统计月份"], *rows(1, "2024年1月"), *rows(2, "2024年2月")]
    assert questions(kept(tmp_path, table)) == []
    assert accepted(tmp_path, "2024-02-29").value == "9"


def test_a_file_whose_own_periods_overlap_is_asked_with_both_rows(tmp_path: Path) -> None:
    table = [[*HEAD, "统计月份"], *rows(1, "2024年1月"), *rows(2, "2024年一季度")]
    asked = questions(kept(tmp_path, table))
    assert ["与第2行的 2024-01-01..2024-01-31 重叠" in one for one in asked] == [True]
    assert not Store(tmp_path).imports()
