"""What a store has: ``imports/seals``, a line each, chained; and whether all of it is what it was.

A line holds a number, the day, what it is (a take-in, a withdrawal, the key of hashed names), the register,
the SHA-256 of the take-in and of its record, and a hash over the line and all before it. A record that was
removed, added or changed is noticed when it is read, rows when they are first used in a process; what was
found in order is not looked at again until the next start. Stores of earlier versions have no seals until
something is written into them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from jixiao.acts.appending import added
from jixiao.grids.errors import ReadError
from jixiao.registers.coming import COMING, Coming, ComingError, coming_in
from jixiao.registers.import_record import Import, Withdrawal

SEALS = "seals"
_FIRST = "0" * 64
_NOBODY = "-"
_TRIES = 3


class BrokenStoreError(ReadError):
    """A take-in that is not what was taken in, or is gone: which one, and what to do."""

    def __init__(self, file: Path, about: str, found: str) -> None:
        """``about``: the take-in as a person knows it."""
        remedy = "从备份恢复证据库，或者撤回这次入库并重新导入原件"
        super().__init__(str(file), "与入库时相同的内容", found, remedy, about)
        self.about, self.fault = about, found


#: Each record with its register, empty where nobody knows it; or what is wrong with it.
Records = tuple[tuple[str, "Import | Withdrawal | BrokenStoreError"], ...]


class Sealed(StrEnum):
    """What a line is of."""

    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    KEY = "key"

    def file(self, sha256: str) -> str:
        """The name of its record in the evidence folder."""
        if self is Sealed.KEY:
            return ".key"
        return f"{'imports' if self is Sealed.TAKEN else 'withdrawn'}/{sha256}.json"


@dataclass(frozen=True)
class Said:
    """What a line tells; ``record`` is the SHA-256 of the record's bytes."""

    day: str
    what: Sealed
    register: str
    sha256: str
    record: str

    @classmethod
    def taken(cls, one: Import, record: bytes) -> Said:
        """That a ledger was taken in."""
        day = one.when.date().isoformat()
        return cls(day, Sealed.TAKEN, one.register_name, one.sha256, _digest(record))

    @classmethod
    def withdrawn(cls, one: Withdrawal, register: str, record: bytes) -> Said:
        """That a take-in was withdrawn."""
        day = one.when.date().isoformat()
        return cls(day, Sealed.WITHDRAWN, register, one.sha256, _digest(record))

    @classmethod
    def key(cls, day: str, key: bytes) -> Said:
        """That this is the key of hashed names; a hash of 256 random bits gives nothing of them away."""
        return cls(day, Sealed.KEY, _NOBODY, _digest(key), _digest(key))

    @property
    def file(self) -> str:
        """The name of the record in the evidence folder."""
        return self.what.file(self.sha256)

    @property
    def about(self) -> str:
        """The take-in as a person knows it."""
        if self.what is Sealed.KEY:
            return "姓名等摘要所用的密钥"
        did = "入库" if self.what is Sealed.TAKEN else "撤回"
        return f"{self.day} {did}的 {self.register}（{self.sha256[:12]}）"

    def text(self) -> str:
        """As a line has it."""
        return f"{self.day} {self.what} {self.register} {self.sha256} {self.record}"


@dataclass(frozen=True)
class Seal:
    """One line."""

    number: int
    said: Said
    chain: str

    def line(self) -> str:
        """As it is written."""
        return f"{self.number} {self.said.text()} {self.chain}\n"

    @classmethod
    def next(cls, before: Seal | None, said: Said) -> Seal:
        """The seal behind another."""
        number = before.number + 1 if before else 1
        return cls(number, said, _chained(before, f"{number} {said.text()}"))

    @classmethod
    def of(cls, line: str, before: Seal | None) -> Seal:
        """The seal that a line holds, behind another.

        Raises:
            ValueError: it is none, or does not follow.
        """
        _number, day, what, register, sha256, record, _chain = line[:-1].split(" ")
        made = cls.next(before, Said(day, Sealed(what), register, sha256, record))
        if made.line() != line:
            raise ValueError("接不上")
        return made


def _chained(before: Seal | None, told: str) -> str:
    return hashlib.sha256(f"{before.chain if before else _FIRST}\n{told}".encode()).hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def seals_path(folder: Path) -> Path:
    """Where the seals of an evidence folder are."""
    return folder / "imports" / SEALS


def seals_in(folder: Path) -> tuple[Seal, ...] | None:
    """The seals of an evidence folder; ``None`` where it has none yet.

    A line without an end is one that was being written when the writer was killed, and says so
    (:mod:`jixiao.registers.coming`); any other was damaged.

    Raises:
        BrokenStoreError: a line was changed, moved, cut or removed.
    """
    path = seals_path(folder)
    for tried in range(_TRIES):
        try:
            return _read(path, pending(folder))
        except BrokenStoreError:
            if tried == _TRIES - 1:  # somebody may have been writing just then
                raise
    raise AssertionError("unreachable")


