"""The database's back of the record of acts, a department a record; and who signs its checkpoints.

An act is kept in the same transaction as all else that a request writes.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from jixiao.acts.act import Act, ForeignActError, act_of
from jixiao.acts.errors import BrokenRecordError, NoteError
from jixiao.acts.key import signer_in
from jixiao.acts.kind import ActRefusedError, Told
from jixiao.acts.line import line_from, read_line, words_told
from jixiao.acts.note import Signer, noted
from jixiao.acts.record import Record
from jixiao.acts.tree import Frontier
from jixiao.acts.words import Word
from jixiao.web.house.checked import Checked, checked
from jixiao.web.models import ActCheckpoint, ActRow, ActWords, Department


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

    def __init__(self, back: DatabaseBack) -> None:
        """As it is now."""
        self._back = back
        last = back.rows().order_by("-seq").first()
        self._tree = Frontier.at(last.seq, bytes(last.edge)) if last else Frontier()
        self.newest: Act | None = back.act(last) if last else None

    @property
    def size(self) -> int:
        """How many acts there are."""
        return self._tree.size

    def about(self, subjects: Sequence[str], until: datetime | None = None) -> list[Told]:
        """Acts on any of these subjects, oldest first."""
        return self._some(self._back.rows().filter(about__in=map(digest, subjects)), until)

    def of_kinds(
        self, names: Sequence[str], until: datetime | None = None, after: int = 0
    ) -> list[Told]:
        """Acts of these kinds, oldest first; those behind act ``after``."""
        return self._some(self._back.rows().filter(kind__in=names, seq__gt=after), until)

    def newest_of(self, names: Sequence[str]) -> str | None:
        """Hash of the last act of these kinds."""
        found = self._back.rows().filter(kind__in=names).order_by("-seq")
        return found.values_list("leaf_hash", flat=True).first()

    def root(self) -> bytes:
        """Root of the Merkle tree over all acts."""
        return self._tree.root

    def _some(self, rows: QuerySet[ActRow], until: datetime | None) -> list[Told]:
        told = [self._back.told(row) for row in rows.select_related("words")]
        return [one for one in told if until is None or one.act.recorded <= until]


class WritingDatabase(DatabaseBook):
    """The one writer's."""

    def append(self, act: Act, words: Sequence[Word]) -> None:
        """Keep an act with its words."""
        leaf = act.leaf.decode()
        self._tree.add(bytes.fromhex(act.hash))
        row = ActRow.objects.create(
            department_id=self._back.department_id, seq=act.seq, kind=act.kind,
            about=digest(act.about), leaf=leaf, leaf_hash=act.hash, edge=self._tree.edge(),
        )  # fmt: skip
        ActWords.objects.create(act=row, told=words_told(words))
        self.newest = act

    def when_kept(self, do: Callable[[], None]) -> None:
        """Do something once the transaction is committed."""
        transaction.on_commit(do)

    def keep_checkpoint(self, note: str) -> None:
        """Keep a signed checkpoint."""
        ActCheckpoint.objects.create(
            department_id=self._back.department_id, size=noted(note).size, note=note
        )


