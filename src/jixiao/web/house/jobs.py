"""Heavy pages are answered by processes of their own, so that short pages always have room.

A heavy request (:func:`heavy`) is put down whole: its head, its body, who asks. A job process answers it
through the same application, with the same sign-in, rights and checks, and puts the answer down. Who asked
gets it at once where it is ready in a moment, else a page that says how far it is and leads to the answer.
A page that was asked for stands at its own address then: the answer is taken there once.
What was put down outlives the server: after a restart it is answered from the beginning.
"""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jixiao.web.models import Job

#: So long an answer is waited for before the page of the job is shown.
AT_ONCE_SECONDS = 1.5
#: So many may wait for one account, and in all.
MOST_OF_ONE, MOST = 20, 400
#: So long an answer is kept.
KEPT = timedelta(hours=24)
#: The word of an address by which the answer of a job is taken.
TAKEN_BY = "job"
_MARK = "jixiao.job"
_PIECE = 1024 * 1024
_KEPT_HEADS = (
    "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH", "REMOTE_ADDR",
    "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SCRIPT_NAME",
)  # fmt: skip


View = Callable[..., HttpResponse]


class TooManyJobsError(Exception):
    """So many wait already, of this account or in all; nothing was put down."""


def heavy(*methods: str) -> Callable[[View], View]:
    """Mark a view as heavy for these methods: a job process answers it, where there is one."""

    def marked(view: View) -> View:
        view.heavy = methods
        return view

    return marked


def is_for_a_job(request: HttpRequest) -> bool:
    """Whether a job process is to answer this request, if it is heavy: there is one, and this is not it."""
    return settings.JOB_PROCESSES > 0 and _MARK not in request.META


def asker(request: HttpRequest) -> User | None:
    """Who put down the request that a job process answers; ``None`` elsewhere, or where they may not sign in."""
    token = request.META.get(_MARK)
    job = Job.objects.select_related("user").filter(pk=token).first() if token else None
    return job.user if job and job.user.is_active else None


def is_heavy(request: HttpRequest, view: object) -> bool:
    """Whether its view is marked as heavy for what is asked."""
    return request.method in getattr(view, "heavy", ())


def folder_of(token: str) -> Path:
    """Where what a job was sent and what was answered lie."""
    return Path(settings.DATA) / "jobs" / token


