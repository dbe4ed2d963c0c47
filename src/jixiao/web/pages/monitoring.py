"""Double monitoring of a department on a day: money, goals, warnings, what is likely at the year's end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jixiao.law.monitoring import Outcome, Possibility
from jixiao.measures.values import in_unit
from jixiao.monitoring.money import rate, timeline
from jixiao.monitoring.report import Report, Watched
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.plan.money import half_up
from jixiao.web import monitoring_warnings, page_memory
from jixiao.web.house.parts import part
from jixiao.web.marks import numbered
from jixiao.web.monitoring_warnings import ShownWarning
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly
from jixiao.web.pages.monitoring_project import Typed
from jixiao.web.pages.plan_page import Count, PlanPage

FILTERS = ("level", "open")
UNIT = "万元"
#: So many projects, and so many warnings, a page shows at once.
MOST_PROJECTS, MOST_WARNINGS = 100, 100


@dataclass(frozen=True)
class Bar:
    """A project's money as a bar: paid, with marks where its plan and the time line stand."""

    paid: str
    planned: str
    timeline: str

    @classmethod
    def of(cls, sheet: Sheet) -> Bar:
        """In percent of the bar's length; empty where unknown."""
        now = sheet.point
        return cls(*(_at(v) for v in (now.share, now.planned, now.timeline)))


def _at(percent: Decimal | None) -> str:
    return "" if percent is None else f"{min(max(percent, Decimal(0)), Decimal(100)):.1f}"


@dataclass(frozen=True)
class Chance:
    """How many indicators are likely to be met; of ``possibility`` none, nobody can tell."""

    possibility: Possibility | None
    number: int


@dataclass(frozen=True)
class ProjectLine:
    """A project in the list."""

    number: int
    sheet: Sheet
    bar: Bar
    chances: list[Chance]
    confirmed: int
    warned: list[Count]

    @property
    def full_year(self) -> Decimal | None:
        """Its budget with every adjustment."""
        return self.sheet.account.full_year(self.sheet.as_of)

    @property
    def other_unit(self) -> str:
        """Its money unit, where it is not the column's."""
        unit = self.sheet.account.unit
        return "" if unit == UNIT else unit

    @property
    def initial(self) -> Decimal | None:
        """Its budget at the start."""
        return self.sheet.account.initial(self.sheet.as_of)

    @property
    def received_share(self) -> Decimal | None:
        """The execution rate of the evaluation frame."""
        return self.sheet.account.received_share(self.sheet.as_of)


@dataclass(frozen=True)
class Total:
    """The projects whose money is known, in 万元; ``unknown`` counts the others.

    ``planned``: the plans together, weighed by budget, of those that have one for the day;
    ``unplanned`` counts the others.
    """

    paid: Decimal
    full_year: Decimal
    planned: Decimal | None
    timeline: Decimal
    known: int
    unknown: int
    unplanned: int

    @property
    def share(self) -> Decimal | None:
        """Paid of the full-year budget, in percent."""
        return rate(self.paid, self.full_year)


@plainly
def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here, asked = PlanPage.of(request, department_id, year), request.GET.get("as_of", "")
    return page_memory.page(
        request, here, "monitoring.html", lambda: words(request, MonitoringPage(here, asked))
    )


def words(request: HttpRequest, at: MonitoringPage, typed: Typed | None = None) -> dict[str, Any]:
    """What the page's template is given."""
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    warned = monitoring_warnings.shown(at.report, at.records)
    listed = [one for one in warned if _fits(one, asked)]
    ordered = sorted(listed, key=monitoring_warnings.order)
    some = part(request, ordered, MOST_WARNINGS, "warnings")
    projects = part(request, list(enumerate(at.report.projects, 1)), MOST_PROJECTS)
    lines = [line for one in at.report.projects for line in one.sheet.lines]
    matters = [m for m in at.records.matters if m.year == at.year and m.is_open]
    return {
        "here": at.here, "at": at, "asked": asked, "total": total(at.report),
        "counts": monitoring_warnings.counts(warned), "open": sum(one.is_open for one in warned),
        "undecided_counts": _undecided(warned),
        "groups": monitoring_warnings.groups(some.shown, listed), "listed": len(listed),
        "some": some, "watched": projects,
        "projects": _projects(at, projects.shown, warned), "chances": chances(lines), "indicators": len(lines),
        "confirmed": sum(_confirmed(at, line) for line in lines),
        "matters": matters, "overdue": sum(m.overdue(timezone.localdate()) for m in matters),
        "findings": part(request, numbered(at.report.findings), MOST_WARNINGS, "findings"),
        "made_up": at.report.made_up,
        "typed": typed or Typed(), "outcomes": list(Outcome),
    }  # fmt: skip


def _undecided(warned: list[ShownWarning]) -> list[tuple[Count, int]]:
    """By level: how many there are, and on how many nobody has decided."""
    every = monitoring_warnings.counts(warned)
    undecided = monitoring_warnings.counts(one for one in warned if one.is_open)
    return [(count, left.number) for count, left in zip(every, undecided, strict=True)]


def _fits(one: ShownWarning, asked: dict[str, str]) -> bool:
    right = asked["level"] in ("", one.warning.level.value)
    return right and (not asked["open"] or one.is_open)


def _confirmed(at: MonitoringPage, line: Line) -> bool:
    """Whether a person confirmed a possibility on this very day's figures."""
    found = at.report.decisions.possibility(line.indicator.id, at.day)
    return found is not None and found.on == at.day


def _projects(
    at: MonitoringPage, some: Sequence[tuple[int, Watched]], warned: list[ShownWarning]
) -> list[ProjectLine]:
    own = defaultdict(list)
    for one in warned:
        own[one.number].append(one)
    return [
        ProjectLine(
            number,
            one.sheet,
            Bar.of(one.sheet),
            chances(list(one.sheet.lines)),
            sum(_confirmed(at, line) for line in one.sheet.lines),
            monitoring_warnings.counts(own[number]),
        )
        for number, one in some
    ]


def chances(lines: list[Line]) -> list[Chance]:
    """What is proposed for the indicators, and for how many nothing is."""
    found = Counter(line.forecast.possibility for line in lines)
    return [Chance(one, found[one]) for one in (*Possibility, None)]


def total(report: Report) -> Total:
    """The money of all projects together, those left out counted."""
    known = [one for one in report.projects if _known(one)]
    paid = sum((_in_ten_thousands(o.sheet, o.sheet.point.paid) for o in known), Decimal(0))
    whole = sum((_budget(o.sheet) for o in known), Decimal(0))
    planned = [o.sheet for o in known if o.sheet.point.planned is not None]
    return Total(
        paid, whole, _planned(planned), timeline(report.as_of), len(known),
        len(report.projects) - len(known), len(known) - len(planned),
    )  # fmt: skip


def _known(one: Watched) -> bool:
    return one.sheet.point.share is not None


def _planned(sheets: list[Sheet]) -> Decimal | None:
    whole = sum((_budget(s) for s in sheets), Decimal(0))
    if not whole:
        return None
    return half_up(sum((_budget(s) * (s.point.planned or 0) for s in sheets), Decimal(0)) / whole)


def _budget(sheet: Sheet) -> Decimal:
    return _in_ten_thousands(sheet, sheet.account.full_year(sheet.as_of))


def _in_ten_thousands(sheet: Sheet, amount: Decimal | None) -> Decimal:
    return in_unit(amount or Decimal(0), sheet.account.unit, UNIT)[0]