class DatabaseBack:
    """A department's acts in the database."""

    def __init__(self, department_id: int) -> None:
        """Name the department."""
        self.department_id = department_id
        self.name = f"数据库中部门 {department_id} 的记录"

    @property
    def origin(self) -> str:
        """Whose record it is; made with the first act."""
        return Department.objects.values_list("record_origin", flat=True).get(pk=self.department_id)

    def rows(self) -> QuerySet[ActRow]:
        """The department's rows, in their order."""
        return ActRow.objects.filter(department_id=self.department_id).order_by("seq")

    def reading(self) -> DatabaseBook:
        """The record as it is now; what was not looked at since this process began is checked."""
        self._check()
        return DatabaseBook(self)

    @contextmanager
    def writing(self) -> Iterator[WritingDatabase]:
        """The record for the only writer, in one transaction, until the block ends."""
        self._check()
        with transaction.atomic():
            self._locked()
            yield WritingDatabase(self)

    def lines(self) -> Iterator[bytes]:
        """Every act as a line, unchecked."""
        for row in self.rows().select_related("words").iterator(chunk_size=1000):
            yield _line(row)

    def notes(self) -> Iterator[str]:
        """Every checkpoint."""
        of_mine = ActCheckpoint.objects.filter(department_id=self.department_id).order_by("id")
        yield from of_mine.values_list("note", flat=True).iterator()

    def load(self, origin: str, lines: Iterable[bytes], notes: Iterable[str]) -> None:
        """Take over the record of another back into a department without acts."""
        with transaction.atomic():
            self._locked(origin)
            if self.rows().exists():
                raise ActRefusedError("这个部门已有记录，不能再装入另一份")
            book = WritingDatabase(self)
            for number, line in enumerate(lines, start=1):
                try:
                    taken = read_line(line, number)
                except ForeignActError as wrong:
                    raise self._broken(number, str(wrong)) from wrong
                book.append(taken.act, list(taken.words.values()))
            for note in notes:
                book.keep_checkpoint(note)

    def told(self, row: ActRow) -> Told:
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

    def act(self, row: ActRow) -> Act:
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

    def _locked(self, origin: str = "") -> None:
        """No other writer; keys to the department may be taken meanwhile. The record gets its name."""
        mine = Department.objects.select_for_update(no_key=True).get(pk=self.department_id)
        if origin or not mine.record_origin:
            mine.record_origin = origin or f"jixiao/{secrets.token_hex(8)}"
            mine.save(update_fields=["record_origin"])

    def _check(self) -> None:
        """Look at every row that was not looked at since this process began, and at the last checkpoint."""
        known = checked(self.department_id)
        last = self.rows().order_by("-seq").values_list("seq", flat=True).first() or 0
        if last < known.tree.size:  # a transaction that was taken back, or somebody cut the record
            known.forget()
        if last > known.tree.size or not known.held:
            self._look(known)

    def _look(self, known: Checked) -> None:
        signed = self._newest_checkpoint()
        with known.alone:
            tree = Frontier.at(known.tree.size, known.tree.edge())
            unseen = self.rows().filter(seq__gt=tree.size)
            for row in unseen.defer("about").iterator(chunk_size=1000):
                self._look_at(row, tree)
                if signed and signed.size == tree.size and signed.root != tree.root:
                    raise self._broken(tree.size, "与签名的检查点不符：以前的记录被换过")
            if signed and signed.size > tree.size:
                raise self._broken(
                    tree.size + 1, f"检查点签的是 {signed.size} 条，现在只有 {tree.size} 条"
                )
            known.tree, known.held = tree, True

    def _look_at(self, row: ActRow, tree: Frontier) -> None:
        if row.seq != tree.size + 1:
            raise self._broken(tree.size + 1, f"编号是 {row.seq}：少了、多了或者换了位置")
        act = self.act(row)
        tree.add(bytes.fromhex(act.hash))
        if bytes(row.edge) != tree.edge():
            raise self._broken(row.seq, "与以前的记录接不上：被改动过")

    def _newest_checkpoint(self):
        last = ActCheckpoint.objects.filter(department_id=self.department_id).order_by("id").last()
        if last is None:
            return None
        try:
            return noted(last.note)
        except NoteError as wrong:
            raise BrokenRecordError(self.name, f"检查点 {last.pk}", str(wrong)) from wrong

    def _broken(self, number: int, fault: str) -> BrokenRecordError:
        return BrokenRecordError(self.name, f"第 {number} 条", fault)


def digest(subject: str) -> str:
    """By which acts about a subject are found."""
    return hashlib.sha256(subject.encode()).hexdigest()


def _line(row: ActRow) -> bytes:
    words = getattr(row, "words", None)
    return line_from(row.leaf_hash, row.leaf.encode(), words.told if words else "[]")
