"""The database's back of the record of acts, a department a record; and who signs its checkpoints.

An act is kept in the same transaction as all else that a request writes.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from jixiao.acts.act import Act, ForeignActError, act_of
from jixiao.acts.errors import BrokenRecordError, NoteError
from jixiao.acts.key import signer_in
from jixiao.acts.kind import ActRefusedError, Told
from jixiao.acts.line import line_from, read_line, words_told
from jixiao.acts.note import Checkpoint, Signer, noted
from jixiao.acts.record import Record
from jixiao.acts.tree import Frontier
from jixiao.acts.words import Word
from jixiao.web.house import act_rows
from jixiao.web.house.act_rows import Head, Row
from jixiao.web.house.checked import Checked, checked
from jixiao.web.models import Department

_READ: ContextVar[dict[int, DatabaseBook] | None] = ContextVar("read", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Until the block ends, each record is read as it was when it was first looked at, or last written."""
    before = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(before)


def record_of(department_id: int) -> Record:
    """A department's record."""
    return Record(DatabaseBack(department_id), signer)


def signer() -> Signer:
    """Who signs the checkpoints of this installation."""
    return _signer(Path(settings.DATA))


@lru_cache(maxsize=4)
def _signer(folder: Path) -> Signer:
    return signer_in(folder)


class DatabaseBook:
    """A department's acts as of one query; a row is checked when it is looked at."""

    def __init__(self, back: DatabaseBack, head: Head) -> None:
        """As far as ``head``, which was checked."""
        self._back, self._head, self.origin = back, head, head.origin
        self._tree = Frontier.at(head.size, head.edge)

    @property
    def size(self) -> int:
        """How many acts there are."""
        return self._tree.size

    @cached_property
    def newest(self) -> Act | None:
        """The last act."""
        return self._back.act(self._head.last) if self._head.last else None

    @property
    def edge(self) -> bytes:
        """Another where any act is another: the right edge of the Merkle tree."""
        return self._tree.edge()

    def about(self, subjects: Sequence[str], until: datetime | None = None) -> list[Told]:
        """Acts on any of these subjects, oldest first."""
        return self._some(self._about(digests(subjects)), until)

    def of_kinds(
        self, names: Sequence[str], until: datetime | None = None, after: int = 0
    ) -> list[Told]:
        """Acts of these kinds, oldest first; those behind act ``after``."""
        return self._some(act_rows.of_kinds(self._back.department_id, names, after), until)

    def newest_of(self, names: Sequence[str]) -> str | None:
        """Hash of the last act of these kinds."""
        return act_rows.newest_of(self._back.department_id, names)

    def root(self) -> bytes:
        """Root of the Merkle tree over all acts."""
        return self._tree.root

    def _about(self, digests: Sequence[str]) -> Sequence[Row]:
        return act_rows.about(self._back.department_id, digests)

    def _some(self, rows: Sequence[Row], until: datetime | None) -> list[Told]:
        told = [self._back.told(row) for row in rows]
        return [one for one in told if until is None or one.act.recorded <= until]


class WritingDatabase(DatabaseBook):
    """The one writer's. ``ahead``: digests of the subjects whose acts came with the head."""

    def __init__(self, back: DatabaseBack, head: Head, ahead: Sequence[str] = ()) -> None:
        """On top of ``head``."""
        super().__init__(back, head)
        self._ahead = ahead

    def _about(self, digests: Sequence[str]) -> Sequence[Row]:
        same = digests == self._ahead and self.size == self._head.size
        return self._head.about if same else super()._about(digests)

    def append(self, act: Act, words: Sequence[Word]) -> None:
        """Keep an act with its words."""
        self._tree.add(bytes.fromhex(act.hash))
        act_rows.add(
            self._back.department_id, act, digest(act.about), self._tree.edge(), words_told(words)
        )
        self.newest = act

    def when_kept(self, do: Callable[[], None]) -> None:
        """Do something once the transaction is committed."""
        transaction.on_commit(do)

    def keep_checkpoint(self, note: str) -> None:
        """Keep a signed checkpoint."""
        act_rows.add_checkpoint(self._back.department_id, noted(note).size, note)

    def finish(self, known: Checked) -> None:
        """What was added here was hashed here: once it is committed it need not be looked at again."""
        if self.size > self._head.size:
            tree = Frontier.at(self.size, self.edge)
            transaction.on_commit(lambda: known.went_on(tree))


