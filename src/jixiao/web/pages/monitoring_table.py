"""The official monitoring tables as files: of one project, or of all on one day."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jixiao.grids.errors import MissingProgramError
from jixiao.grids.writing import ENDINGS, write
from jixiao.measures.gaps import MADE_UP
from jixiao.monitoring.table import printed
from jixiao.web.attachment import attachment
from jixiao.web.house.jobs import heavy
from jixiao.web.pages import errors
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly


@heavy("GET")
@plainly
def every(request: HttpRequest, department_id: int, year: int, ending: str) -> HttpResponse:
    """The tables of all projects, one a page."""
    at = MonitoringPage.of(request, department_id, year)
    return _file(request, at, at.here.department.name, None, ending)


@heavy("GET")
@plainly
def one(
    request: HttpRequest, department_id: int, year: int, number: int, ending: str
) -> HttpResponse:
    """The table of one project."""
    at = MonitoringPage.of(request, department_id, year)
    project = at.here.project(number)
    return _file(request, at, project.short_name or project.name, number, ending)


def _file(
    request: HttpRequest, at: MonitoringPage, name: str, number: int | None, ending: str
) -> HttpResponse:
    if ending not in ENDINGS:
        raise Http404
    try:
        data = write(printed(at.report, number), ending)
    except MissingProgramError as missing:
        return errors.unavailable(request, str(missing))
    file_name = f"{_name(at, name)}.{ending}"
    return attachment(data, file_name, ENDINGS[ending])


def _name(at: MonitoringPage, name: str) -> str:
    """The mark of simulated data comes first: a file leaves its page behind."""
    told = _("%(name)s-执行监控表-截至%(day)s") % {"name": name, "day": at.day}
    return f"{MADE_UP}-{told}" if at.report.made_up else told
