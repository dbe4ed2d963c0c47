"""Progress by kind of target: specs/monitoring/progress.yml, and its laws."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.monitoring.progress import Nature, meets, progress_of
from jixiao.plan.money import plain
from jixiao.plan.target_grammar import parse_target
from tests.monitoring.cases import cases

_DAY = date(2023, 6, 30)
_NUMBERS = st.decimals(-10, 100000, places=2)
_TARGETS = st.sampled_from(
    [
        "≥100个",
        "≤19.84万元",
        "≥95%",
        "≤5%",
        "100%",
        "0次",
        "1套",
        "3-5个",
        "＞10次",
        "＜3次",
        "比上年下降5%",
    ]
)


@pytest.mark.parametrize("case", cases("progress"), ids=lambda c: c["name"])
def test_case(case: dict[str, Any]) -> None:
    target = parse_target(case["target"], case.get("indicator", ""), case.get("type", ""))
    baseline = case.get("baseline")
    seen = progress_of(
        target,
        case["value"],
        case["day"],
        2023,
        nature=Nature.STANDING if baseline else None,
        baseline=Decimal(baseline) if baseline else None,
    )
    percent = case["percent"]
    assert seen.percent == (None if percent is None else Decimal(percent)), seen.why
    assert seen.met is case["met"]
    assert seen.exceeded is case.get("exceeded", False)


@given(_TARGETS, _NUMBERS)
def test_progress_is_a_percentage_and_a_hundred_only_when_met(raw: str, number: Decimal) -> None:
    seen = progress_of(parse_target(raw, "", "数量指标"), plain(number), _DAY, 2023)
    if seen.percent is not None:
        assert 0 <= seen.percent <= 100
        assert (seen.percent == 100) == bool(seen.met)


@given(st.sampled_from(["≥100个", "≥95%", "＞10次"]), _NUMBERS, _NUMBERS)
def test_more_is_never_less_where_higher_is_better(raw: str, one: Decimal, other: Decimal) -> None:
    target = parse_target(raw, "", "")
    low, high = sorted((one, other))
    first, second = (progress_of(target, plain(n), _DAY, 2023).percent for n in (low, high))
    if first is not None and second is not None:
        assert first <= second


@given(st.sampled_from(["≤19.84万元", "≤5%", "0次"]), _NUMBERS, _NUMBERS)
def test_more_is_never_better_where_lower_is_better(raw: str, one: Decimal, other: Decimal) -> None:
    target = parse_target(raw, "重大案件发生次数", "")
    low, high = sorted((one, other))
    first, second = (progress_of(target, plain(n), _DAY, 2023).percent for n in (low, high))
    if first is not None and second is not None:
        assert first >= second


def test_words_meet_nothing() -> None:
    assert meets(parse_target("有效提升", "", ""), Decimal(5)) is None
