"""The folder's back: ``acts/log`` holds a line an act, ``acts/checkpoints`` a signed note a file.

Only added to. A line that has no end was never acknowledged: whoever writes next cuts it off.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from jixiao.acts.act import Act, ForeignActError
from jixiao.acts.appending import added, flush, write_over
from jixiao.acts.errors import BrokenRecordError, NoteError
from jixiao.acts.index import Index
from jixiao.acts.key import signer_in
from jixiao.acts.kind import ActRefusedError, Told
from jixiao.acts.line import line_of, read_line
from jixiao.acts.note import Checkpoint, noted
from jixiao.acts.record import Record
from jixiao.acts.tree import Frontier
from jixiao.acts.words import Word

FOLDER, LOG, CHECKPOINTS, ORIGIN, _LOCK = "acts", "log", "checkpoints", "origin", ".lock"


class FolderBook:
    """The lines of one file, read as far as they go; every line is checked whenever it is read."""

    def __init__(self, path: Path) -> None:
        """Nothing read yet."""
        self.path = path
        self.ends = array("Q", [0])  # where each line ends: act n lies between ends n-1 and n
        self.newest: Act | None = None
        #: Lines of the writing block under way, behind those of the file.
        self.unwritten = bytearray()
        self._index = Index()
        self._tree = Frontier()
        self._told = lru_cache(maxsize=4096)(self._read)

    @property
    def size(self) -> int:
        """How many acts there are."""
        return len(self.ends) - 1

    @property
    def read_to(self) -> int:
        """How many bytes of the file are known."""
        return self.ends[-1]

    def about(self, subjects: Sequence[str], until: datetime | None = None) -> list[Told]:
        """Acts on any of these subjects, oldest first."""
        return self._some(self._index.about(subjects), until)

    def of_kinds(self, names: Sequence[str], until: datetime | None = None) -> list[Told]:
        """Acts of these kinds, oldest first."""
        return self._some(self._index.of_kinds(names), until)

    def newest_of(self, names: Sequence[str]) -> str | None:
        """Hash of the last act of these kinds."""
        number = self._index.newest_of(names)
        return self._told(number).act.hash if number else None

    def root(self) -> bytes:
        """Root of the Merkle tree over all acts."""
        return self._tree.root

    def _some(self, numbers: Iterable[int], until: datetime | None) -> list[Told]:
        told = (self._told(number) for number in numbers)
        return [one for one in told if until is None or one.act.recorded <= until]

    def _read(self, number: int) -> Told:
        line = self._line(self.ends[number - 1], self.ends[number])
        try:
            return read_line(line[:-1], number).told()
        except ForeignActError as wrong:
            raise self._broken(number, str(wrong)) from wrong

    def _line(self, begin: int, end: int) -> bytes:
        written = self.read_to - len(self.unwritten)
        if begin >= written:
            return bytes(self.unwritten[begin - written : end - written])
        with self.path.open("rb") as opened:
            return os.pread(opened.fileno(), end - begin, begin)

    def refresh(self) -> None:
        """Read what was added since, and hold it against the newest checkpoint.

        Raises:
            BrokenRecordError: a line is not what was written, or lines are gone.
        """
        signed = self._newest_checkpoint()
        size = self.path.stat().st_size if self.path.exists() else 0
        if size < self.read_to:
            raise BrokenRecordError(str(self.path), "文件末尾", "记录变短了")
        if size > self.read_to:
            self._take_on(signed)
        if signed and signed.size > self.size:
            raise self._broken(
                self.size + 1, f"检查点签的是 {signed.size} 条，现在只有 {self.size} 条"
            )

    def _take_on(self, signed: Checkpoint | None) -> None:
        with self.path.open("rb") as opened:
            opened.seek(self.read_to)
            for line in opened:
                if not line.endswith(b"\n"):
                    break
                self.take(line)
                if signed and signed.size == self.size and signed.root != self.root():
                    raise self._broken(self.size, "与签名的检查点不符：以前的记录被换过")

    def take(self, line: bytes) -> None:
        """One more line, its end included.

        Raises:
            BrokenRecordError: it is not the next act.
        """
        number = self.size + 1
        try:
            taken = read_line(line[:-1], number)
        except ForeignActError as wrong:
            raise self._broken(number, str(wrong)) from wrong
        self.ends.append(self.read_to + len(line))
        self.newest = taken.act
        self._index.add(taken.act)
        self._tree.add(taken.leaf_hash)

    def _newest_checkpoint(self) -> Checkpoint | None:
        last = max(_notes(self.path.parent), default=None)
        if last is None:
            return None
        try:
            return noted(_text(last))
        except NoteError as wrong:
            raise BrokenRecordError(str(last), "全文", str(wrong)) from wrong

    def _broken(self, number: int, fault: str) -> BrokenRecordError:
        return BrokenRecordError(str(self.path), f"第 {number} 条", fault)


class WritingFolder:
    """The one writer's view: all the reader knows, and adding to the file."""

    def __init__(self, book: FolderBook, origin: str) -> None:
        """On top of what is read."""
        self._book, self.origin, self._notes = book, origin, list[str]()
        self._then: list[Callable[[], None]] = []
        self.about, self.of_kinds, self.root = book.about, book.of_kinds, book.root
        self.newest_of = book.newest_of

    @property
    def size(self) -> int:
        """How many acts there are."""
        return self._book.size

    @property
    def newest(self) -> Act | None:
        """The last act."""
        return self._book.newest

    def append(self, act: Act, words: Sequence[Word]) -> None:
        """Keep an act with its words, for good once :meth:`finish` returns."""
        line = line_of(act, words)
        self._book.take(line)
        self._book.unwritten += line

    def keep_checkpoint(self, note: str) -> None:
        """Keep a signed checkpoint, behind the acts it is over."""
        self._notes.append(note)

    def when_kept(self, do: Callable[[], None]) -> None:
        """Do something at the end of :meth:`finish`."""
        self._then.append(do)

    def finish(self) -> None:
        """Write all that was said in the block, to the disk itself: all of it or nothing.

        Raises:
            OSError: it could not be written; the file is as before.
        """
        book = self._book
        if book.unwritten:
            added(book.path, bytes(book.unwritten), book.read_to - len(book.unwritten))
            book.unwritten.clear()
        for note in self._notes:
            keep_checkpoint(book.path.parent, note)
        for do in self._then:
            do()


