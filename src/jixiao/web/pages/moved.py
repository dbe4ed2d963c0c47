"""Addresses of earlier versions: everything of a project stands below the project now."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse

#: How the rest of an earlier address begins, and how it begins below the project; the first that fits.
_MONITORING = ((re.compile(r""), "monitoring/"),)
_SCORES = (
    (re.compile(r"form\."), "self-evaluation."),
    (re.compile(r"form/"), "self-evaluation/"),
    (re.compile(r"(?=evaluation[./])"), ""),
    (re.compile(r""), "score/"),
)


def of_monitoring(
    request: HttpRequest, department_id: int, year: int, number: int, rest: str
) -> HttpResponse:
    """``monitoring/projects/6/cause/`` → ``projects/6/monitoring/cause/``."""
    return _moved(request, (department_id, year, number), rest, _MONITORING)


def of_scores(
    request: HttpRequest, department_id: int, year: int, number: int, rest: str
) -> HttpResponse:
    """``scores/6/form/`` → ``projects/6/self-evaluation/``."""
    return _moved(request, (department_id, year, number), rest, _SCORES)


def _moved(
    request: HttpRequest,
    where: tuple[int, int, int],
    rest: str,
    ways: tuple[tuple[re.Pattern[str], str], ...],
) -> HttpResponse:
    """The new address, told so that a form sent to the old one is sent on as it is."""
    found = next(((old, new) for old, new in ways if old.match(rest)), None)
    if found is None:
        raise Http404
    old, new = found
    address = "/departments/{}/{}/projects/{}/".format(*where) + old.sub(new, rest, count=1)
    asked = request.META.get("QUERY_STRING", "")
    answer = HttpResponse(status=308)
    answer["Location"] = f"{address}?{asked}" if asked else address
    return answer
