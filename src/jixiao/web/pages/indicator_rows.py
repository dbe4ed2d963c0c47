"""All rows behind a value as a file: csv as it is read, xlsx where it fits; named as simulated where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from jixiao.law.calendar import NoCalendarError
from jixiao.measures.bound import BindingError
from jixiao.measures.export import export
from jixiao.measures.gaps import MADE_UP
from jixiao.measures.tracing import NoTraceError, every_row, plain_value, trace
from jixiao.web.csv_lines import csv_lines
from jixiao.web.observed import series
from jixiao.web.pages import errors
from jixiao.web.pages.indicator_page import IndicatorPage
from jixiao.web.pages.register import XLSX

#: A workbook is made in the server's own memory; csv goes out row by row, however long.
MOST_IN_A_WORKBOOK = 100_000


def file(
    request: HttpRequest, department_id: int, year: int, number: int, row: int, ending: str
) -> HttpResponseBase:
    at = IndicatorPage.of(request, department_id, year, number, row)
    if ending not in ("csv", "xlsx"):
        raise Http404
    try:
        count = _count(at)
    except (NoTraceError, BindingError, NoCalendarError) as nothing:
        raise Http404 from nothing
    if ending == "xlsx" and count > MOST_IN_A_WORKBOOK:
        told = _("共 %(count)s 行，超过 Excel 导出的上限 %(most)s 行；请改为导出 csv，一行不少。")
        return errors.cannot(request, told % {"count": count, "most": MOST_IN_A_WORKBOOK})
    answer = _answer(at, ending)
    answer.headers["Content-Disposition"] = content_disposition_header(True, _name(at, ending))
    return answer


def _count(at: IndicatorPage) -> int:
    found = trace(at.plan, at.store, at.indicator.id, at.day, size=1)
    return max((table.total for table in found.tables), default=0)


def _answer(at: IndicatorPage, ending: str) -> HttpResponseBase:
    if ending == "csv":
        return StreamingHttpResponse(_lines(at), content_type="text/csv; charset=utf-8")
    data = export(at.plan, at.store, at.indicator.id, at.day, ending)
    return HttpResponse(data, content_type=XLSX)


def _lines(at: IndicatorPage) -> Iterator[str]:
    return csv_lines(_rows(at))


def _rows(at: IndicatorPage) -> Iterator[list[Any]]:
    for headings, rows in every_row(at.plan, at.store, at.indicator.id, at.day):
        yield list(headings)
        for row in rows:
            yield [_cell(value) for value in row]


def _cell(value: Any) -> Any:
    """Yes and no in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return plain_value(value)


def _name(at: IndicatorPage, ending: str) -> str:
    """The mark of simulated data comes first: a file leaves its page behind."""
    now = series(at.store, at.plan, [at.day], at.project, at.indicator)[0]
    words = {"indicator": at.indicator.name, "day": at.day.isoformat()}
    named = _("%(indicator)s-%(day)s-原始行") % words
    return f"{MADE_UP}-{named}.{ending}" if now.made_up else f"{named}.{ending}"