def put_down(request: HttpRequest) -> Job:
    """Put a request down for a job process.

    Raises:
        TooManyJobsError: too many wait.
        OSError: the disk is full or fails; nothing is put down.
    """
    waiting = Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
    if waiting.filter(user=request.user).count() >= MOST_OF_ONE or waiting.count() >= MOST:
        raise TooManyJobsError
    job = Job(user=request.user, path=_way_back(request))
    folder = folder_of(job.token)
    folder.mkdir(parents=True, mode=0o700)
    try:
        with (folder / "body").open("wb") as out:
            _copy(request.META["wsgi.input"], out, int(request.META.get("CONTENT_LENGTH") or 0))
        heads = {
            key: value for key, value in request.META.items()
            if isinstance(value, str) and (key in _KEPT_HEADS or key.startswith("HTTP_"))
        }  # fmt: skip
        told = {"heads": heads, "scheme": request.scheme, "asked": request.get_full_path()}
        (folder / "request.json").write_text(json.dumps(told), "utf-8")
        job.save(force_insert=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return job


def _copy(source: IO[bytes], out: IO[bytes], left: int) -> None:
    while left and (piece := source.read(min(left, _PIECE))):
        out.write(piece)
        left -= len(piece)


def _way_back(request: HttpRequest) -> str:
    """The page it was asked on; its own address where nothing says which that was."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    known = came_from.netloc == request.get_host() and came_from.path
    return came_from.path if known else request.get_full_path()


_WAITERS = threading.BoundedSemaphore(2)


def answer_at_once(job: Job) -> HttpResponse | None:
    """The answer, where it comes in a moment and not too many threads wait for others already."""
    if not _WAITERS.acquire(blocking=False):
        return None
    try:
        end = time.monotonic() + AT_ONCE_SECONDS
        while time.monotonic() < end:
            time.sleep(0.03)
            job.refresh_from_db()
            if job.is_over:
                return answer_of(job)
    finally:
        _WAITERS.release()
    return None


def answer_of(job: Job) -> HttpResponse | None:
    """What a job process answered; ``None`` where it did not, or it is gone."""
    told = _head_of(job)
    if told is None:
        return None
    made = FileResponse((folder_of(job.token) / "answer").open("rb"), status=told["status"])
    for name in list(made.headers):
        del made.headers[name]
    for name, value in told["headers"]:
        if name.lower() == "set-cookie":
            _cookie(made, value)  # but for the session: by now the browser may have another
        else:
            made.headers[name] = value
    return made


def _head_of(job: Job) -> dict[str, Any] | None:
    """Status and headers of an answer; ``None`` where there is none, or it is gone."""
    path = folder_of(job.token) / "answer.json"
    there = job.state == Job.State.DONE and path.exists()
    return json.loads(path.read_text("utf-8")) if there else None


def is_file(job: Job) -> bool:
    """Whether the answer is a file to be kept, which leaves the page it was asked on where it is."""
    told = _head_of(job) or {"headers": ()}
    said = {name.lower(): value for name, value in told["headers"]}
    return said.get("content-disposition", "").startswith("attachment")


def own_address(job: Job) -> str:
    """Where an answer that is a page belongs, with what takes it there; empty where it is none.

    Addresses on a page, of its further parts for one, count from where it stands.
    """
    told = _head_of(job)
    if told is None or not told.get("asked") or is_file(job):
        return ""
    asked = urlsplit(told["asked"])
    query = f"{asked.query}&" if asked.query else ""
    return f"{asked.path}?{query}{TAKEN_BY}={job.token}"


def take(request: HttpRequest) -> HttpResponse | None:
    """The answer that this address names, once; ``None`` where it names none.

    Whoever comes again, with the page's address or with another's, is led to the page as it is now.
    """
    if request.method != "GET" or TAKEN_BY not in request.GET:
        return None
    job = Job.objects.filter(pk=request.GET[TAKEN_BY], user=request.user).first()
    made = answer_of(job) if job and own_address(job) == request.get_full_path() else None
    if job is None or made is None:
        return redirect(_without(request))
    shutil.rmtree(folder_of(job.token), ignore_errors=True)  # what is open stays until it is sent
    job.delete()
    return made


def _without(request: HttpRequest) -> str:
    kept = request.GET.copy()
    del kept[TAKEN_BY]
    return f"{request.path}?{kept.urlencode()}" if kept else request.path


def _cookie(made: HttpResponse, value: str) -> None:
    found: SimpleCookie = SimpleCookie()
    found.load(value)
    found.pop(settings.SESSION_COOKIE_NAME, None)
    made.cookies.update(found)


def run(job: Job, application: Callable[..., Any]) -> None:
    """Answer a job's request through the application; its body goes when that is done."""
    folder = folder_of(job.token)
    told = json.loads((folder / "request.json").read_text("utf-8"))
    status: list[Any] = []

    def begin(line: str, headers: list[tuple[str, str]], *_: Any) -> None:
        status[:] = [int(line.split()[0]), headers]

    with (folder / "body").open("rb") as body:
        environ = told["heads"] | {
            "wsgi.input": body, "wsgi.url_scheme": told["scheme"], "wsgi.errors": _Nowhere(),
            "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": True,
            "wsgi.run_once": False, _MARK: job.token,
        }  # fmt: skip
        pieces = application(environ, begin)
        with (folder / "answer").open("wb") as out:
            for piece in pieces:
                out.write(piece)
        if hasattr(pieces, "close"):
            pieces.close()
    asked = told["asked"] if told["heads"]["REQUEST_METHOD"] == "GET" else ""
    known = {"status": status[0], "headers": status[1], "asked": asked}
    (folder / "answer.json").write_text(json.dumps(known))
    for name in ("body", "request.json"):  # a session's cookie and an upload are not kept longer
        (folder / name).unlink(missing_ok=True)


class _Nowhere:
    """Django writes to its log, never here."""

    def write(self, _text: str) -> None:
        return None

    def flush(self) -> None:
        return None


def sweep() -> None:
    """Take away what is over for long, and files of jobs that are no more."""
    late = Q(finished__lt=timezone.now() - KEPT) | Q(created__lt=timezone.now() - 2 * KEPT)
    for job in Job.objects.filter(late):
        shutil.rmtree(folder_of(job.token), ignore_errors=True)
        job.delete()
    known = set(Job.objects.values_list("token", flat=True))
    old = time.time() - 3600
    for left in (Path(settings.DATA) / "jobs").glob("*"):
        if left.name not in known and left.stat().st_mtime < old:
            shutil.rmtree(left, ignore_errors=True)
