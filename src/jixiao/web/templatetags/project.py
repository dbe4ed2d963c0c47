"""What stands above every page of a project: which one, the ones beside it, and its strip of tabs."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy

from jixiao.web.pages.plan_page import PlanPage

register = template.Library()

#: The pages of a project in the order of the year, by the names of their addresses.
TABS = (
    ("project", gettext_lazy("绩效目标表")),
    ("money-project", gettext_lazy("资金")),
    ("monitoring-project", gettext_lazy("监控与预测")),
    ("score", gettext_lazy("计分")),
    ("self-evaluation", gettext_lazy("自评表")),
)
#: Those that look at one day, which goes along from one to the next.
_OF_A_DAY = ("monitoring-project",)


@register.inclusion_tag("project_head.html")
def project_head(here: PlanPage, number: int, view: str, query: str = "") -> dict[str, Any]:
    """``view``: the tab one stands on. ``query``: the day looked at, for the pages of a day."""
    project, last = here.project(number), len(here.plan.projects)

    def address(name: str, of: int) -> str:
        asked = query if name in _OF_A_DAY else ""
        return reverse(name, args=[*here.address, of]) + asked

    return {
        "name": project.short_name or project.name, "number": number, "last": last,
        "projects": reverse("department", args=here.address) + "#projects",
        "tabs": [(label, address(name, number), name == view) for name, label in TABS],
        "previous": address(view, number - 1) if number > 1 else "",
        "following": address(view, number + 1) if number < last else "",
    }  # fmt: skip
