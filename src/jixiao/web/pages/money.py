"""The money of a department's projects side by side, added up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.monitoring.money import Account
from jixiao.plan.model import Project
from jixiao.web import page_memory
from jixiao.web.house.listing import Column, Listing
from jixiao.web.money import MoneyPage
from jixiao.web.pages.monitoring_page import plainly
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.templatetags.monitoring import percent


@dataclass(frozen=True)
class Row:
    """A project's money up to a day, in the unit of its account."""

    number: int
    project: Project
    account: Account
    end: date

    @property
    def name(self) -> str:
        """Its short name."""
        return self.project.short_name or self.project.name

    @property
    def adjusted(self) -> Decimal | None:
        """Its adjustments together; without any, none."""
        few = [one.amount for one in self.account.adjustments]
        return sum(few, Decimal(0)) if few else None


@plainly
def page(request: HttpRequest, department_id: int, year: int) -> HttpResponseBase:
    here = PlanPage.of(request, department_id, year)
    return page_memory.listed(request, here, "money.html", lambda: _words(request, MoneyPage(here)))


def _words(request: HttpRequest, at: MoneyPage) -> dict[str, Any]:
    rows = [
        Row(number, project, at.account(project), at.end)
        for number, project in enumerate(at.here.plan.projects, 1)
    ]
    made_up = any(one.made_up for one in at.money.accounts.values())
    listing = _listing(request, at.here, rows)
    return {"here": at.here, "at": at, "listing": listing, "made_up": made_up}


def _listing(request: HttpRequest, here: PlanPage, rows: list[Row]) -> Listing[Row]:
    """With totals where all amounts are in one unit."""
    units = {row.account.unit for row in rows}
    summed, lack = len(units) == 1, gettext_lazy("缺")
    columns = (
        Column[Row](
            "name", gettext_lazy("项目"), lambda row: row.name,
            leads=lambda row: reverse("money-project", args=(*here.address, row.number)),
        ),
        Column[Row]("number", gettext_lazy("序号"), lambda row: row.number, number=True, aside=True),
        Column[Row]("unit", gettext_lazy("单位"), lambda row: row.account.unit, aside=True),
        Column[Row](
            "initial", gettext_lazy("年初预算数"), lambda row: row.account.initial(row.end),
            number=True, total=summed, lack=lack, aside=True,
        ),
        Column[Row](
            "adjusted", gettext_lazy("调整"), lambda row: row.adjusted, number=True, total=summed,
            aside=True,
        ),
        Column[Row](
            "full-year", gettext_lazy("全年预算数"), lambda row: row.account.full_year(row.end),
            number=True, total=summed, lack=lack,
        ),
        Column[Row](
            "paid", gettext_lazy("已支付"), lambda row: row.account.paid(row.end), number=True,
            total=summed, lack=lack,
        ),
        Column[Row](
            "share", gettext_lazy("执行率（自评口径）"), lambda row: row.account.share(row.end),
            lambda row: percent(row.account.share(row.end)), number=True,
        ),
    )  # fmt: skip
    name = _("%(name)s%(year)s年项目资金") % {
        "name": here.department.name,
        "year": here.record.year,
    }
    return Listing(request, rows, columns, name)
