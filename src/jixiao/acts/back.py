"""Where acts are kept: what a back must do. What may be added is decided by :mod:`jixiao.acts.record`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from jixiao.acts.act import Act
from jixiao.acts.kind import Told
from jixiao.acts.words import Word


class Book(Protocol):
    """The record as one reader or the one writer sees it. What it gives has been checked."""

    @property
    def size(self) -> int:
        """How many acts there are."""

    @property
    def newest(self) -> Act | None:
        """The last act."""

    def about(self, subjects: Sequence[str], until: datetime | None = None) -> list[Told]:
        """Acts on any of these subjects (:func:`jixiao.acts.act.subject_text`), oldest first.

        With ``until``: those recorded up to that moment.
        """

    def of_kinds(self, names: Sequence[str], until: datetime | None = None) -> list[Told]:
        """Acts of these kinds, oldest first."""

    def newest_of(self, names: Sequence[str]) -> str | None:
        """Hash of the last act of these kinds: it changes when what they fold into may have."""

    def root(self) -> bytes:
        """Root of the Merkle tree over all acts."""


class WritingBook(Book, Protocol):
    """The one writer's."""

    @property
    def origin(self) -> str:
        """Whose record it is, as :attr:`Back.origin`."""

    def append(self, act: Act, words: Sequence[Word]) -> None:
        """Keep an act with its words, for good once the writing block ends.

        Raises:
            OSError: it could not be kept; the record is as before.
        """

    def keep_checkpoint(self, note: str) -> None:
        """Keep a signed checkpoint."""

    def when_kept(self, do: Callable[[], None]) -> None:
        """Do something once what was said in this block is kept for good, and not before."""


class Back(Protocol):
    """A place where acts are kept."""

    @property
    def name(self) -> str:
        """What a person is told of where it is: a file, a table."""

    @property
    def origin(self) -> str:
        """Whose record it is, as its checkpoints say."""

    def reading(self) -> Book:
        """The record as it is now.

        Raises:
            BrokenRecordError: it is not what was recorded.
        """

    def writing(self, about: Sequence[str] = ()) -> AbstractContextManager[WritingBook]:
        """The record for the only writer, of all threads and processes, until the block ends.

        ``about``: subjects that will be asked for, where they are known; a back may fetch them at once.

        Raises:
            BrokenRecordError: it is not what was recorded.
        """

    def lines(self) -> Iterator[bytes]:
        """Every act as :mod:`jixiao.acts.line` writes it, unchecked, without the end of line."""

    def notes(self) -> Iterator[str]:
        """Every checkpoint, unchecked."""

    def load(self, origin: str, lines: Iterable[bytes], notes: Iterable[str]) -> None:
        """Take over the record of another back, byte for byte, into an empty one.

        Raises:
            ActRefusedError: there are acts here already.
            BrokenRecordError: a line is not what was recorded; nothing is taken over.
        """
