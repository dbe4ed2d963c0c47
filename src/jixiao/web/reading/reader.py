"""Reading an upload from the server's side: start the child, bound it, say in words what it met."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from jixiao.plan.json import PlanError, loads
from jixiao.plan.model import Plan
from jixiao.web.reading.child import UNREADABLE

MAX_ANSWER_BYTES = 48 * 1024 * 1024
#: A plan is read again here, in the server's own memory; a department's is a hundredth of this.
MAX_PLAN_BYTES = 16 * 1024 * 1024
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Refusal:
    """Why a file was not taken: where in it, and what to do."""

    message: str
    place: str = ""
    expected: str = ""
    found: str = ""
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        return dict(self.__dict__)


@dataclass(frozen=True)
class Understood:
    """What a file holds: its plan, and the JSON of its document (``null`` for a plan's JSON)."""

    plan: Plan
    document: str


def read_upload(file: IO[bytes], name: str) -> Understood | Refusal:
    """What the uploaded file holds, or why it cannot be read. Never an exception of the file's making."""
    if not _AT_ONCE.acquire(timeout=settings.UPLOAD_READ_SECONDS):
        return Refusal(_("正在读取的文件较多，这份文件还没有读；请稍后重新上传"))
    try:
        return _explained(*_run(file, name))
    finally:
        _AT_ONCE.release()


def _run(file: IO[bytes], name: str) -> tuple[int | None, bytes]:
    """(exit code or ``None`` when out of time, answer)."""
    command = [sys.executable, "-I", "-m", "jixiao.web.reading.child", name]
    limits = (settings.UPLOAD_READ_MEMORY, settings.UPLOAD_READ_SECONDS, MAX_ANSWER_BYTES)
    with tempfile.TemporaryFile() as answer, _real_file(file) as source:
        child = subprocess.Popen(
            [*command, *map(str, limits)],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL if not settings.DEBUG else None,
            env=_bare_environment(),
            start_new_session=True,
        )
        code = _wait(child)
        answer.seek(0)
        return code, answer.read(MAX_ANSWER_BYTES)


@contextlib.contextmanager
def _real_file(file: IO[bytes]) -> Any:
    """The upload as a file the child can be given; Django keeps it on disk."""
    source = getattr(file, "file", file)
    source.flush()
    with os.fdopen(os.dup(source.fileno()), "rb") as own:
        own.seek(0)
        yield own


def _bare_environment() -> dict[str, str]:
    """No database address and no secret for a process that reads strangers' files."""
    kept = ("PATH", "HOME", "TMPDIR", "JIXIAO_NODE_MODULES", "OPENBLAS_CORETYPE")
    return {"LANG": "C.UTF-8", "PYTHONUTF8": "1"} | {
        k: os.environ[k] for k in kept if k in os.environ
    }


def _wait(child: subprocess.Popen[bytes]) -> int | None:
    try:
        return child.wait(timeout=settings.UPLOAD_READ_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return None


def _explained(code: int | None, answer: bytes) -> Understood | Refusal:
    if code is None or code == -signal.SIGXCPU:
        return Refusal(
            _("读了 %(seconds)s 秒还没有读完，已停止；请拆分后再上传，或另存为 docx、xlsx 再试")
            % {"seconds": settings.UPLOAD_READ_SECONDS}
        )
    if code == UNREADABLE:
        return _refused(json.loads(answer))
    if code != 0:
        return _died(code)
    return _checked(*answer.decode().removesuffix("\n").split("\n"))


def _died(code: int) -> Refusal:
    if code in (-signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGXFSZ, -signal.SIGBUS):
        return _too_much()
    return Refusal(
        _(
            "读取这份文件的程序中途停止了；请在办公软件中打开并另存一次，再上传。若仍不行，请把文件交给维护人员"
        )
    )


def _too_much() -> Refusal:
    return Refusal(
        _("读取这份文件要用的内存超过上限，已停止；请确认它是正常的绩效文本，或拆分后再上传")
    )


def _refused(error: dict[str, str]) -> Refusal:
    if error.get("kind") == "memory":
        return _too_much()
    if "message" in error:
        return Refusal(error["message"], place=error.get("place", ""))
    return Refusal(
        _("应为%(expected)s，实为%(found)s；请%(remedy)s") % error,
        **{key: error[key] for key in ("place", "expected", "found", "remedy")},
    )


def _checked(plan: str, document: str) -> Understood | Refusal:
    """The child's plan is read again: what it says is not believed unseen."""
    if len(plan) > MAX_PLAN_BYTES:
        return _too_much()
    try:
        return Understood(loads(plan), document)
    except PlanError as wrong:
        return Refusal(str(wrong), place=wrong.place)