def _read(path: Path, coming: Coming | None) -> tuple[Seal, ...] | None:
    if not path.exists():
        return None
    whole, _, cut = path.read_bytes().decode("utf-8", "replace").rpartition("\n")
    found: list[Seal] = []
    for line in whole.split("\n") if whole else ():
        try:
            found.append(Seal.of(f"{line}\n", found[-1] if found else None))
        except ValueError as wrong:
            raise BrokenStoreError(path, _nth(found), "清单被改动过") from wrong
    if cut and coming is None:
        raise BrokenStoreError(path, _nth(found), "清单的最后一行不完整")
    return tuple(found)


def _nth(before: list[Seal]) -> str:
    return f"清单第 {len(before) + 1} 行"


def pending(folder: Path) -> Coming | None:
    """What was on its way in when a writer was killed, or is at this moment.

    Raises:
        BrokenStoreError: the note of it is not what was written.
    """
    try:
        return coming_in(folder)
    except ComingError as wrong:
        raise BrokenStoreError(folder / COMING, "正在进行的入库", str(wrong)) from wrong


def seal(folder: Path, told: Iterable[Said]) -> None:
    """Seal what has no seal yet, in this order; on the disk when this returns.

    Raises:
        BrokenStoreError: as :func:`seals_in`.
        OSError: the disk is full or fails; the seals are as before.
    """
    known = list(seals_in(folder) or ())
    size = sum(len(one.line().encode()) for one in known)
    sealed = {one.said.file for one in known}
    for one in told:
        if one.file not in sealed:
            known.append(Seal.next(known[-1] if known else None, one))
    added(seals_path(folder), "".join(one.line() for one in known).encode()[size:], size)


def records_in(
    folder: Path, register: str | None = None, *, as_before: bool = False
) -> tuple[Import, ...]:
    """Every take-in of an evidence folder. While seals and names are the same, it is read once a process.

    Of one register, or of all: a broken record of another register is in nobody's way, nor is one that
    was withdrawn, unless it is asked what held ``as_before``.

    Raises:
        BrokenStoreError: one is gone, was put there, or is not what was taken in.
    """
    every = _records(folder, register, as_before=as_before)
    found = (one for one in every if isinstance(one, Import))
    return tuple(one for one in found if register in (None, one.register_name))


def withdrawals_in(folder: Path, register: str | None = None) -> tuple[Withdrawal, ...]:
    """Every withdrawal of an evidence folder, read as :func:`records_in`; a broken take-in is in nobody's way.

    Raises:
        BrokenStoreError: one is gone, was put there, or is not what was written.
    """
    found = _sealed(folder, _states(folder))
    ours = [one for name, one in found if not (register and name and name != register)]
    for one in ours:
        if isinstance(one, BrokenStoreError) and Path(one.file).parent.name == "withdrawn":
            raise one.with_traceback(None)
    return tuple(one for one in ours if isinstance(one, Withdrawal))


def withdrawals_kept(folder: Path) -> tuple[list[tuple[str, Withdrawal, str]], object]:
    """Register, withdrawal, SHA-256 of its record, of those that are whole; and another state when they change.

    Raises:
        BrokenStoreError: as :func:`seals_in`, or there are records without a seal.
    """
    state = _states(folder)
    found = [(name, one) for name, one in _sealed(folder, state) if isinstance(one, Withdrawal)]
    kept = [
        (name or _NOBODY, one, _digest((folder / f"withdrawn/{one.sha256}.json").read_bytes()))
        for name, one in found
    ]
    return kept, state


def _states(folder: Path) -> tuple[object, ...]:
    places = (seals_path(folder), folder / "imports", folder / "withdrawn")
    return tuple(map(_state, places))


def broken_in(folder: Path) -> Mapping[str, BrokenStoreError]:
    """Register → what is wrong with a record of it; those that are whole are not in it.

    Raises:
        BrokenStoreError: the seals themselves, or nobody can tell of which register a record is.
    """
    found = _sealed(folder, _states(folder))
    back = _taken_back(found)
    return {
        name: one
        for name, one in found
        if isinstance(one, BrokenStoreError) and not _is_of(one, back)
    }


def sealed_in(folder: Path) -> Mapping[str, str]:
    """Take-in → its register, of all that were sealed, broken ones too, in the order of coming in."""
    seals = (one.said for one in seals_in(folder) or ())
    return {one.sha256: one.register for one in seals if one.what is Sealed.TAKEN}


