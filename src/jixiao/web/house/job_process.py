"""The process that answers heavy requests, and whoever keeps such processes running.

A process ends after a number of jobs, or when it has grown, and another takes its place: memory comes back.
It dies with the server that started it, and steps back where the server wants the processor.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from typing import Any

from django.db import close_old_connections, connections, transaction
from django.utils import timezone

from jixiao.web.house import jobs
from jixiao.web.models import Job

_MOST_JOBS = 40
_MOST_MEMORY = 700 * 1024  # KiB of the process itself, as the system counts it
_IDLE_SECONDS = 0.1
_PAUSE_SECONDS = 10
_STEPS_BACK = 10  # as `nice` counts, for itself and for what it starts: short pages come first
_BEGIN = (
    "from jixiao.web.start import set_up; set_up(); "
    "from jixiao.web.house.job_process import main; main()"
)
_ATTEMPTS = 2
_log = logging.getLogger("django.request")


def name_of(server: int) -> str:
    """What the workers of a server are called: a restart knows its own by it."""
    return f"{socket.gethostname()}:{server}"


def begin_again() -> None:
    """At start nothing of this machine is running: what says so was cut off, and is done from the beginning.

    What was cut off twice is not tried a third time.
    """
    mine = Job.objects.filter(
        state=Job.State.RUNNING, worker__startswith=f"{socket.gethostname()}:"
    )
    mine.filter(attempts__gte=_ATTEMPTS).update(state=Job.State.FAILED, finished=timezone.now())
    mine.filter(attempts__lt=_ATTEMPTS).update(state=Job.State.WAITING, worker="")
    jobs.sweep()


def claim(worker: str) -> Job | None:
    """The next job, for this worker alone."""
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("created")[:5]:
        mine = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
        with transaction.atomic():
            got = mine.update(
                state=Job.State.RUNNING, worker=worker, started=timezone.now(),
                attempts=job.attempts + 1,
            )  # fmt: skip
        if got:
            job.refresh_from_db()
            return job
    return None


def work(application: Callable[..., Any], worker: str) -> None:
    """Answer jobs until this process has done its part, or its server is gone."""
    _die_with_parent()
    parent, done = os.getppid(), 0
    while done < _MOST_JOBS and os.getppid() == parent and not _has_grown():
        close_old_connections()
        job = claim(worker)
        if job is None:
            time.sleep(_IDLE_SECONDS)
            continue
        _answer(job, application)
        done += 1


def _answer(job: Job, application: Callable[..., Any]) -> None:
    state = Job.State.DONE
    try:
        jobs.run(job, application)
    except Exception:  # the next job must not wait for who looks at this one; the log tells
        _log.exception("job %s", job.token)
        state = Job.State.FAILED
    Job.objects.filter(pk=job.pk).update(state=state, finished=timezone.now())


def _has_grown() -> bool:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _MOST_MEMORY


def _die_with_parent() -> None:
    """Where the system can: the end of the server is the end of its workers, however it ends."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Keeper:
    """Keeps so many job processes running until it is told to stop."""

    def __init__(self, count: int) -> None:
        self._count, self._stopped = count, threading.Event()
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start them, and a thread that starts another for each that ends."""
        begin_again()
        connections.close_all()
        threading.Thread(target=self._keep, name="jobs", daemon=True).start()

    def stop(self) -> None:
        """End them; what they were at is begun again at the next start."""
        self._stopped.set()
        for one in self._running:
            one.terminate()
        for one in self._running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.wait(timeout=5)

    def _keep(self) -> None:
        began: deque[float] = deque(maxlen=3 * self._count)
        while not self._stopped.is_set():
            self._running = [one for one in self._running if one.poll() is None]
            while len(self._running) < self._count and not self._stopped.is_set():
                command = [sys.executable, "-c", _BEGIN, str(os.getpid())]
                self._running.append(subprocess.Popen(command))
                began.append(time.monotonic())
            self._stopped.wait(_pause(began, self._count))


def _pause(began: Collection[float], count: int) -> float:
    """Until it is looked again; longer where one process after the other ends at its beginning."""
    often = len(began) == 3 * count and time.monotonic() - min(began) < 30
    return _PAUSE_SECONDS if often else 0.5


def main() -> None:
    """A job process of the server whose number is given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    os.nice(_STEPS_BACK)
    from jixiao.web.wsgi import application

    work(application, name_of(int(sys.argv[1])))
