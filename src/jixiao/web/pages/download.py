"""A version as a file: docx, xlsx, pdf, html, or the plan's JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from jixiao.forms.writing import write_plan
from jixiao.grids.errors import MissingProgramError
from jixiao.grids.writing import ENDINGS, write
from jixiao.plan.json import dumps
from jixiao.web import access
from jixiao.web.house.jobs import heavy
from jixiao.web.pages import errors
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.versions import Version


@heavy("GET")
def file(
    request: HttpRequest, department_id: int, year: int, version_number: int, ending: str
) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    version = access.version(here.record, version_number)
    try:
        answer = _written(version, ending)
    except KeyError as unknown:
        raise Http404 from unknown
    except MissingProgramError as missing:
        return errors.unavailable(request, str(missing))
    answer.headers["Content-Disposition"] = content_disposition_header(True, _name(version, ending))
    return answer


def _written(version: Version, ending: str) -> HttpResponse:
    if ending == "json":
        return HttpResponse(dumps(version.plan), content_type="application/json; charset=utf-8")
    return HttpResponse(write(write_plan(version.plan), ending), content_type=ENDINGS[ending])


def _name(version: Version, ending: str) -> str:
    record = version.record
    words = {"department": record.department.name, "year": record.year, "number": version.number}
    return _("%(department)s%(year)s年绩效目标-第%(number)s版") % words + f".{ending}"
