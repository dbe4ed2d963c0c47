"""Time limits and working days: as the notices of each year say, an error where there is no notice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from jixiao.law.calendar import CalendarFileError, NoCalendarError, working_days
from jixiao.law.time_limits import UnknownLimitError, limit, limits

DAYS = working_days()


def test_every_day_of_23_years_is_as_the_notices_say() -> None:
    day, wrong = date(2004, 1, 1), []
    while day.year <= 2026:
        if DAYS.is_working(day) != chinese_calendar.is_workday(day):
            wrong.append(day)
        day += timedelta(days=1)
    assert not wrong


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2027, 1, 1)])
def test_a_year_without_a_notice_is_an_error_that_says_so(day: date) -> None:
    with pytest.raises(NoCalendarError, match=f"没有{day.year}年的节假日安排"):
        DAYS.is_working(day)
    with pytest.raises(NoCalendarError):
        DAYS.after(date(2026, 12, 30), 5)


def test_a_department_adds_the_next_year(tmp_path: Path) -> None:
    added = tmp_path / "calendar.toml"
    assert working_days(added) is DAYS
    added.write_text('[2027]\noff = ["01-01"]\non = ["01-03"]\n')
    later = working_days(added)
    assert later.is_working(date(2027, 1, 3)) and not later.is_working(date(2027, 1, 1))
    assert later.ordinal(date(2026, 12, 31)) == DAYS.ordinal(date(2026, 12, 31))


@pytest.mark.parametrize(
    "text", ["[2028]\noff = []\non = []\n", '[2027]\noff = ["1-1"]\n', "x", "[a]\n"]
)
def test_a_calendar_that_cannot_be_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "calendar.toml").write_text(text)
    with pytest.raises(CalendarFileError, match=r"calendar\.toml"):
        working_days(tmp_path / "calendar.toml")


@pytest.mark.parametrize(
    ("name", "start", "due"),
    [
        ("complaint-acceptance", date(2023, 9, 28), date(2023, 10, 13)),  # over the October holiday
        (
            "complaint-acceptance",
            date(2023, 4, 21),
            date(2023, 5, 4),
        ),  # 23 April and 6 May were worked
        ("case-decision", date(2023, 1, 2), date(2023, 4, 2)),  # calendar days, holidays and all
        ("food-test-report", date(2023, 1, 13), date(2023, 2, 15)),
    ],
)
def test_the_last_day_that_is_on_time(name: str, start: date, due: date) -> None:
    assert limit(name).due(start, DAYS) == due


def test_extension_and_suspension_move_it() -> None:
    assert limit("case-decision").due(date(2023, 1, 2), DAYS, extended=30, suspended=10) == date(
        2023, 5, 12
    )


def test_the_rule_of_the_day_of_receipt_holds() -> None:
    one = limit("complaint-acceptance")
    assert one.due(date(2026, 4, 14), DAYS)
    with pytest.raises(UnknownLimitError, match="没有核实的天数"):
        one.due(date(2026, 4, 15), DAYS)


def test_what_there_is_not_is_said() -> None:
    with pytest.raises(UnknownLimitError, match="没有时限“x”；有："):
        limit("x")
    assert len(limits()) >= 35