def keep_checkpoint(place: Path, note: str) -> None:
    """Keep a signed checkpoint, named by how many acts it is over; it is there whole or not at all.

    One that says more than the acts has a name of its own, for several may be over as many acts.
    """
    folder, said = place / CHECKPOINTS, noted(note)
    folder.mkdir(exist_ok=True, mode=0o700)
    more = f"-{hashlib.sha256(note.encode()).hexdigest()[:16]}" if said.more else ""
    path = folder / f"{said.size:012d}{more}"
    neighbour = path.with_name(f".{path.name}")
    neighbour.unlink(missing_ok=True)
    added(neighbour, note.encode(), 0)
    neighbour.replace(path)
    flush(folder)


def _notes(place: Path) -> list[Path]:
    """The checkpoints, by the names they were given; what a killed process left half written is none."""
    return [one for one in place.glob(f"{CHECKPOINTS}/*") if not one.name.startswith(".")]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def folder_record(folder: Path) -> Record:
    """The record in a folder, whose own key signs the checkpoints; nothing is read or made yet."""
    back = FolderBack(folder)
    return Record(back, lambda: signer_in(back.place))


class FolderBack:
    """Acts in a folder's ``acts/``. One object may be used by many threads."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is what holds ``acts/``; it need not exist yet."""
        self.place = folder / FOLDER
        self.name = str(self.place / LOG)
        self._book = FolderBook(self.place / LOG)
        self._one = threading.RLock()

    @property
    def origin(self) -> str:
        """Whose record it is: a name made once, kept beside the log.

        Raises:
            BrokenRecordError: there are acts, and the name is gone.
        """
        path = self.place / ORIGIN
        if path.exists():
            return path.read_text("utf-8", errors="replace")
        if (self.place / LOG).exists():
            raise BrokenRecordError(str(path), "全文", "记录的名称不见了；请从备份恢复")
        self._made()
        added(path, f"jixiao/{secrets.token_hex(8)}".encode(), 0)
        return path.read_text("utf-8")

    def reading(self) -> FolderBook:
        """The record as it is now."""
        with self._one:
            self._book.refresh()
            return self._book

    @contextmanager
    def writing(self, about: Sequence[str] = ()) -> Iterator[WritingFolder]:
        """The record for the only writer, until the block ends; what it is about is in memory anyway."""
        del about
        self._made()
        with self._one, (self.place / _LOCK).open("w") as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
            origin = self.origin  # a record has its name before its first act
            self._book.refresh()
            writing = WritingFolder(self._book, origin)
            try:
                yield writing
                writing.finish()
            except BaseException:
                self._book = FolderBook(self.place / LOG)  # what was begun was never said
                raise

    def lines(self) -> Iterator[bytes]:
        """Every line that was acknowledged, that is: has an end."""
        path = self.place / LOG
        if not path.exists():
            return
        with path.open("rb") as opened:
            for line in opened:
                if line.endswith(b"\n"):
                    yield line[:-1]

    def notes(self) -> Iterator[str]:
        """Every checkpoint."""
        return map(_text, sorted(_notes(self.place)))

    def load(self, origin: str, lines: Iterable[bytes], notes: Iterable[str]) -> None:
        """Take over the record of another back into a folder without one."""
        self._made()
        with self._one, (self.place / _LOCK).open("w") as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
            if (self.place / LOG).exists():
                raise ActRefusedError(f"{self.place} 里已有记录，不能再装入另一份")
            book, whole = FolderBook(self.place / LOG), bytearray()
            for line in lines:
                book.take(line + b"\n")
                whole += line + b"\n"
            write_over(self.place / ORIGIN, origin.encode())
            for note in notes:
                keep_checkpoint(self.place, note)
            write_over(self.place / LOG, bytes(whole))  # last: without it there is no record

    def _made(self) -> None:
        self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
