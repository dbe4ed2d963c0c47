"""A year's notice: every one since 2008 is whole, and what is taken out of one is missed."""

from __future__ import annotations

import pytest

from jixiao.law.notice import left_out, unnamed
from jixiao.law.packs import national_time

NOTICES = {int(year): (off, on) for year, off, on in national_time().years if int(year) >= 2008}


@pytest.mark.parametrize("year", NOTICES)
def test_the_notices_there_were_are_whole(year: int) -> None:
    # 2015: 中秋节 was a Sunday, and nothing was shifted for it.
    assert unnamed(year, *NOTICES[year]) == (("中秋节",) if year == 2015 else ())
    assert left_out(year, *NOTICES[year]) == ()


@pytest.mark.parametrize("year", NOTICES)
def test_a_holiday_taken_out_is_missed(year: int) -> None:
    off, on = NOTICES[year]
    for name, months in {
        "春节": ("01-2", "02-0", "02-1", "01-3", "02-2"),
        "清明节": ("04-0",),
    }.items():
        assert name in unnamed(year, [day for day in off if not day.startswith(months)], on)
    assert "端午节" in unnamed(year, [day for day in off if day[:2] not in ("05", "06")], on)
    assert "劳动节" in unnamed(
        year, [day for day in off if not day.startswith(("04-2", "04-3", "05"))], on
    )


def test_a_day_taken_out_of_the_middle_is_missed() -> None:
    off, on = NOTICES[2024]
    assert left_out(2024, [day for day in off if day != "02-14"], on) == ("02-14",)
