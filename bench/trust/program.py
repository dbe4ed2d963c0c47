"""The program as an outsider runs it: words in; what it prints and an exit code out.

Each run is a process of its own, forked from one that has already imported the program and read its
declarations: a thousand runs are spent on the work, not on starting up. What starting up costs is a
figure of its own, measured on fresh processes (:func:`processor_seconds`).
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import resource
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from jixiao.cli import commands
from jixiao.cli.main import main

_PROGRAM = Path(sys.executable).with_name("jixiao")
Item = TypeVar("Item")
Made = TypeVar("Made")


def run(*words: str, told: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``jixiao`` with these words; ``told`` goes to its standard input."""
    _imported()
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        given.write((told or "").encode())
        given.seek(0)
        child = os.fork()
        if child == 0:
            _be_the_program(words, (given.fileno(), out.fileno(), err.fileno()))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8", "replace"))
    return subprocess.CompletedProcess(["jixiao", *words], code, *said)


def each(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """``work`` of every item, in order, on every processor there is; they must not need one another."""
    _imported()
    if len(items) < 2:
        return [work(one) for one in items]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        return list(pool.map(work, items))


def answer(*words: str, told: str | None = None) -> Any:
    """The one JSON document it prints, or ``None`` where it prints none."""
    printed = run(*words, told=told).stdout
    return json.loads(printed) if printed.strip() else None


def answers(*words: str, told: str) -> list[dict[str, Any]]:
    """The JSON documents it prints, one a line."""
    return [json.loads(line) for line in run(*words, told=told).stdout.splitlines() if line]


def observed(plan: Mapping[str, Any], evidence: Path, as_of: str) -> dict[str, dict[str, Any]]:
    """Indicator → observation of a plan on a day, in a folder of evidence."""
    kept = evidence.with_name(f"{evidence.name}-plan.json")
    kept.write_text(json.dumps(plan, ensure_ascii=False))
    found = answer("measure", str(kept), "--evidence", str(evidence), "--as-of", as_of, "--json")
    listed = found["observations"] if isinstance(found, dict) else found or []
    return {one["indicator"]: one for one in listed}


def processor_seconds(*words: str, told: str | None = None) -> float:
    """Seconds of processor, user and system, that one run in a fresh process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [_PROGRAM, *words], input=told or "", capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@cache
def _imported() -> None:
    """Import every command, and read the declarations that most of them read."""
    for module in pkgutil.iter_modules(commands.__path__):
        importlib.import_module(f"{commands.__name__}.{module.name}")
    from jixiao.measures.catalogue import measures
    from jixiao.registers.catalogue import registers

    registers()
    measures()


def _be_the_program(words: Sequence[str], streams: Sequence[int]) -> NoReturn:
    """What the forked process does: standard streams exchanged, one command, and it is gone."""
    code = 1
    try:
        for standard, stream in enumerate(streams):
            os.dup2(stream, standard)
        sys.stdin = os.fdopen(0, "r", encoding="utf-8")
        sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8") for n in (1, 2))
        sys.argv = ["jixiao", *words]
        code = _exit_code(words)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _exit_code(words: Sequence[str]) -> int:
    try:
        return main(list(words))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 1
