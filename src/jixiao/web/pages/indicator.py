"""An indicator's page: its value through the year, what it is made of, and the very rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jixiao.acts.kind import kind_of
from jixiao.acts.kinds.reported import REPORTED, subject_of
from jixiao.acts.record import head, on_subject
from jixiao.law.calendar import NoCalendarError
from jixiao.measures.bound import BindingError
from jixiao.measures.catalogue import measures
from jixiao.measures.governing import time_of
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.measures.reporters import reporter_of
from jixiao.measures.tracing import NoTraceError, Table, Trace, trace
from jixiao.plan.money import decimal_of
from jixiao.plan.target import Target
from jixiao.registers.store import Import
from jixiao.web import evidence
from jixiao.web.cells import ShownRows, shown_rows
from jixiao.web.describe import described
from jixiao.web.observed import series
from jixiao.web.pages.bindings import lines_of
from jixiao.web.pages.indicator_page import IndicatorPage
from jixiao.web.pages.register_rows import page_number

SIZE = 25


@dataclass(frozen=True)
class Side:
    """The rows behind one side of a value, a page of them."""

    table: Table
    register: str
    shown: ShownRows
    pages: int

    @property
    def has_numerator(self) -> bool:
        """Whether only some of the rows count."""
        return self.table.counted is not None


def page(
    request: HttpRequest, department_id: int, year: int, number: int, row: int
) -> HttpResponse:
    at = IndicatorPage.of(request, department_id, year, number, row)
    return render(request, "indicator.html", words(request, at))


def words(request: HttpRequest, at: IndicatorPage, **more: Any) -> dict[str, Any]:
    """What the page's template is given."""
    days = evidence.month_ends(at.day.year, at.day)
    seen = series(at.store, at.plan, days, at.project, at.indicator)
    now, known = seen[-1], measures(at.store.folder)
    measure = known.get(at.indicator.measure.id) if at.indicator.measure else None
    acts = on_subject(at.store.record.reading(), subject_of(at.indicator.id))
    told = kind_of(REPORTED).fold(acts)
    line = lines_of(at.here, at.store, at.number)[at.row - 1]
    return {
        "here": at.here, "at": at, "now": now, "series": seen,
        "drawn": _drawn(at.indicator.target, seen), "line": line, "measures": known.values(),
        "described": described(measure, known, time_of(at.plan)) if measure else None,
        "imports": _imports(at, now), "reporter": reporter_of(at.indicator),
        "reports": list(reversed(told)), "report_seen": head(acts) or "", "today": timezone.localdate(),
        "made_up": any(o.made_up for o in seen) or any(t.made_up for t in told),
        "missing": now.status is Status.MISSING, "any_value": any(o.value for o in seen),
        "day_query": f"as_of={at.day.isoformat()}&",
        **_traced(request, at),
    } | more  # fmt: skip


def _imports(at: IndicatorPage, now: Observation) -> list[Import]:
    """The take-ins the value rests on, newest first."""
    wanted = set(now.imports)
    return [one for one in reversed(_readable(at)) if one.sha256 in wanted]


def _readable(at: IndicatorPage) -> tuple[Import, ...]:
    """A register that this indicator does not need is in nobody's way."""
    return at.store.readable()


@dataclass(frozen=True)
class Drawn:
    """What the chart draws beside the values: the target's bounds, where it has the same unit."""

    low: str
    high: str
    unit: str


def _drawn(target: Target, seen: list[Observation]) -> Drawn | None:
    """Nothing where no value is a number."""
    with_value = [o for o in seen if o.value and _is_number(o.value)]
    if not with_value:
        return None
    unit = with_value[-1].unit or ""
    same = target.unit in (None, "", unit)
    bounds = [str(b) if same and b is not None else "" for b in (target.low, target.high)]
    return Drawn(*bounds, unit)


def _is_number(text: str) -> bool:
    return decimal_of(text) is not None and "-" not in text[1:]


def _traced(request: HttpRequest, at: IndicatorPage) -> dict[str, Any]:
    """The trace of a bound indicator, or why there is none."""
    if at.indicator.measure is None:
        return {"trace": None}
    asked = page_number(request)
    try:
        found = trace(at.plan, at.store, at.indicator.id, at.day, page=asked, size=SIZE)
    except (NoTraceError, BindingError, NoCalendarError) as wrong:
        return {"trace": None, "untraced": str(wrong)}
    return {"trace": found, "sides": _sides(at, found), "page": asked}


def _sides(at: IndicatorPage, found: Trace) -> list[Side]:
    imports = {one.sha256: one for one in _readable(at)}
    return [_side(at, table, imports) for table in found.tables]


def _side(at: IndicatorPage, table: Table, imports: dict[str, Import]) -> Side:
    register = at.store.register(table.register)
    names = [column.name for column in table.columns]
    shown = shown_rows(register, names, table.rows, imports, counted=True)
    return Side(table, register.label, shown, max(-(-table.total // SIZE), 1))
