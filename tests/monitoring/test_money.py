"""Money against plan and time line: specs/monitoring/money.yml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.monitoring.money import Account, Amount, point, timeline
from tests.monitoring.cases import account, cases, project


@pytest.mark.parametrize("case", cases("money"), ids=lambda c: c["name"])
def test_case(case: dict[str, Any]) -> None:
    money, on = account(case["given"]), case["day"]
    at = point(project(case["given"]), money, on, 2023)
    seen = {
        "年初预算数": money.initial(on),
        "全年预算数": money.full_year(on),
        "累计支付": at.paid,
        "执行率": at.share,
        "评价口径执行率": money.received_share(on),
        "计划": at.planned,
        "序时": at.timeline,
        "差": at.gap,
    }
    for name, value in case.get("gives", {}).items():
        assert seen[name] == (None if value is None else Decimal(value)), name
    assert [f.rule for f in money.findings(on)] == case.get("finds", [])


def test_the_time_line_counts_whole_months() -> None:
    assert timeline(date(2023, 10, 31)) == Decimal("83.33")
    assert timeline(date(2023, 10, 30)) == Decimal("75.00")
    assert timeline(date(2024, 2, 29)) == Decimal("16.67")


_PAYMENTS = st.lists(
    st.tuples(st.dates(date(2023, 1, 1), date(2023, 12, 31)), st.decimals(0, 999, places=2)),
    max_size=8,
)


@given(_PAYMENTS, st.dates(date(2023, 1, 1), date(2023, 12, 31)))
def test_without_refunds_what_is_paid_never_falls(rows: list[Any], on: date) -> None:
    payments = tuple(Amount(day, amount) for day, amount in rows)
    money = Account("甲", "万元", (Amount(date(2023, 1, 1), Decimal(100)),), payments=payments)
    before, after = money.paid(on), money.paid(date(2023, 12, 31))
    assert before is not None and after is not None and 0 <= before <= after
    assert after == sum((p.amount for p in payments), Decimal(0))
