"""Reading an upload from the server's side: start the child, bound it, say in words what it met."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from jixiao.plan.json import PlanError, loads
from jixiao.plan.model import Plan
from jixiao.web.reading.bounded import BusyError, Limits, run, turn
from jixiao.web.reading.child import UNREADABLE

#: A plan is read again here, in the server's own memory; a department's is a hundredth of this.
MAX_PLAN_BYTES = 16 * 1024 * 1024


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
    limits = Limits(settings.UPLOAD_READ_MEMORY, settings.UPLOAD_READ_SECONDS)
    try:
        with turn(), _real_file(file) as source:
            return _explained(*run("jixiao.web.reading.child", [name], source, limits))
    except BusyError:
        return busy()


def busy() -> Refusal:
    """Other files are being read; this one was not looked at."""
    return Refusal(_("正在读取的文件较多，这份文件还没有读；请稍后重新上传"))


@contextlib.contextmanager
def _real_file(file: IO[bytes]) -> Any:
    """The upload as a file the child can be given; Django keeps it on disk."""
    source = getattr(file, "file", file)
    source.flush()
    with os.fdopen(os.dup(source.fileno()), "rb") as own:
        own.seek(0)
        yield own


def _explained(code: int | None, answer: bytes) -> Understood | Refusal:
    refusal = stopped(code, settings.UPLOAD_READ_SECONDS)
    if refusal:
        return refusal
    if code == UNREADABLE:
        return refused(json.loads(answer))
    return _checked(*answer.decode().removesuffix("\n").split("\n"))


def stopped(code: int | None, seconds: int) -> Refusal | None:
    """Why a child ended without an answer; ``None`` where it has one."""
    if code is None or code == -signal.SIGXCPU:
        return Refusal(
            _("读了 %(seconds)s 秒还没有读完，已停止；请拆分后再上传，或另存为 docx、xlsx 再试")
            % {"seconds": seconds}
        )
    return None if code in (0, UNREADABLE) else _died(code)


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


def refused(error: dict[str, str]) -> Refusal:
    """The words of a child that could not read the file."""
    if error.get("kind") == "memory":
        return _too_much()
    if error.get("kind") == "disk":
        return Refusal(_("证据库写不进去（%(reason)s），和原来一样；请检查磁盘和权限") % error)
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
