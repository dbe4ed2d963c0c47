"""A plan's money for its pages: the accounts at the end of the year, and what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.monitoring.accounts import FILE, Money, MoneyFileError, money_of
from jixiao.monitoring.money import Account, Point, checkpoints, point
from jixiao.monitoring.money_typed import Entry, entries
from jixiao.plan.model import Project
from jixiao.web import access, monitoring
from jixiao.web.monitoring import CannotMonitorError
from jixiao.web.pages.plan_page import PlanPage

#: What can be typed, as the form offers it, with the name of its proof.
KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "adjustments": (gettext_lazy("预算调整（减少写负数）"), gettext_lazy("调整文件的文号")),
    "payments": (gettext_lazy("支付（退款写负数）"), gettext_lazy("支付凭证号")),
    "received": (gettext_lazy("到位资金"), gettext_lazy("到账凭据")),
    "budgets": (gettext_lazy("年初预算数（代替计划所列）"), gettext_lazy("批复文号")),
}


@dataclass(frozen=True)
class Mark:
    """One checkpoint of a project's money; ``past`` says whether anything is known of it yet."""

    at: Point
    past: bool


class MoneyPage:
    """The money of a plan, from register and typed entries."""

    def __init__(self, here: PlanPage) -> None:
        self.here, self.store = here, access.store(here.member)
        self.year: int = here.record.year
        self.end = date(self.year, 12, 31)

    @cached_property
    def money(self) -> Money:
        """Every account at the end of the year.

        Raises:
            CannotMonitorError: what was typed cannot be taken.
        """
        try:
            return money_of(self.here.plan, self.store, self.end, self.year)
        except MoneyFileError as wrong:
            raise unreadable(wrong) from wrong

    @property
    def from_register(self) -> bool:
        """Whether the register of payments speaks, and typed payments do not."""
        return bool(self.store.imports("payments"))

    @cached_property
    def known_to(self) -> date:
        """The last day anything is known of: as far as the register speaks, else today."""
        spoken = monitoring.spoken_for(self.store) if self.from_register else None
        return min(spoken or timezone.localdate(), self.end)

    def account(self, project: Project) -> Account:
        """A project's account."""
        return self.money.accounts[project.id]

    def entries(self, project: Project) -> tuple[Entry, ...]:
        """What was typed for a project, in order."""
        try:
            return entries(self.store, project.id)
        except MoneyFileError as wrong:
            raise unreadable(wrong) from wrong

    def marks(self, project: Project) -> Iterator[Mark]:
        """The project's money at its own checkpoints, and at the quarters where it has none."""
        own = [day for day, _spending in checkpoints(project, self.year)]
        quarters = [date(self.year, month, day) for month, day in ((3, 31), (6, 30), (9, 30))]
        for day in own or [*quarters, self.end]:
            found = point(project, self.account(project), day, self.year)
            yield Mark(found, day <= self.known_to)


def unreadable(wrong: MoneyFileError) -> CannotMonitorError:
    """What stands in the way, in words."""
    told = _("资金的填报（%(file)s，%(place)s）有错：%(text)s。请改正后再看。")
    return CannotMonitorError(told % {"file": FILE, "place": wrong.place, "text": wrong})
