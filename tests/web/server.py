"""The application as it is served: a process of its own, on a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.needs import ROOT

_RUN = """
import sys
from pathlib import Path
from jixiao.cli.commands.demo import example
from jixiao.plan.json import loads
from jixiao.web.demo import prepare
from jixiao.web.server import serve
folder = Path(sys.argv[1])
made = [Path(one) for one in sys.argv[3:]]
plan = loads(made[1].read_bytes()) if made[1:] else example()
prepare(folder, plan, made[0] if made else None)
serve("127.0.0.1", int(sys.argv[2]), folder, demo=True)
"""


@dataclass(frozen=True)
class Served:
    """Where it is served, by which process, and what it has logged."""

    port: int
    process: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> int:
        """Bytes that the server and its workers hold, as the system counts them."""
        processes = [self.process, *_children(self.process)]
        return sum(_resident(one) for one in processes)


@contextmanager
def served(
    folder: Path,
    evidence: Path | None = None,
    database: str | None = None,
    plan: Path | None = None,
) -> Iterator[Served]:
    """The demonstration, with an evidence folder, its own plan's file, and on a database where they are
    given, served until the block ends.
    """
    known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
    port = free_port()
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, str(folder / "data"), str(port), *map(str, filter(None, (evidence, plan)))],
            cwd=ROOT, stdout=out, stderr=out, start_new_session=True,
            env=known | ({"JIXIAO_DATABASE": database} if database else {}),
        )  # fmt: skip
    try:
        _answers(port, process, log)
        yield Served(port, process.pid, log)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Asks until it answers; a server that has died is a failure with its log."""
    while True:
        assert process.poll() is None, log.read_text()
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/sign-in/")
            assert asked.getresponse().status == 200
            return
        except OSError:
            time.sleep(0.05)  # only to leave the processor to it


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [one for child in map(int, listed) for one in (child, *_children(child))]


def _resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
