"""A day is read the same way in every box."""

from __future__ import annotations

from datetime import date

import pytest

from jixiao.web.house.days import day_in


@pytest.mark.parametrize(
    "typed",
    [
        "2023-06-30",
        "2023/6/30",
        "2023.6.30",
        "2023年6月30日",
        "2023 年 6 月 30 日",
        "20230630",
        "２０２３－０６－３０",
    ],
)
def test_as_people_write_it(typed: str) -> None:
    assert day_in(typed) == date(2023, 6, 30)


@pytest.mark.parametrize(
    "typed",
    ["", "2023-06", "6月30日", "2023-06-31", "30/06/2023", "2023-6-30x", "９９９９９９９９９"],
)
def test_what_is_no_whole_day_is_none(typed: str) -> None:
    assert day_in(typed) is None
