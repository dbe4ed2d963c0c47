"""What every answer carries, and what no request may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jixiao.acts.errors import EarlierFileError, RecordError
from jixiao.law.calendar import CalendarFileError
from jixiao.law.packs import PackError
from jixiao.measures.loading import MeasureError
from jixiao.registers.declaration import DeclarationError
from jixiao.registers.seals import BrokenStoreError
from jixiao.web import page_memory
from jixiao.web.acts import one_reading
from jixiao.web.house import jobs
from jixiao.web.house.header import keep_year
from jixiao.web.house.machine import of_the_machine
from jixiao.web.large import is_of_large_plan
from jixiao.web.pages import errors

#: Nothing from elsewhere, no script or style inside a page.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_FORM_AROUND_FILE = 64 * 1024
_MUCH_TO_THROW_AWAY = 1024 * 1024 * 1024

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """A content security policy on every answer, and no page kept by anything in between."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        answer.headers.setdefault("X-Frame-Options", "DENY")
        answer.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not request.path.startswith(settings.STATIC_URL):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer


class OneReading:
    """A page that only shows sees the record of acts as it was when it first looked at it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with one_reading():
            return self.get_response(request)


class AsAsked:
    """What was put down for a job process is answered for who asked, signed out or in anew by then.

    Rights are looked at when it is answered; an account that was closed meanwhile gets nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asker = jobs.asker(request)
        if asker is not None and not request.user.is_authenticated:
            request.user = asker
        return self.get_response(request)


class SignedIn(LoginRequiredMiddleware):
    """Sign-in everywhere; a part asked for by a page that has expired is answered with words.

    A redirect would put the sign-in page in the middle of the table, in place of what was typed.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return errors.signed_out(request)
        return super().handle_no_permission(request, view_func)


class UploadLimit:
    """A body over the limit is read and thrown away piece by piece, then answered with a page.

    Answering at once would be cheaper, but a browser still sending shows "connection reset" and
    its user never learns the limit. A body beyond all reason is not even read.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *_: object) -> HttpResponse | None:
        """A page that takes larger files says so by its ``most_bytes``."""
        most = getattr(view, "most_bytes", None)
        request.upload_limit = most() if most else settings.UPLOAD_MAX_BYTES
        size = _declared(request)
        if size <= request.upload_limit + _FORM_AROUND_FILE:
            return None
        if size <= _MUCH_TO_THROW_AWAY:
            _throw_away(request)
        return errors.too_large(request)


class Heavy:
    """A heavy page is answered by a job process; in a moment, or by way of a page that says how far it is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, where: Mapping[str, object]
    ) -> HttpResponse | None:
        """Puts the request down, where it is one for a job process."""
        if not jobs.is_for_a_job(request) or not request.user.is_authenticated:
            return None
        taken = jobs.take(request)
        if taken is not None or not _is_heavy(request, view, where):
            return taken
        if (known := _known(request, where)) is not None:
            return known
        try:
            job = jobs.put_down(request)
        except jobs.TooManyJobsError:
            return errors.too_many_jobs(request)
        return jobs.answer_at_once(job) or redirect("job", job.token)


def _known(request: HttpRequest, where: Mapping[str, object]) -> HttpResponse | None:
    """What a job made already; what stands in the way is met by the job too, which says it."""
    try:
        return page_memory.known(request, where)
    except (RecordError, PackError, OSError, DatabaseError):
        return None


def _is_heavy(request: HttpRequest, view: object, where: Mapping[str, object]) -> bool:
    name = request.resolver_match.view_name
    return jobs.is_heavy(request, view) or is_of_large_plan(request, name, where)


class YearLookedAt:
    """The year somebody looks at goes with them to pages of no year."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        keep_year(request, answer)
        return answer


class Said:
    """What is wrong with the record, the evidence, the machine or one's own declarations is said in words."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, wrong: Exception) -> HttpResponse | None:
        if isinstance(wrong, EarlierFileError):
            return errors.earlier_file(request, Path(wrong.file).name, wrong.place, wrong.fault)
        if isinstance(wrong, RecordError | BrokenStoreError):
            return errors.broken_store(request, str(wrong))
        if isinstance(wrong, OSError | DatabaseError) and (said := of_the_machine(wrong)):
            return errors.machine(request, said)
        if isinstance(wrong, PackError):
            return errors.broken_pack(request, str(wrong))
        known = isinstance(wrong, DeclarationError | MeasureError | CalendarFileError)
        return errors.own_declarations(request, str(wrong)) if known else None


def _declared(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _throw_away(request: HttpRequest) -> None:
    while request.read(1024 * 1024):
        pass
