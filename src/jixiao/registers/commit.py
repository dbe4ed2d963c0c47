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
from datetime import UTC, datetime
from pathlib import Path

from jixiao.acts.appending import flush
from jixiao.acts.kind import Draft
from jixiao.grids.errors import ReadError
from jixiao.registers import resolving
from jixiao.registers.coming import Coming, say, unsay
from jixiao.registers.personal import kept_key
from jixiao.registers.seals import Said, pending, seal, seals_in, seals_path
from jixiao.registers.store import Store
from jixiao.registers.vouching import vouch
from jixiao.registers.withdrawal_acts import spoken

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
    """Take away what interrupted take-ins left; seal what an earlier version took in."""
    for left in store.folder.glob(f"{_TEMPORARY}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    _take_back(store)
    if seals_in(store.folder) is None:
        _sweep_unsealed(store)
        seal(store.folder, _earlier(store))
    resolving.sweep(store.current_folder)


def _take_back(store: Store) -> None:
    """Files that were on their way in without their seal go, and what was written of the seal."""
    coming = pending(store.folder)
    if coming is None:
        return
    sealed = {one.said.file for one in seals_in(store.folder) or ()}
    if not sealed & set(coming.names) and not _finished(store, coming):
        for name in coming.names:
            (store.folder / name).unlink(missing_ok=True)
    if seals_path(store.folder).exists():
        seal(store.folder, ())
    unsay(store.folder)


def _finished(store: Store, coming: Coming) -> bool:
    """Whether it was a withdrawal that somebody had said already; it is sealed then."""
    if not any(name.startswith("withdrawn/") for name in coming.names):
        return False
    if not store.vouches:
        raise ReadError(
            str(store.folder), "没有做了一半的撤回", "一次撤回还没有做完", "重新启动服务，再试"
        )
    said = list(spoken(store.folder, coming, store.record))
    if said:
        seal(store.folder, said)
    return bool(said)


def settle(store: Store) -> None:
    """Finish, or take back, what was on its way in when a writer was killed; nothing where nothing was.

    Raises:
        ReadError: another take-in is going on, or the folder cannot be written.
    """
    if pending(store.folder) is not None:
        with writing(store):
            pass  # whoever writes begins with it


def _sweep_unsealed(store: Store) -> None:
    """An earlier version wrote the ``.json`` last: without it the other files are not there."""
    for folder in (store.imports_folder, store.refused_folder):
        for path in folder.glob("*") if folder.is_dir() else ():
            if not (store.imports_folder / f"{path.name.split('.')[0]}.json").exists():
                path.unlink(missing_ok=True)


def _earlier(store: Store) -> Iterator[Said]:
    """What an earlier version kept, as it is now."""
    taken = store.taken()
    registers = {one.sha256: one.register_name for one in taken}
    for one in taken:
        yield Said.taken(one, (store.imports_folder / f"{one.sha256}.json").read_bytes())
    for back in store.withdrawals().values():
        record = (store.withdrawn_folder / f"{back.sha256}.json").read_bytes()
        yield Said.withdrawn(back, registers.get(back.sha256, "-"), record)
    if (key := kept_key(store.folder)) is not None:
        yield Said.key(datetime.now(UTC).date().isoformat(), key)


def commit(
    store: Store, told: Sequence[Said], moves: Sequence[tuple[Path, Path]], act: Draft | None = None
) -> None:
    """Move files into place in this order, and seal what they are: that is what makes it be there.

    ``act``: what somebody says by it; once it is recorded, what follows is done, now or at the next start.

    Raises:
        ActRefusedError: it may not be said; nothing is there.
        OSError: the disk is full or fails; nothing is there then but leftovers to take away, or, where it
            was the checkpoint that could not be written, all of it.
        RecordError: the record that is to vouch for it is broken; nothing is there.
    """
    if store.vouches:
        store.record.reading()
    for made, _ in moves:
        flush(made)
    folders = {target.parent for _, target in moves}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    say(store.folder, [str(target.relative_to(store.folder)) for _, target in moves])
    for made, target in moves:
        made.replace(target)
    for folder in folders:
        flush(folder)
    if act is not None:
        with store.record.writing(act) as writer:
            writer.say(act)
    seal(store.folder, told)
    unsay(store.folder)
    if store.vouches:
        vouch(store)
