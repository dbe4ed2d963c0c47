"""The plan of spending (资金支出计划) as rules see it: points of the year in order."""

from __future__ import annotations

from jixiao.findings.finding import Where
from jixiao.plan.model import Spending
from jixiao.review.examination import Sheet

_LAST_DAYS = set(
    "01-31 02-28 02-29 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31".split()
)


def points_of(sheet: Sheet) -> list[Spending]:
    """The points of the plan of spending in the order of the year."""
    return sorted(sheet.project.spending_plan, key=lambda s: s.by)


def at(sheet: Sheet, by: str) -> Where:
    """The place of one point."""
    return sheet.at(f"spending_plan.{by}")


def month_of(by: str) -> str:
    """``10-31`` as the form's heading has it: 10月底; a day inside a month: 4月15日."""
    month, day = by.split("-")
    return f"{int(month)}月底" if by in _LAST_DAYS else f"{int(month)}月{int(day)}日"
