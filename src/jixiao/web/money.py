"""A plan's money for its pages: the accounts at the end of the year, and what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from jixiao.acts.act import subject_text
from jixiao.acts.kind import Told
from jixiao.acts.record import head
from jixiao.acts.typed_money import KINDS, Entry, Part, entries_of, subject_of
from jixiao.monitoring.accounts import Money, money_of
from jixiao.monitoring.money import Account, Point, checkpoints, point
from jixiao.plan.model import Project
from jixiao.web import access, monitoring
from jixiao.web.pages.plan_page import PlanPage

#: What can be typed, as the form offers it, with the name of its proof.
PARTS: dict[Part, tuple[str | Promise, str | Promise]] = {
    Part.ADJUSTMENTS: (gettext_lazy("预算调整（减少写负数）"), gettext_lazy("调整文件的文号")),
    Part.PAYMENTS: (gettext_lazy("支付（退款写负数）"), gettext_lazy("支付凭证号")),
    Part.RECEIVED: (gettext_lazy("到位资金"), gettext_lazy("到账凭据")),
    Part.BUDGETS: (gettext_lazy("年初预算数（代替计划所列）"), gettext_lazy("批复文号")),
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
        """Every account at the end of the year."""
        return money_of(self.here.plan, self.store, self.end, self.year)

    @cached_property
    def told(self) -> Sequence[Told]:
        """What people said of the money of all projects."""
        return self.store.record.reading().of_kinds(KINDS)

    def seen(self, project: Project) -> str:
        """The hash of the last act on a project's money: what a form of the page has seen."""
        about = subject_text(subject_of(project.id))
        return head([one for one in self.told if one.act.about == about]) or ""

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
        return tuple(one for one in entries_of(self.told) if one.project == project.id)

    def marks(self, project: Project) -> Iterator[Mark]:
        """The project's money at its own checkpoints, and at the quarters where it has none."""
        own = [day for day, _spending in checkpoints(project, self.year)]
        quarters = [date(self.year, month, day) for month, day in ((3, 31), (6, 30), (9, 30))]
        for day in own or [*quarters, self.end]:
            found = point(project, self.account(project), day, self.year)
            yield Mark(found, day <= self.known_to)
