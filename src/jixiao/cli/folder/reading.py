"""A folder → its file of lines: what is there already stays, the rest is read and added line by line."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from jixiao.cli.exits import UsageError
from jixiao.cli.folder.page import page_of
from jixiao.cli.folder.run import files_in, kept_lines, lines_of
from jixiao.cli.outputs import replace_file
from jixiao.cli.progress import progress

#: So many lines may be lost by a power cut; a kill loses the last at most.
_SYNC = 64


def read_folder(folder: Path, output: str | None, page: str | None) -> Counter[str]:
    """Reads every document below a folder; the counts by outcome, and of plans with something to mend.

    Raises:
        UsageError: a page is asked for without a file of lines, or a file cannot be written.
    """
    if output in (None, "-"):
        if page:
            raise UsageError("--page 要从已写下的结果生成；请同时用 -o 指定结果文件")
        return _counted(_told(folder, files_in(folder), sys.stdout))
    target = Path(str(output))
    kept, sums = _kept(folder, target) if target.exists() else (set(), Counter())
    left = [
        n for n in files_in(folder) if n not in kept and (folder / n).resolve() != target.resolve()
    ]
    try:
        with target.open("a", encoding="utf-8") as opened:
            sums += _counted(_told(folder, left, opened))
    except OSError as wrong:
        raise UsageError(f"不能写入 {target}：{wrong.strerror}；请换一个位置或检查磁盘") from wrong
    if page:
        replace_file(page, "".join(page_of(target)).encode())
    return sums


def _kept(folder: Path, target: Path) -> tuple[set[str], Counter[str]]:
    """The files of an earlier run that are still the same; the file of lines is left with theirs alone."""
    names: set[str] = set()
    sums: Counter[str] = Counter()
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as out:
            for name, raw in kept_lines(folder, target):
                out.write(raw)
                names.add(name)
                sums += _counted([raw.decode()])
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return names, sums


def _told(folder: Path, names: list[str], out: IO[str]) -> Iterator[str]:
    """Each line as it is written."""
    lines = lines_of(folder, names)
    for number, _ in enumerate(progress(names, "读取"), start=1):
        text = next(lines).text()
        out.write(text)
        out.flush()
        if number % _SYNC == 0:
            with suppress(OSError):  # standard output may be a pipe
                os.fsync(out.fileno())
        yield text


def _counted(lines: Iterable[str]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for line in lines:
        said = json.loads(line)
        sums[said["outcome"]] += 1
        findings = (said["plan"] or {}).get("findings") or ()
        sums["must mend"] += any(f.get("level") == "return" for f in findings)
    return sums
