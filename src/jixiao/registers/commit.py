"""How a take-in enters the store: whole, or not at all.

Everything is written into a folder ``.tmp-…`` of the store and flushed to the disk; then the files are
renamed into place, the ``.json`` last. Until that last rename nobody sees any of them; what an
interrupted take-in left is swept away by the next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jixiao.grids.errors import ReadError
from jixiao.registers import resolving
from jixiao.registers.store import Store

_WAIT_SECONDS = 30.0
_TEMPORARY = ".tmp-"


@contextmanager
def writing(store: Store, wait: float = _WAIT_SECONDS) -> Iterator[Path]:
    """The one writer of a store: a temporary folder in it, gone afterwards.

    Raises:
        ReadError: another take-in is going on, or the folder cannot be written.
    """
    try:
        store.imports_folder.mkdir(parents=True, exist_ok=True)
        lock = (store.folder / ".lock").open("w")
    except OSError as wrong:
        raise ReadError(
            str(store.folder), "可以写入的文件夹", str(wrong.strerror), "检查权限和磁盘"
        ) from wrong
    with lock:
        _alone(lock.fileno(), store, wait)
        sweep(store)
        made = store.folder / f"{_TEMPORARY}{os.getpid()}"
        made.mkdir()
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _alone(lock: int, store: Store, wait: float) -> None:
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as busy:
            if time.monotonic() > end:
                raise ReadError(
                    str(store.folder), "空闲的证据库", "另一次导入正在进行", "等它结束后再试"
                ) from busy
            time.sleep(0.05)


def sweep(store: Store) -> None:
    """Take away what interrupted take-ins left: temporary folders, and files without their ``.json``."""
    for left in store.folder.glob(f"{_TEMPORARY}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    for folder in (store.imports_folder, store.refused_folder):
        for path in folder.glob("*") if folder.is_dir() else ():
            if not (store.imports_folder / f"{path.name.split('.')[0]}.json").exists():
                path.unlink(missing_ok=True)
    resolving.sweep(store.current_folder)


def commit(moves: Sequence[tuple[Path, Path]]) -> None:
    """Move files into place in this order; the last move is what makes the take-in be there.

    Raises:
        OSError: the disk is full or fails; nothing is there then but leftovers to sweep.
    """
    for made, _ in moves:
        flush(made)
    folders = {target.parent for _, target in moves}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for made, target in moves[:-1]:
        made.replace(target)
    for folder in folders:
        flush(folder)
    made, target = moves[-1]
    made.replace(target)
    flush(target.parent)


def flush(path: Path) -> None:
    """See that a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
