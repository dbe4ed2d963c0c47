"""What the pages of monitoring share: the plan, the evidence, the day looked at, and the report of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jixiao.monitoring.records import Records
from jixiao.monitoring.report import Report, Watched
from jixiao.plan.json import dumps
from jixiao.plan.model import Plan, Project
from jixiao.registers.seals import BrokenStoreError
from jixiao.web import access, evidence, monitoring
from jixiao.web.house import days
from jixiao.web.models import Membership
from jixiao.web.monitoring import CannotMonitorError, Day
from jixiao.web.pages import errors
from jixiao.web.pages.plan_page import PlanPage

View = Callable[..., HttpResponse]
May = Callable[[HttpRequest, int], Membership]


def plainly(view: View) -> View:
    """A page of monitoring; what stands in the way of its report is answered in words."""

    @wraps(view)
    def shown(request: HttpRequest, *told: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *told, **named)
        except CannotMonitorError as wrong:
            return errors.cannot(request, str(wrong))

    return shown


class MonitoringPage:
    """A plan on a day: the day asked for, else the latest checkpoint the evidence speaks for."""

    def __init__(self, here: PlanPage, asked: str = "") -> None:
        self.here, self.store = here, access.store(here.member)
        self.year: int = here.record.year
        self.latest = monitoring.latest(self.store, self.year)
        self.days: list[Day] = monitoring.days_of(here.plan, self.year)
        self.asked = asked.strip()
        self.day: date = self._day()
        self._only: int | None = None
        self._broken = ""

    @classmethod
    def of(
        cls, request: HttpRequest, department_id: int, year: int, may: May = access.membership
    ) -> MonitoringPage:
        """For whom ``may`` lets in, on the day the address or the form asks for."""
        member = may(request, department_id)
        record = access.plan_record(member, year)
        asked = request.POST.get("as_of") or request.GET.get("as_of", "")
        return cls(PlanPage(member, record, record.head), asked)

    def _day(self) -> date:
        usual = monitoring.usual_day(self.days, self.latest)
        wanted = _date(self.asked) or usual
        return min(max(wanted, date(self.year, 1, 1)), date(self.year, 12, 31))

    @property
    def notes(self) -> list[str]:
        """What a reader must know of the day: it was not understood, or the evidence ends before it."""
        found = []
        if self.asked and self.day.isoformat() != self.asked:
            told = _("“%(asked)s”不是%(year)s年的日期；下面是截至 %(day)s 的情况。")
            found.append(told % {"asked": self.asked[:20], "year": self.year, "day": self.day})
        spoken = self.spoken
        if spoken is None and not self.store.readable():
            found.append(_("还没有台账入库：下面只有计划，实际的都是缺。"))
        elif spoken is not None and spoken < self.day:
            told = _("台账只说到 %(spoken)s；那以后没有数据，不等于没有发生。")
            found.append(told % {"spoken": spoken})
        if self._broken:
            told = _(
                "别的项目要用的台账与入库时不一致（%(broken)s）；下面只看本项目，别的项目没有算。"
            )
            found.append(told % {"broken": self._broken})
        return found

    @cached_property
    def spoken(self) -> date | None:
        """The last day the evidence speaks for."""
        return monitoring.spoken_for(self.store)

    @cached_property
    def any_made_up(self) -> bool:
        """Whether any take-in is simulated: where figures are told without their report."""
        return any(map(evidence.is_made_up, self.store.readable()))

    @cached_property
    def report(self) -> Report:
        """The report of the day; of one project alone, where only the others' evidence is broken."""
        content = self.here.version.content
        try:
            return monitoring.report(self.store, content, self.day)
        except BrokenStoreError as wrong:
            if self._only is None:
                raise
            made = monitoring.report(self.store, alone(self.here.plan, self._only), self.day)
            self._broken = f"{wrong.about}：{wrong.fault}"
            return made

    @cached_property
    def records(self) -> Records:
        """What people decided, and what is to be mended."""
        return monitoring.records(self.store)

    @property
    def query(self) -> str:
        """The day, for addresses."""
        return f"?as_of={self.day.isoformat()}"

    def watched(self, number: int) -> Watched:
        """The project of that number, or 404."""
        self.here.project(number)
        self._only = number
        return self.report.projects[number - 1]


def alone(plan: Plan, number: int) -> str:
    """A plan in which no other project than this computes anything from evidence."""
    own = plan.projects[number - 1]
    projects = tuple(one if one is own else _bare(one) for one in plan.projects)
    return dumps(plan.model_copy(update={"projects": projects}))


def _bare(project: Project) -> Project:
    rows = (row.model_copy(update={"measure": None}) for row in project.indicators)
    return project.model_copy(update={"indicators": tuple(rows)})


def _date(text: str) -> date | None:
    return days.day_in(text)