def registers_in(folder: Path) -> frozenset[str]:
    """The registers that anything was taken into, and is sealed."""
    return frozenset(name for name, _ in _sealed(folder, _states(folder)) if name)


def _taken_back(found: Records) -> frozenset[str]:
    """The files of the take-ins that were withdrawn."""
    return frozenset(
        Sealed.TAKEN.file(one.sha256) for _, one in found if isinstance(one, Withdrawal)
    )


def _is_of(one: BrokenStoreError, files: frozenset[str]) -> bool:
    path = Path(one.file)
    return f"{path.parent.name}/{path.name}" in files


def _records(
    folder: Path, register: str | None, *, as_before: bool = False
) -> Iterator[Import | Withdrawal]:
    found = _sealed(folder, _states(folder))
    back = frozenset[str]() if as_before else _taken_back(found)
    for name, one in found:
        if register and name and name != register:
            continue
        if isinstance(one, BrokenStoreError):
            if _is_of(one, back):
                continue
            raise one.with_traceback(None)
        yield one


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


@lru_cache(maxsize=256)
def _sealed(folder: Path, _state: object) -> Records:
    """Each record with its register, or what is wrong with it."""
    there, seals = read_together(folder)
    if seals is None:  # nobody knows of which register a withdrawal is
        return tuple(("", _unsealed(folder, name)) for name in there)
    for name in strays(there, seals):
        raise BrokenStoreError(folder / name, "没有入库过的记录", "清单里没有这个文件")
    records = (one.said for one in seals if one.said.what is not Sealed.KEY)
    return tuple((one.register, _record_or_fault(folder, one)) for one in records)


def _record_or_fault(folder: Path, one: Said) -> Import | Withdrawal | BrokenStoreError:
    try:
        return record_of(folder, one)
    except BrokenStoreError as wrong:
        return wrong


def read_together(folder: Path) -> tuple[list[str], tuple[Seal, ...] | None]:
    """Names of the records that are there, those on their way in left out, and the seals.

    The names first, then what is on its way, the seals last: a record that comes meanwhile is in one of
    the two.

    Raises:
        BrokenStoreError: as :func:`seals_in`.
    """
    there, coming = sorted(names_in(folder)), pending(folder)
    seals = seals_in(folder)
    known = {one.said.file for one in seals or ()}
    return [one for one in there if one in known or not (coming and coming.has(one))], seals


def strays(there: Iterable[str], seals: Iterable[Seal]) -> list[str]:
    """Records that nobody took in: without a seal."""
    known = {one.said.file for one in seals}
    return [one for one in there if one not in known]


def names_in(folder: Path) -> Iterator[str]:
    """The records that are there, by their names in the evidence folder."""
    for place in ("imports", "withdrawn"):
        for path in (folder / place).glob("*.json"):
            if "." not in path.stem:
                yield f"{place}/{path.name}"


def _unsealed(folder: Path, name: str) -> Import | Withdrawal:
    """A record of an earlier version, which has no seal; one of this version has, or somebody took it away."""
    found = _parsed(folder / name, (folder / name).read_bytes(), name)
    if isinstance(found, Import) and found.sealed:
        about = f"{found.when:%Y-%m-%d} 入库的“{found.original_name}”（{found.register_name}）"
        raise BrokenStoreError(seals_path(folder), about, "清单不见了")
    return found


def record_of(folder: Path, one: Said) -> Import | Withdrawal:
    """The record that a seal is of.

    Raises:
        BrokenStoreError: it is gone, or is not what was taken in.
    """
    path = folder / one.file
    if not path.exists():
        raise BrokenStoreError(path, one.about, "入库记录不见了")
    data = path.read_bytes()
    if _digest(data) != one.record:
        raise BrokenStoreError(path, one.about, "入库记录被改动过")
    return _parsed(path, data, one.about)


def _parsed(path: Path, data: bytes, about: str) -> Import | Withdrawal:
    kind = Import if path.parent.name == "imports" else Withdrawal
    try:
        return kind.model_validate_json(data)
    except ValueError as wrong:
        raise BrokenStoreError(path, about, "不是完整的记录") from wrong


def checked_key(folder: Path) -> bytes | None:
    """The key of hashed names, ``None`` before the first take-in.

    Raises:
        BrokenStoreError: it is gone or another: the same name would get another hash.
    """
    path = folder / ".key"
    data = path.read_bytes() if path.exists() else None
    for one in seals_in(folder) or ():
        if one.said.what is Sealed.KEY and (data is None or _digest(data) != one.said.record):
            fault = "密钥不见了" if data is None else "密钥被改动过"
            raise BrokenStoreError(path, one.said.about, fault)
    return data


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
