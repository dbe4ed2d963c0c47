"""What the pages of one indicator share: which row of which plan, on which day."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest

from jixiao.monitoring.gathering import EARLIER
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.registers.store import Store
from jixiao.web import access, evidence
from jixiao.web.pages.plan_page import PlanPage


class IndicatorPage:
    """An indicator as one page needs it: addressed by the numbers of project and row."""

    def __init__(self, here: PlanPage, number: int, row: int, asked: str) -> None:
        self.here, self.number, self.row = here, number, row
        self.project: Project = here.project(number)
        if not 1 <= row <= len(self.project.indicators):
            raise Http404
        self.indicator: Indicator = self.project.indicators[row - 1]
        self.store: Store = access.store(here.member)
        self.day: date = evidence.day_of(here.record.year, asked, back=EARLIER)

    @classmethod
    def of(
        cls, request: HttpRequest, department_id: int, year: int, number: int, row: int
    ) -> IndicatorPage:
        """For anyone of the department, on the day the address asks for."""
        here = PlanPage.of(request, department_id, year)
        return cls(here, number, row, request.GET.get("as_of", ""))

    @classmethod
    def for_editor(
        cls, request: HttpRequest, department_id: int, year: int, number: int, row: int
    ) -> IndicatorPage:
        """For who may change it."""
        here = PlanPage.for_editor(request, department_id, year)
        return cls(here, number, row, request.GET.get("as_of", ""))

    @property
    def is_past(self) -> bool:
        """Whether the day is one of an earlier year, on which this year's forecast may stand."""
        return self.day.year < self.here.record.year

    @property
    def first_day(self) -> date:
        """The earliest day that may be asked for."""
        return date(self.here.record.year - EARLIER, 1, 1)

    @property
    def plan(self) -> Plan:
        """The plan as if it were of the day's year: the same indicator, counted then."""
        plan = self.here.plan
        return plan.model_copy(update={"year": self.day.year}) if self.is_past else plan

    @property
    def address(self) -> tuple[int, int, int, int]:
        """What every address of this indicator begins with."""
        return *self.here.address, self.number, self.row
