"""How a take-in enters the store: whole, or not at all.

Everything is written into a folder ``.tmp-…`` of the store and flushed to the disk; then the files are
renamed into place and the take-in is sealed. Until it is nobody sees any of them; what an interrupted
take-in left is swept away by the next.
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
from jixiao.registers.import_record import Import
from jixiao.registers.seals import SEALS, seal, seals_in
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
        begin(store)
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


def begin(store: Store) -> None:
    """Seal what an earlier version took in; take away what interrupted take-ins left."""
    if seals_in(store.imports_folder) is None:
        seal(store.imports_folder, store.taken())
    sweep(store)


def sweep(store: Store) -> None:
    """Take away what interrupted take-ins left: temporary folders, and files without a seal."""
    known = {one.sha256 for one in seals_in(store.imports_folder) or ()}
    for left in store.folder.glob(f"{_TEMPORARY}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    for folder in (store.imports_folder, store.refused_folder):
        for path in folder.glob("*") if folder.is_dir() else ():
            if path.name != SEALS and path.name.split(".")[0] not in known:
                path.unlink(missing_ok=True)
    resolving.sweep(store.current_folder)


def commit(store: Store, one: Import, moves: Sequence[tuple[Path, Path]]) -> None:
    """Move files into place in this order, and seal the take-in: that is what makes it be there.

    Raises:
        OSError: the disk is full or fails; nothing is there then but leftovers to sweep.
    """
    for made, _ in moves:
        flush(made)
    folders = {target.parent for _, target in moves}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for made, target in moves:
        made.replace(target)
    for folder in folders:
        flush(folder)
    seal(store.imports_folder, [one])
    flush(store.imports_folder)


def flush(path: Path) -> None:
    """See that a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
