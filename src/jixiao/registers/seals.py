"""Which take-ins a store has: ``imports/seals``, a line each, chained; and whether they are what they were.

A line holds a number, the day, the register, the SHA-256 of the take-in and of its record, and a hash over
the line and all before it. A record that was removed, added or changed is noticed when it is read, rows
when they are first used in a process; what was found in order is not looked at again until the next start.
Stores of earlier versions have no seals until something is written into them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jixiao.grids.errors import ReadError
from jixiao.registers.import_record import Import

SEALS = "seals"
_FIRST = "0" * 64


class BrokenStoreError(ReadError):
    """A take-in that is not what was taken in, or is gone: which one, and what to do."""

    def __init__(self, file: Path, about: str, found: str) -> None:
        """``about``: the take-in as a person knows it."""
        remedy = "从备份恢复证据库，或者撤回这次入库并重新导入原件"
        super().__init__(str(file), "与入库时相同的内容", found, remedy, about)
        self.about, self.fault = about, found


@dataclass(frozen=True)
class Seal:
    """One line; ``record`` is the SHA-256 of the import record's bytes."""

    number: int
    day: str
    register: str
    sha256: str
    record: str
    chain: str

    @property
    def about(self) -> str:
        """The take-in as a person knows it."""
        return f"{self.day} 入库的 {self.register}（{self.sha256[:12]}）"

    def line(self) -> str:
        """As it is written."""
        return f"{self._told()} {self.chain}\n"

    def _told(self) -> str:
        return f"{self.number} {self.day} {self.register} {self.sha256} {self.record}"

    @classmethod
    def next(cls, before: Seal | None, one: Import, record: bytes) -> Seal:
        """The seal of a take-in behind another."""
        number, digest = (before.number + 1 if before else 1), hashlib.sha256(record).hexdigest()
        bare = cls(number, one.when.date().isoformat(), one.register_name, one.sha256, digest, "")
        return cls.of(f"{bare._told()} {_chained(before, bare._told())}\n", before)

    @classmethod
    def of(cls, line: str, before: Seal | None) -> Seal:
        """The seal that a line holds, behind another.

        Raises:
            ValueError: it is none, or does not follow.
        """
        number, day, register, sha256, record, chain = line[:-1].split(" ")
        made = cls(int(number), day, register, sha256, record, chain)
        follows = made.number == (before.number + 1 if before else 1)
        if not follows or chain != _chained(before, made._told()) or made.line() != line:
            raise ValueError("接不上")
        return made


def _chained(before: Seal | None, told: str) -> str:
    return hashlib.sha256(f"{before.chain if before else _FIRST}\n{told}".encode()).hexdigest()


def seals_in(folder: Path) -> tuple[Seal, ...] | None:
    """The seals of a store; ``None`` where it has none yet. A line without an end was never written.

    Raises:
        BrokenStoreError: a line was changed, moved or removed.
    """
    path = folder / SEALS
    if not path.exists():
        return None
    found: list[Seal] = []
    for line in path.read_bytes().decode("utf-8", "replace").splitlines(keepends=True):
        if not line.endswith("\n"):
            break
        try:
            found.append(Seal.of(line, found[-1] if found else None))
        except ValueError as wrong:
            raise BrokenStoreError(path, f"第 {len(found) + 1} 次入库", "清单被改动过") from wrong
    return tuple(found)


def seal(folder: Path, taken: Iterable[Import]) -> None:
    """Seal the take-ins that have no seal yet, oldest first; on the disk when this returns.

    Raises:
        BrokenStoreError: as :func:`seals_in`.
        OSError: the disk is full or fails; the seals are as before.
    """
    known = list(seals_in(folder) or ())
    size = sum(len(one.line().encode()) for one in known)
    sealed = {one.sha256 for one in known}
    for one in taken:
        if one.sha256 not in sealed:
            record = (folder / f"{one.sha256}.json").read_bytes()
            known.append(Seal.next(known[-1] if known else None, one, record))
    _write(folder / SEALS, "".join(one.line() for one in known).encode(), size)


def _write(path: Path, whole: bytes, known: int) -> None:
    """Put what is new behind what is known; a part that a killed process left there goes."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.ftruncate(handle, known)
        try:
            os.pwrite(handle, whole[known:], known)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, known)
            raise
    finally:
        os.close(handle)


def records_in(folder: Path) -> tuple[Import, ...]:
    """Every take-in of a store. While its seals are the same file, it is read once a process.

    A record without a seal, in a store that has some, was never acknowledged: it is not there.

    Raises:
        BrokenStoreError: one is gone, or is not what was taken in.
    """
    path = folder / SEALS
    if not path.exists():
        return tuple(
            Import.model_validate_json(path.read_bytes())
            for path in sorted(folder.glob("*.json"))
            if not path.name.endswith(".findings.json")
        )
    seen = path.stat()
    return _sealed(folder, (seen.st_ino, seen.st_size, seen.st_mtime_ns))


@lru_cache(maxsize=256)
def _sealed(folder: Path, _state: tuple[int, int, int]) -> tuple[Import, ...]:
    return tuple(record_of(folder, one) for one in seals_in(folder) or ())


def record_of(folder: Path, one: Seal) -> Import:
    """The record that a seal is of.

    Raises:
        BrokenStoreError: it is gone, or is not what was taken in.
    """
    return _record(folder / f"{one.sha256}.json", one)


def _record(path: Path, one: Seal) -> Import:
    data = path.read_bytes() if path.exists() else None
    if data is None:
        raise BrokenStoreError(path, one.about, "入库记录不见了")
    if hashlib.sha256(data).hexdigest() != one.record:
        raise BrokenStoreError(path, one.about, "入库记录被改动过")
    return Import.model_validate_json(data)


#: Files whose content this process has held against its hash.
_CHECKED: set[tuple[str, str]] = set()


def check_file(path: Path, sha256: str, about: str) -> None:
    """Hold a file against its hash, once a process.

    Raises:
        BrokenStoreError: it is gone, or is not what was taken in.
    """
    if (key := (str(path), sha256)) in _CHECKED:
        return
    if (fault := fault_of(path, sha256)) is not None:
        raise BrokenStoreError(path, about, fault)
    _CHECKED.add(key)


def fault_of(path: Path, sha256: str) -> str | None:
    """What is wrong with a file that should have this hash; nothing remembered."""
    if not path.exists():
        return "文件不见了"
    with path.open("rb") as opened:
        same = hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    return None if same else "内容被改动过"
