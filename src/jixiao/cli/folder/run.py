"""The files of a folder are read on all cores, in order; what a killed run wrote is kept and not read again."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import Any

from jixiao.cli.folder.line import Line, bounded, line_of, refused

#: Endings of files that may be documents; others in the folder are left alone.
ENDINGS = frozenset((
    "docx docm doc dot wps wpt rtf odt ott fodt xlsx xlsm xls xlt et ett ods ots fods xlsb "
    "pdf html htm txt text md csv tsv xml json"
).split())  # fmt: skip
#: Files on their way for each core: enough to keep it busy, few enough to hold in memory.
_AHEAD = 4


def files_in(folder: Path) -> list[str]:
    """The documents below a folder by their paths in it, sorted; hidden ones and Office's lock files are none."""
    found = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return sorted(
        p.as_posix() for p in found
        if p.suffix[1:].lower() in ENDINGS and not any(part[0] in ".~" for part in p.parts)
    )  # fmt: skip


def kept_lines(folder: Path, output: Path) -> Iterator[tuple[str, bytes]]:
    """What an earlier run wrote whole, each file with its line, where the file still holds the same bytes.

    A line torn by a kill is dropped, and so is a second line of one file.
    """
    seen: set[str] = set()
    with output.open("rb") as opened:
        for raw in opened:
            said = _parsed(raw)
            if said is None or said["file"] in seen:
                continue
            if said.get("sha256") and _mark_of(folder / said["file"]) == said["sha256"]:
                seen.add(said["file"])
                yield said["file"], raw


def _parsed(raw: bytes) -> Mapping[str, Any] | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    return said if isinstance(said, dict) and "file" in said and "outcome" in said else None


def _mark_of(path: Path) -> str | None:
    try:
        with path.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def lines_of(folder: Path, names: Sequence[str], cores: int | None = None) -> Iterator[Line]:
    """The line of each file, in order; a reader that dies takes only its own file with it."""
    cores = cores or os.cpu_count() or 1
    left = deque(names)
    while left:
        done = 0
        try:
            for line in _on_all_cores(folder, left, cores):
                done += 1
                yield line
            return
        except BrokenProcessPool:
            for _ in range(done):
                left.popleft()
            for _ in range(min(len(left), cores * _AHEAD)):
                yield _alone(folder, left.popleft())


def _on_all_cores(folder: Path, names: Sequence[str], cores: int) -> Iterator[Line]:
    waiting: deque[Future[Line]] = deque()
    todo = iter(names)
    with ProcessPoolExecutor(cores, initializer=bounded) as pool:
        waiting.extend(pool.submit(line_of, str(folder), n) for n in islice(todo, cores * _AHEAD))
        while waiting:
            line = waiting.popleft().result()
            waiting.extend(pool.submit(line_of, str(folder), n) for n in islice(todo, 1))
            yield line


def _alone(folder: Path, name: str) -> Line:
    """A file read by a process of its own: if it dies, this file is why."""
    try:
        with ProcessPoolExecutor(1, initializer=bounded) as pool:
            return pool.submit(line_of, str(folder), name).result()
    except BrokenProcessPool:
        return refused(name, None, f"{name}: 全文: 读取它的进程中断了，没有读入；请另存后重试")
