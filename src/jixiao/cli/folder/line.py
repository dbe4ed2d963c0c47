"""One file of a folder → one line: what came of it, and its plan."""

from __future__ import annotations

import json
import os
import resource
import signal
import threading
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from jixiao.cli.files import file_bytes
from jixiao.cli.inputs import is_json, plan_of_json
from jixiao.forms.reading import read_plan
from jixiao.grids.errors import MissingProgramError, ReadError
from jixiao.grids.reading import read
from jixiao.plan.json import to_json
from jixiao.plan.model import Plan

#: The longest one file may take, and the most address space a reader may map.
SECONDS, MEMORY = 60, 3 * 1024**3


@dataclass(frozen=True)
class Line:
    """``outcome`` is whole, partial or refused; ``why`` says why not whole; ``sha256`` is of the file's bytes."""

    file: str
    sha256: str | None
    outcome: str
    why: str | None
    plan: dict[str, Any] | None

    def text(self) -> str:
        """The line as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")) + "\n"


def bounded() -> None:
    """What a reading process may use; the run itself answers to Ctrl-C, its readers do not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (min(most, soft) if soft > 0 else most, hard))


def _end_with(parent: int) -> None:
    """A reading process whose run was killed ends too: it would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def line_of(folder: str, name: str) -> Line:
    """The line of one file, whatever it holds."""
    mark: str | None = None
    previous = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        data = file_bytes(str(Path(folder, name)))
        mark = sha256(data).hexdigest()
        return _of_plan(name, mark, _plan(data, name))
    except (ReadError, MissingProgramError) as wrong:
        return refused(name, mark, str(wrong))
    except _TooLongError:
        return refused(name, mark, f"{name}: 全文: 读取超过{SECONDS}秒，没有读入；请拆分后提交")
    except (MemoryError, RecursionError):
        return refused(name, mark, f"{name}: 全文: 内容过大，没有读入；请拆分后提交")
    except (
        Exception
    ) as fault:  # a fault of ours in one file is told with its file, and stops no other
        told = f"{type(fault).__name__}: {fault}"[:200]
        return refused(
            name, mark, f"{name}: 全文: 程序出错（{told}），没有读入；请把这个文件反馈给开发者"
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def refused(name: str, mark: str | None, why: str) -> Line:
    """The line of a file that was not read."""
    return Line(name, mark, "refused", why, None)


def _plan(data: bytes, name: str) -> Plan:
    return plan_of_json(data, name) if is_json(data, name) else read_plan(read(data, name))


def _of_plan(name: str, mark: str, plan: Plan) -> Line:
    why = next((f.fault for f in plan.findings if f.rule == "F112"), None)
    return Line(name, mark, plan.status, why if plan.status == "partial" else None, to_json(plan))


class _TooLongError(Exception):
    pass


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLongError
