"""The money of a department's projects side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from jixiao.web import page_memory
from jixiao.web.money import MoneyPage
from jixiao.web.pages.monitoring_page import plainly
from jixiao.web.pages.plan_page import PlanPage


@plainly
def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    return page_memory.page(request, here, "money.html", lambda: _words(MoneyPage(here)))


def _words(at: MoneyPage) -> dict[str, Any]:
    rows = []
    for number, project in enumerate(at.here.plan.projects, 1):
        one = at.account(project)
        rows.append(
            {
                "number": number, "project": project, "account": one, "initial": one.initial(at.end),
                "adjusted": sum((a.amount for a in one.adjustments), start=0),
                "full_year": one.full_year(at.end), "paid": one.paid(at.end),
                "share": one.share(at.end),
            }
        )  # fmt: skip
    made_up = any(one.made_up for one in at.money.accounts.values())
    return {"here": at.here, "at": at, "tab": "money", "rows": rows, "made_up": made_up}