class DatabaseBack:
    """A department's acts in the database."""

    def __init__(self, department_id: int) -> None:
        """Name the department."""
        self.department_id = department_id
        self.name = f"数据库中部门 {department_id} 的记录"

    @property
    def origin(self) -> str:
        """Whose record it is; made with the first act."""
        return act_rows.head(self.department_id).origin

    def reading(self) -> DatabaseBook:
        """The record as it is now; what was not looked at since this process began is checked.

        Inside :func:`one_reading` as it was when it was first looked at.
        """
        read = _READ.get()
        if read is None:
            return DatabaseBook(self, self._head())
        if self.department_id not in read:
            read[self.department_id] = DatabaseBook(self, self._head())
        return read[self.department_id]

    @contextmanager
    def writing(self, about: Sequence[str] = ()) -> Iterator[WritingDatabase]:
        """The record for the only writer, in one transaction, until the block ends."""
        known, ahead = checked(self.department_id), digests(about)
        (_READ.get() or {}).pop(self.department_id, None)
        if not known.held:
            self._head()  # a long look keeps nobody from writing
        with transaction.atomic():
            book = WritingDatabase(self, self._named(self._head(ahead, lock=True)), ahead)
            yield book
            book.finish(known)

    def lines(self) -> Iterator[bytes]:
        """Every act as a line, unchecked."""
        return map(_line, act_rows.every(self.department_id))

    def notes(self) -> Iterator[str]:
        """Every checkpoint."""
        return (note for _number, note in act_rows.checkpoints(self.department_id))

    def load(self, origin: str, lines: Iterable[bytes], notes: Iterable[str]) -> None:
        """Take over the record of another back into a department without acts."""
        with transaction.atomic():
            head = act_rows.head(self.department_id, lock=True)
            if head.last:
                raise ActRefusedError("这个部门已有记录，不能再装入另一份")
            book = WritingDatabase(self, self._named(head, origin))
            for number, line in enumerate(lines, start=1):
                try:
                    taken = read_line(line, number)
                except ForeignActError as wrong:
                    raise self._broken(number, str(wrong)) from wrong
                book.append(taken.act, list(taken.words.values()))
            for note in notes:
                book.keep_checkpoint(note)

    def told(self, row: Row) -> Told:
        """The act of a row with its words.

        Raises:
            BrokenRecordError: the row is not what was recorded.
        """
        try:
            told = read_line(_line(row), row.seq).told()
        except ForeignActError as wrong:
            raise self._broken(row.seq, str(wrong)) from wrong
        if (told.act.kind, digest(told.act.about)) != (row.kind, row.about):
            raise self._broken(row.seq, "种类或对象与内容不符：被改动过")
        return told

    def act(self, row: Row) -> Act:
        """The act of a row, without words.

        Raises:
            BrokenRecordError: the row is not what was recorded.
        """
        try:
            act = act_of(row.leaf.encode())
        except ForeignActError as wrong:
            raise self._broken(row.seq, str(wrong)) from wrong
        if act.hash != row.leaf_hash or act.seq != row.seq:
            raise self._broken(row.seq, "内容与摘要不符：被改动过")
        return act

    def _named(self, head: Head, origin: str = "") -> Head:
        """The record gets its name with its first act."""
        if head.origin and not origin:
            return head
        named = replace(head, origin=origin or f"jixiao/{secrets.token_hex(8)}")
        Department.objects.filter(pk=self.department_id).update(record_origin=named.origin)
        return named

    def _head(self, ahead: Sequence[str] = (), *, lock: bool = False) -> Head:
        """Where the record ends, every act up to there looked at since this process began."""
        head = act_rows.head(self.department_id, ahead, lock=lock)
        known = checked(self.department_id)
        if known.ends_at(head.size, head.edge):
            return head
        with known.alone:
            signed = self._newest_checkpoint()
            head = act_rows.head(
                self.department_id, ahead
            )  # read behind the checkpoint, so never before it
            self._look(known, head, signed)
        return head

    def _look(self, known: Checked, head: Head, signed: Checkpoint | None) -> None:
        try:
            self._go_on(known, head, signed)
        except BrokenRecordError:
            if not known.tree.size:
                raise
            known.forget()  # what was looked at may have been taken back: all of it again
            self._go_on(known, head, signed)

    def _go_on(self, known: Checked, head: Head, signed: Checkpoint | None) -> None:
        """Look at the acts that were not looked at, and at the last checkpoint."""
        tree = Frontier.at(known.tree.size, known.tree.edge())
        for row in act_rows.every(self.department_id, tree.size, head.size):
            self._look_at(row, tree)
            if signed and signed.size == tree.size and signed.root != tree.root:
                raise self._broken(tree.size, "与签名的检查点不符：以前的记录被换过")
        if (tree.size, tree.edge()) != (head.size, head.edge):
            raise self._broken(tree.size + 1, "与以前的记录接不上：少了，或者被改动过")
        if signed and signed.size > tree.size:
            raise self._broken(
                tree.size + 1, f"检查点签的是 {signed.size} 条，现在只有 {tree.size} 条"
            )
        known.tree, known.held = tree, True

    def _look_at(self, row: Row, tree: Frontier) -> None:
        if row.seq != tree.size + 1:
            raise self._broken(tree.size + 1, f"编号是 {row.seq}：少了、多了或者换了位置")
        act = self.act(row)
        tree.add(bytes.fromhex(act.hash))
        if row.edge != tree.edge():
            raise self._broken(row.seq, "与以前的记录接不上：被改动过")

    def _newest_checkpoint(self) -> Checkpoint | None:
        if (last := act_rows.newest_checkpoint(self.department_id)) is None:
            return None
        number, note = last
        try:
            return noted(note)
        except NoteError as wrong:
            raise BrokenRecordError(self.name, f"检查点 {number}", str(wrong)) from wrong

    def _broken(self, number: int, fault: str) -> BrokenRecordError:
        return BrokenRecordError(self.name, f"第 {number} 条", fault)


def digest(subject: str) -> str:
    """By which acts about a subject are found."""
    return hashlib.sha256(subject.encode()).hexdigest()


def digests(subjects: Iterable[str]) -> list[str]:
    """Those of some subjects, each once."""
    return [digest(one) for one in dict.fromkeys(subjects)]


def _line(row: Row) -> bytes:
    return line_from(row.leaf_hash, row.leaf.encode(), "[]" if row.told is None else row.told)
