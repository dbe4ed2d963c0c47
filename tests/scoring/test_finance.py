"""Finance's own grade beside the department's: what the points become."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.law.packs import pack
from jixiao.scoring.actuals import ActualsError
from jixiao.scoring.finance import finance_grade

TOTAL = Decimal("92.00")


@pytest.mark.parametrize(
    ("grade", "points"), [("优", "92.00"), ("良", "82.80"), ("中", "73.60"), ("差", "64.40")]
)
def test_each_grade_lower_takes_its_factor(grade: str, points: str) -> None:
    made = finance_grade("p", grade, TOTAL, "优", pack("sichuan-2025"))
    assert made and str(made.points) == points


def test_a_higher_grade_changes_nothing_and_an_open_one_cannot_be_compared() -> None:
    one = pack("sichuan-2025")
    higher, still_open = (finance_grade("p", "优", TOTAL, own, one) for own in ("中", None))
    assert higher and (higher.factor, higher.points) == (None, TOTAL)
    assert still_open and still_open.points is None
    assert finance_grade("p", None, TOTAL, "优", one) is None


def test_a_place_without_such_a_rule_says_so() -> None:
    made = finance_grade("p", "差", TOTAL, "优", pack("hebei"))
    assert made and made.points == TOTAL and "没有规定" in made.why


def test_a_grade_nobody_knows_is_refused() -> None:
    with pytest.raises(ActualsError, match="优、良、中、差"):
        finance_grade("p", "甲", TOTAL, "优", pack("sichuan-2025"))
