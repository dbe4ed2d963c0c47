"""Withdrawals and the acts they come from: the act is what somebody said, the sealed file its effect.

The act comes first. Killed between the two, the next who writes, or the next start, looks whether the act
is there: the withdrawal is then sealed, else taken away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao.acts.record import Record
from jixiao.acts.taken_back import TAKE_IN_WITHDRAWN, TakenBack, taken_back, taking_back
from jixiao.acts.verification import Fault
from jixiao.registers.coming import Coming
from jixiao.registers.import_record import Withdrawal
from jixiao.registers.seals import (
    BrokenStoreError,
    Said,
    Sealed,
    pending,
    read_together,
    withdrawals_kept,
)

_BROUGHT: set[tuple[object, ...]] = set()


def spoken_of(record: Record) -> Mapping[str, TakenBack]:
    """Take-in → what was said when it was withdrawn."""
    return taken_back(record.reading().of_kinds([TAKE_IN_WITHDRAWN]))


def spoken(folder: Path, coming: Coming, record: Record) -> Iterator[Said]:
    """Withdrawals on their way in whose acts are recorded: what is to be sealed."""
    said = spoken_of(record)
    for name in coming.names:
        path, act = folder / name, said.get(Path(name).stem)
        if not name.startswith("withdrawn/") or act is None or not path.exists():
            continue
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == act.binds:
            yield Said.withdrawn(Withdrawal.model_validate_json(data), act.register, data)


def bring_earlier(folder: Path, record: Record) -> None:
    """Bring what earlier versions wrote into the withdrawals themselves, who and why, into the record, once.

    A broken store brings nothing: whoever needs it says so.

    Raises:
        BrokenRecordError, ClockError, OSError: the record cannot be read or written.
    """
    if not (folder / "withdrawn").is_dir():
        return
    try:
        kept, state = withdrawals_kept(folder)
    except BrokenStoreError:
        return
    wanted = [one for one in kept if one[1].who]
    if not wanted or (known := (folder, record.back.name, state)) in _BROUGHT:
        return
    if any(one.sha256 not in spoken_of(record) for _, one, _ in wanted):
        _bring(record, wanted)
    _BROUGHT.add(known)


def _bring(record: Record, wanted: list[tuple[str, Withdrawal, str]]) -> None:
    with record.writing() as writer:
        known = taken_back(writer.book.of_kinds([TAKE_IN_WITHDRAWN]))
        for register, one, digest in wanted:
            if one.sha256 not in known:
                draft = taking_back(
                    one.sha256, register, one.reason, one.who, "", "", one.when.date(), digest
                )
                writer.bring(draft, one.when.isoformat())


def unspoken(folder: Path, record: Record) -> Iterator[Fault]:
    """Sealed withdrawals that nobody said, or said of another; and what was said, and is not there.

    Raises:
        BrokenStoreError: seals or what is on its way in are not what was written.
    """
    coming, said = pending(folder), spoken_of(record)
    there = dict(_sealed(folder))
    for sha256, digest in there.items():
        at = f"file withdrawn/{sha256}.json"
        if sha256 not in said:
            yield Fault(at, "没有人说过这次撤回：没有相应的记录")
        elif said[sha256].binds != digest:
            yield Fault(at, f"与撤回时的记录（第 {said[sha256].seq} 条）不符")
    for sha256, one in said.items():
        if sha256 not in there and not (coming and coming.has(f"withdrawn/{sha256}.json")):
            yield Fault(f"act {one.seq}", f"撤回的入库 {sha256[:12]} 在证据库里没有撤回")


def _sealed(folder: Path) -> Iterator[tuple[str, str]]:
    """Take-in → SHA-256 of its withdrawal, by the seals; a store of an earlier version has only the files."""
    names, seals = read_together(folder)
    if seals is None:
        for name in names:
            if name.startswith("withdrawn/"):
                yield Path(name).stem, hashlib.sha256((folder / name).read_bytes()).hexdigest()
        return
    for one in seals:
        if one.said.what is Sealed.WITHDRAWN:
            yield one.said.sha256, one.said.record
