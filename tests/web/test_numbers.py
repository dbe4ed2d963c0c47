"""Numbers of addresses and forms: what is no such number is said to be none, and stores nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.web.house import numbers
from jixiao.web.models import PlanRecord
from tests.web import hostile
from tests.web.conftest import Bureau
from tests.web.test_intake import taken

LONG = "9" * 5000


@given(st.text(max_size=20) | st.integers().map(str))
def test_a_number_is_within_its_bounds_or_none(text: str) -> None:
    found = numbers.whole(text, 3, 80)
    assert found is None or (3 <= found <= 80 and int(text) == found)
    a_year = numbers.year(text)
    assert a_year is None or 1990 <= a_year <= 2100


@pytest.mark.parametrize(
    "typed", ["0202399", "202399", "23", "２０２３", "1989", "2101", "-2023", "2023.0", LONG, ""]
)
def test_a_plan_is_not_stored_under_what_is_no_year(bureau: Bureau, typed: str) -> None:
    plan = bureau.plan.model_copy(update={"year": None})
    intake = taken(bureau, hostile.of_plan(plan, "docx"))
    before = list(PlanRecord.objects.values_list("year", flat=True))
    answer = bureau.client("clerk").post(
        bureau.place(f"intake/{intake.pk}/confirm/"), {"year": typed}
    )
    assert answer.status_code < 500
    assert list(PlanRecord.objects.values_list("year", flat=True)) in (before, [2023])


@pytest.mark.parametrize("year", ["0202399", "202399", "1989", "2101", "99999", LONG])
def test_an_address_with_such_a_year_is_none(bureau: Bureau, year: str) -> None:
    assert bureau.client("clerk").get(bureau.place(f"{year}/")).status_code == 404


def test_a_plan_of_a_far_year_does_not_stand_before_all_others(bureau: Bureau) -> None:
    far = PlanRecord.objects.create(department=bureau.department, year=2099)
    assert bureau.department.newest == bureau.record
    assert far in bureau.department.plans.all()


@pytest.mark.parametrize("page", [LONG, "-1", "0", "１", "x", ""])
def test_a_page_number_of_any_kind_is_answered(bureau: Bureau, page: str) -> None:
    path = bureau.place("registers/penalty_cases/rows/")
    assert bureau.client("clerk").get(path, {"page": page}).status_code in (200, 404)
