"""The record of what people say: one function adds, one reads as of any moment.

Nobody speaks over what they have not seen; what was said is kept for good; what stands is folded from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from jixiao.acts.act import Act, By, subject_text
from jixiao.acts.back import Back, Book, WritingBook
from jixiao.acts.errors import ClockError
from jixiao.acts.kind import WRITTEN, ActRefusedError, Draft, Kind, Told, kind_of
from jixiao.acts.note import Checkpoint, Signer
from jixiao.acts.words import Word, word
from jixiao.terms.roles import Role

#: A checkpoint is signed after so many acts, at every signature, and at every backup.
CHECKPOINT_EVERY = 100
_CLOCK_MAY_STRAY = timedelta(minutes=5)

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class StaleActError(Exception):
    """Somebody said something about the same subject meanwhile: ``newest`` is what, if anything."""

    def __init__(self, newest: Told | None) -> None:
        """Keep what the author had not seen."""
        super().__init__("changed meanwhile")
        self.newest = newest


@dataclass(frozen=True)
class Record:
    """The acts in a back. ``signer`` gives who signs the checkpoints, ``clock`` the moment, in UTC."""

    back: Back
    signer: Callable[[], Signer]
    clock: Clock = field(default=utc_now)

    def reading(self) -> Book:
        """What was said so far; a book's ``until`` gives what was said up to a moment.

        Raises:
            BrokenRecordError: the record is not what was recorded.
        """
        return self.back.reading()

    @contextmanager
    def writing(self, *wanted: Draft) -> Iterator[Writer]:
        """The one writer, who sees what there is before saying something on top of it.

        ``wanted``: what will be said, where that is known before: what it watches may then come at once.
        """
        with self.back.writing([one for draft in wanted for one in _watched(draft)]) as book:
            yield Writer(book, self)

    def add(self, draft: Draft, seen: str | None) -> Told:
        """Record an act; ``seen`` is the hash of the last act on what it watches that its author saw.

        Raises:
            StaleActError: there is more than was seen.
            ActRefusedError: the act lacks something, may not follow what stands, or is another's to say.
            ClockError: the clock is behind the record.
            BrokenRecordError: the record is not what was recorded.
            OSError: it could not be kept. In every case the record is as before.
        """
        with self.writing(draft) as writer:
            return writer.add(draft, seen)

    def checkpoint(self, more: Sequence[str] = ()) -> str | None:
        """Sign and keep a checkpoint of the record as it is; ``None`` where there is nothing to sign.

        ``more``: lines that say more than the acts.
        """
        with self.writing() as writer:
            return writer.checkpoint(more) if writer.book.size or more else None


@dataclass(frozen=True)
class Writer:
    """Adds acts, each on top of the ones before it, until its block ends."""

    book: WritingBook
    record: Record

    def head(self, draft: Draft) -> str | None:
        """The hash of the last act on what this one watches: what its author has seen, who looks now."""
        return head(_before(self.book, draft))

    def look(self, draft: Draft, seen: str | None) -> list[Told]:
        """The acts on what a draft watches; they are those that its author saw.

        Raises:
            StaleActError: there is more than was seen.
        """
        before = _before(self.book, draft)
        if head(before) != seen:
            raise StaleActError(before[-1] if before else None)
        return before

    def refuse(self, draft: Draft) -> None:
        """Refuse what may not be said on top of what there is now.

        Raises:
            ActRefusedError: it may not.
        """
        _refuse(kind_of(draft.kind), draft, _before(self.book, draft))

    def add(self, draft: Draft, seen: str | None) -> Told:
        """As :meth:`Record.add`."""
        return self._added(draft, self.look(draft, seen))

    def say(self, draft: Draft) -> Told:
        """As :meth:`add`, on top of whatever there is: whoever calls has seen to it that it was seen."""
        return self._added(draft, _before(self.book, draft))

    def _added(self, draft: Draft, before: Sequence[Told]) -> Told:
        kind = kind_of(draft.kind)
        _refuse(kind, draft, before)
        act, words = _made(kind, draft, self.book, head(before), self._moment())
        self.book.append(act, words)
        if act.seq % CHECKPOINT_EVERY == 0 or kind.signs:
            self.checkpoint()
        return Told(act, draft.says, draft.who)

    def bring(self, draft: Draft, written: str | None) -> Told:
        """Record what somebody said before there was this record, by whatever rules held then.

        ``written``: the moment (ISO 8601) told of it, where one was; the act's own is that of bringing.

        Raises:
            ActRefusedError: members are missing or too many.
        """
        kind = kind_of(draft.kind)
        _refuse_all_members(kind, draft)
        told = replace(draft, says={**draft.says, WRITTEN: written})
        act, words = _made(kind, told, self.book, self.head(draft), self._moment())
        self.book.append(act, words)
        if act.seq % CHECKPOINT_EVERY == 0:
            self.checkpoint()
        return Told(act, told.says, draft.who)

    def checkpoint(self, more: Sequence[str] = ()) -> str:
        """As :meth:`Record.checkpoint`."""
        book = self.book
        made = Checkpoint(book.origin, book.size, book.root(), tuple(more))
        note = self.record.signer().signed(made)
        self.book.keep_checkpoint(note)
        return note

    def _moment(self) -> datetime:
        now, last = self.record.clock(), self.book.newest
        if last is None or now >= last.recorded:
            return now
        if last.recorded - now > _CLOCK_MAY_STRAY:
            raise ClockError(
                f"机器的时钟是 {now:%Y-%m-%d %H:%M}，早于最后一条记录的 {last.recorded:%Y-%m-%d %H:%M}"
                "（世界时）；请校准时钟再试。没有任何改动"
            )
        return last.recorded


def head(told: Sequence[Told]) -> str | None:
    """By which a page says what it was made of: the hash of the last of these acts."""
    return told[-1].act.hash if told else None


def on_subject(book: Book, subject: Mapping[str, Any], until: datetime | None = None) -> list[Told]:
    """Acts on one subject, oldest first."""
    return book.about((subject_text(subject),), until)


def _before(book: Book, draft: Draft) -> list[Told]:
    return book.about(_watched(draft))


def _watched(draft: Draft) -> list[str]:
    return [subject_text(one) for one in kind_of(draft.kind).watches(draft.subject)]


def _refuse(kind: Kind[Any], draft: Draft, before: Sequence[Told]) -> None:
    if not draft.who.strip():
        raise ActRefusedError(f"{kind.label}要写明是谁")
    if kind.may and draft.role not in kind.may:
        raise ActRefusedError(f"{kind.label}只能由{_roles(kind.may)}作出")
    _refuse_all_members(kind, draft)
    if why := kind.refuse(draft, before):
        raise ActRefusedError(why)


def _roles(names: frozenset[str]) -> str:
    return "、".join(one.label for one in Role if one.value in names)


def _refuse_all_members(kind: Kind[Any], draft: Draft) -> None:
    _refuse_members(kind, "对象", draft.subject, kind.about)
    _refuse_members(kind, "内容", draft.says, kind.words | kind.facts)


def _refuse_members(
    kind: Kind[Any], what: str, given: Mapping[str, Any], wanted: frozenset[str]
) -> None:
    if given.keys() != wanted:
        raise ActRefusedError(
            f"{kind.label}的{what}应有 {'、'.join(sorted(wanted)) or '无'}，"
            f"多了 {'、'.join(sorted(given.keys() - wanted)) or '无'}，"
            f"少了 {'、'.join(sorted(wanted - given.keys())) or '无'}"
        )


def _made(
    kind: Kind[Any], draft: Draft, book: WritingBook, seen: str | None, moment: datetime
) -> tuple[Act, list[Word]]:
    who = word(draft.who)
    said = {key: word(draft.says[key]) for key in sorted(kind.words) if draft.says[key]}
    says = {key: said[key].hash if key in said else value for key, value in draft.says.items()}
    act = Act(
        seq=book.size + 1, kind=kind.name, subject=dict(draft.subject), says=says,
        by=By(who.hash, draft.role, draft.organisation), on=draft.on,
        recorded=moment.replace(microsecond=moment.microsecond // 1000 * 1000),
        seen=seen, binds=draft.binds,
    )  # fmt: skip
    return act, [who, *said.values()]
