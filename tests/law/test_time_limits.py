"""Time limits and working days: as the notices of each year say, an error where there is no notice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from jixiao.law.calendar import CalendarFileError, NoCalendarError
from jixiao.law.packs import national_time
from jixiao.law.time_limits import UnknownLimitError

TIME = national_time()
DAYS, limit = TIME.calendar(), TIME.limit


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
    assert TIME.calendar(added) is DAYS
    added.write_text('[2027]\noff = ["01-01"]\non = ["01-03"]\n')
    later = TIME.calendar(added)
    assert later.is_working(date(2027, 1, 3)) and not later.is_working(date(2027, 1, 1))
    assert later.ordinal(date(2026, 12, 31)) == DAYS.ordinal(date(2026, 12, 31))


@pytest.mark.parametrize(
    "text", ["[2028]\noff = []\non = []\n", '[2027]\noff = ["1-1"]\n', "x", "[a]\n"]
)
def test_a_calendar_that_cannot_be_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "calendar.toml").write_text(text)
    with pytest.raises(CalendarFileError, match=r"calendar\.toml"):
        TIME.calendar(tmp_path / "calendar.toml")


@pytest.mark.parametrize(
    ("name", "start", "due"),
    [
        ("complaint-acceptance", date(2023, 9, 28), date(2023, 10, 13)),  # over the October holiday
        (
            "complaint-acceptance",
            date(2023, 4, 21),
            date(2023, 5, 4),
        ),  # 23 April and 6 May were worked
        ("case-decision", date(2023, 1, 2), date(2023, 4, 2)),  # an ordinary Sunday moves nothing
        (
            "case-decision",
            date(2026, 3, 21),
            date(2026, 6, 22),
        ),  # 19 June is the Dragon Boat Festival
        ("case-decision", date(2026, 7, 3), date(2026, 10, 8)),  # 1 October
        ("case-decision", date(2026, 7, 5), date(2026, 10, 8)),  # a Saturday inside the holiday
        ("complaint-acceptance", date(2026, 4, 15), date(2026, 4, 24)),  # 令121号 art. 15
        ("complaint-mediation", date(2026, 4, 14), date(2026, 6, 18)),  # 45 working days
        ("complaint-mediation", date(2026, 4, 15), date(2026, 6, 14)),  # 60 days, no weekday
        ("case-closing", date(2026, 9, 24), date(2026, 10, 22)),  # 15 working days, art. 77
        ("food-test-report", date(2023, 1, 13), date(2023, 2, 15)),
    ],
)
def test_the_last_day_that_is_on_time(name: str, start: date, due: date) -> None:
    assert limit(name).due(start, DAYS) == due


def test_extension_and_suspension_move_it() -> None:
    assert limit("case-decision").due(date(2023, 1, 2), DAYS, extended=30, suspended=10) == date(
        2023, 5, 12
    )


def test_the_rule_of_the_day_of_receipt_holds_though_it_was_accepted_under_the_next() -> None:
    one = limit("complaint-mediation")
    old = one.due(date(2026, 4, 20), DAYS, came_in=date(2026, 4, 14))
    new = one.due(date(2026, 4, 20), DAYS, came_in=date(2026, 4, 15))
    assert (old, new) == (date(2026, 6, 25), date(2026, 6, 22))


def test_a_version_may_change_what_is_not_counted_and_may_say_that_there_is_no_limit() -> None:
    old, new = limit("complaint-mediation").versions
    assert "检定" in old.suspension and "检定" not in new.suspension and "鉴定" in new.suspension
    assert limit("report-notice").due(date(2026, 4, 1), DAYS)
    with pytest.raises(UnknownLimitError, match=r"没有时限：.*第三十六条"):
        limit("report-notice").due(date(2026, 4, 15), DAYS)


def test_a_limit_that_runs_into_a_year_without_a_notice_is_not_guessed() -> None:
    with pytest.raises(NoCalendarError, match="没有2027年"):
        limit("case-decision").due(date(2026, 11, 1), DAYS)


@pytest.mark.parametrize(
    ("name", "number", "article"),
    [
        ("complaint-acceptance", 7, "第十五条"),
        ("complaint-mediation", 60, "第二十三条第五项"),
        ("mediation-end-notice", 7, "第二十三条末款"),
        ("report-verification", 15, "程序规定第十八条"),
        ("competence-dispute", 7, "第三十三条"),
        ("complaint-age", 3, "第十六条第四项"),
        ("seizure", 30, "行政强制法第二十五条"),
        ("lead-check", 15, "程序规定第十八条"),
        ("penalty-publication", 20, "第九条"),
        ("penalty-transfer", 10, "第十条"),
        ("penalty-withdrawal", 3, "第十一条"),
    ],
)
def test_what_holds_now_is_as_the_article_says(name: str, number: int, article: str) -> None:
    now = limit(name).version(date(2026, 11, 28))
    assert now and now.number == number and now.verified and article in now.source


def test_the_ninety_days_stop_at_a_handling_decision_of_five_kinds_not_at_the_closing() -> None:
    one = limit("case-decision")
    assert len(one.stops) == 5 and not any("结案" in stop for stop in one.stops)
    assert all(
        word in one.versions[0].suspension for word in ("检疫", "权利人", "责令退还多收价款")
    )


def test_what_there_is_not_is_said() -> None:
    with pytest.raises(UnknownLimitError, match="没有时限“x”；有："):
        limit("x")
    assert len(TIME.limits) >= 35
