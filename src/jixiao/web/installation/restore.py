"""A backup back into an installation: looked at before, looked at after, whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jixiao.acts.appending import flush
from jixiao.web.house.serving import ServedError, not_served
from jixiao.web.installation import archive
from jixiao.web.installation.archive import BackupError

_OWN = ("jixiao.sqlite3", "evidence", "law", "secret", "key", "key.pub")


@dataclass(frozen=True)
class Restored:
    """What was put where; ``before``: the folder with what stood there, if anything did."""

    folder: Path
    made: str
    acts: int
    files: int
    before: Path | None


def restore(path: Path, folder: Path, database: str | None, *, replace: bool = False) -> Restored:
    """Put a backup into a data folder, and into the database that ``database`` names, if it names one.

    Raises:
        BackupError: it is no backup, is broken, does not verify, would stand over an installation, or a
            server runs there.
        OSError: the disk is full or fails; what stood there is as before.
    """
    _refuse_over(folder, replace)
    with _unserved(folder):
        return _restored(path, folder, database)


@contextmanager
def _unserved(folder: Path) -> Iterator[None]:
    try:
        with not_served(folder):
            yield
    except ServedError as served:
        raise BackupError(str(served)) from served


def _restored(path: Path, folder: Path, database: str | None) -> Restored:
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = f".{folder.name}.restoring-"
    archive.sweep(folder.parent, making)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=making) as made:
        beside = Path(made, "data")
        beside.mkdir(mode=0o700)
        told = archive.extract(path, beside)
        (beside / archive.DATABASE).rename(beside / "jixiao.sqlite3")
        verified = _verified(path, beside)
        if database:
            _load(beside, database)
        before = _put(beside, folder)
    return Restored(folder, str(told.get("made", "")), *verified, before)


def _refuse_over(folder: Path, replace: bool) -> None:
    there = [name for name in _OWN if (folder / name).exists()]
    if there and not replace:
        raise BackupError(
            f"{folder}: 这里已有一套数据（{'、'.join(there)}）；请换一个空文件夹，"
            "或者加 --replace：原有的会移到旁边，不会删除"
        )


def _verified(path: Path, folder: Path) -> tuple[int, int]:
    """Acts and files of a folder that verifies; by a process of its own, whose settings are that folder's."""
    _child(folder, None, "-c", "from jixiao.web.start import start; start(None)")
    told = _child(folder, None, "-m", "jixiao.cli", "verify", "--data", str(folder), "--json")
    try:
        found = json.loads(told.stdout)
    except ValueError as wrong:
        raise BackupError(f"{path}: 取出以后不能核对：{told.stderr.strip()[-500:]}") from wrong
    if not found["ok"]:
        first = found["faults"][0]
        raise BackupError(
            f"{path}: 备份里的内容与记录不符：{first['at']}：{first['fault']}；请换一份备份"
        )
    return found["acts"], found["files"]


_LOAD = """
import sys
from pathlib import Path
from jixiao.web.start import start
start(None)
from jixiao.web.installation.loading import load
load(Path(sys.argv[1]))
"""


def _load(folder: Path, database: str) -> None:
    """Into another database, whose tables are made there; in one transaction."""
    told = _child(folder, database, "-c", _LOAD, str(folder / "jixiao.sqlite3"))
    if told.returncode:
        last = (told.stderr.strip().splitlines() or ["没有说明"])[-1]
        raise BackupError(f"不能装入数据库：{last.partition('BackupError: ')[2] or last}")
    (folder / "jixiao.sqlite3").unlink()


def _child(folder: Path, database: str | None, *told: str) -> subprocess.CompletedProcess[str]:
    known = {k: v for k, v in os.environ.items() if k not in ("JIXIAO_DATABASE", "JIXIAO_DEMO")}
    named = {"JIXIAO_DATA": str(folder)} | ({"JIXIAO_DATABASE": database} if database else {})
    return subprocess.run(
        [sys.executable, *told], env=known | named, capture_output=True, text=True, check=False
    )


def _put(beside: Path, folder: Path) -> Path | None:
    """In its place; what stood there goes beside."""
    before = None
    if folder.exists() and any(folder.iterdir()):
        before = folder.with_name(f"{folder.name}.before-{datetime.now():%Y%m%d-%H%M%S}")
        folder.rename(before)
    elif folder.exists():
        folder.rmdir()
    beside.rename(folder)
    flush(folder.parent)
    return before
