"""All rows behind a value as a file: csv or xlsx, named as simulated where it is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from jixiao.law.calendar import NoCalendarError
from jixiao.measures.bound import BindingError
from jixiao.measures.export import TooManyRowsError, export
from jixiao.measures.gaps import MADE_UP
from jixiao.measures.tracing import NoTraceError
from jixiao.web import evidence
from jixiao.web.pages import errors
from jixiao.web.pages.indicator_page import IndicatorPage

_ENDINGS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file(
    request: HttpRequest, department_id: int, year: int, number: int, row: int, ending: str
) -> HttpResponse:
    at = IndicatorPage.of(request, department_id, year, number, row)
    if ending not in _ENDINGS:
        raise Http404
    try:
        data = export(at.here.plan, at.store, at.indicator.id, at.day, ending)
    except (NoTraceError, BindingError, NoCalendarError) as nothing:
        raise Http404 from nothing
    except TooManyRowsError as many:
        return errors.unavailable(request, str(many))
    answer = HttpResponse(data, content_type=_ENDINGS[ending])
    answer.headers["Content-Disposition"] = content_disposition_header(True, _name(at, ending))
    return answer


def _name(at: IndicatorPage, ending: str) -> str:
    """The mark of simulated data comes first: a file leaves its page behind."""
    content, ids = at.here.version.content, (at.project.id, at.indicator.id)
    now = evidence.series(at.store, content, [at.day], *ids)[0]
    words = {"indicator": at.indicator.name, "day": at.day.isoformat()}
    named = _("%(indicator)s-%(day)s-原始行") % words
    return f"{MADE_UP}-{named}.{ending}" if now.made_up else f"{named}.{ending}"
