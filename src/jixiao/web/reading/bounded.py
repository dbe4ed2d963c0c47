"""Running a process that reads a stranger's file: bounded, without secrets, and waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.conf import settings

#: An answer beyond this is cut off, and then refused as broken.
MAX_ANSWER_BYTES = 48 * 1024 * 1024
_AT_ONCE = threading.BoundedSemaphore(2)


class BusyError(Exception):
    """Too many files are being read at this moment."""


@dataclass(frozen=True)
class Limits:
    """What one child may use: bytes of memory, seconds, bytes of any file it writes."""

    memory: int
    seconds: int
    output: int = MAX_ANSWER_BYTES

    def words(self) -> list[str]:
        """As the child's arguments."""
        return [str(self.memory), str(self.seconds), str(self.output)]


@contextmanager
def turn() -> Iterator[None]:
    """One of the few places in which files are read.

    Raises:
        BusyError: none became free in time.
    """
    if not _AT_ONCE.acquire(timeout=settings.UPLOAD_READ_SECONDS):
        raise BusyError
    try:
        yield
    finally:
        _AT_ONCE.release()


def run(
    module: str, told: list[str], source: IO[bytes], limits: Limits
) -> tuple[int | None, bytes]:
    """(exit code or ``None`` when out of time, answer) of a module that reads ``source``."""
    with tempfile.TemporaryFile() as answer:
        child = subprocess.Popen(
            [sys.executable, "-I", "-m", module, *told, *limits.words()],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL if not settings.DEBUG else None,
            env=bare_environment(),
            start_new_session=True,
        )
        code = _wait(child, limits.seconds)
        answer.seek(0)
        return code, answer.read(MAX_ANSWER_BYTES)


def bare_environment() -> dict[str, str]:
    """No database address and no secret for a process that reads strangers' files."""
    kept = ("PATH", "HOME", "TMPDIR", "JIXIAO_NODE_MODULES", "OPENBLAS_CORETYPE")
    return {"LANG": "C.UTF-8", "PYTHONUTF8": "1"} | {
        k: os.environ[k] for k in kept if k in os.environ
    }


def _wait(child: subprocess.Popen[bytes], seconds: int) -> int | None:
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return None
