"""Taking over: all of it or nothing; the files stay beside, renamed to ``*.moved``.

Names, days and moments stay as they were written; who had which role nobody wrote down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jixiao.acts.canonical import encoded
from jixiao.acts.earlier import money_file, monitoring_file, reported_file
from jixiao.acts.earlier.brought import Brought
from jixiao.acts.kind import WRITTEN, Draft, Told
from jixiao.acts.record import Record, Writer

MOVED = ".moved"
_LOCK = ".monitoring.json.lock"  # by which writers of those files kept out of one another's way
_SINGLE = {monitoring_file.NAME: monitoring_file.read, money_file.NAME: money_file.read}


def take_over(folder: Path, record: Record) -> None:
    """Take over what earlier versions wrote in a folder; where there is none, nothing is done.

    Whoever was cut off on the way is gone on with: what the record has already is not said twice.

    Raises:
        EarlierFileError: a file cannot be taken; nothing is taken over.
        BrokenRecordError, ClockError, OSError: as :meth:`jixiao.acts.record.Record.add`.
    """
    while files := _files_in(folder):
        try:
            _take(files, record)
            return
        except FileNotFoundError:
            if all(path.exists() for path in files):
                raise  # it is not that somebody else has put one of them aside meanwhile


def _take(files: Sequence[Path], record: Record) -> None:
    with record.writing() as writer:
        brought = _brought_from(files)
        _Taking.of(writer, brought).take(brought)
        writer.book.when_kept(lambda: _put_aside(files))


def _files_in(folder: Path) -> list[Path]:
    single = (path for name in _SINGLE if (path := folder / name).exists())
    return [*single, *sorted((folder / reported_file.FOLDER).glob("*.json"))]


def _brought_from(files: Sequence[Path]) -> list[Brought]:
    """All that these files say, in the order in which it was said."""
    single = [one for path in files if path.name in _SINGLE for one in _SINGLE[path.name](path)]
    reported = [reported_file.read(path) for path in files if path.name not in _SINGLE]
    return [*single, *sorted(reported, key=lambda one: one.written or "")]


@dataclass(frozen=True)
class _Taking:
    """Says what is not said yet. ``known``: content → hashes of acts that say it; ``names``: as files name them."""

    writer: Writer
    known: Mapping[bytes, list[str]]
    names: dict[str, str]

    @classmethod
    def of(cls, writer: Writer, brought: Sequence[Brought]) -> _Taking:
        """On top of what the record has."""
        known: dict[bytes, list[str]] = defaultdict(list)
        for told in writer.book.of_kinds(sorted({one.draft.kind for one in brought})):
            if WRITTEN in told.act.says:
                known[_content_of(told)].append(told.act.hash)
        return cls(writer, known, {})

    def take(self, brought: Sequence[Brought]) -> None:
        """Say it all, in its order."""
        for one in brought:
            said = self._said(one)
            if one.name:
                self.names[one.name] = said

    def _said(self, one: Brought) -> str:
        draft = one.draft
        if one.of:
            draft = replace(draft, says={**draft.says, "entry": self.names[one.of]})
        if same := self.known.get(_content(draft, one.written)):
            return same.pop(0)
        return self.writer.bring(draft, one.written).act.hash


def _content(draft: Draft, written: str | None) -> bytes:
    says = {**draft.says, WRITTEN: written}
    return _bytes(draft.kind, draft.subject, says, draft.who, draft.on.isoformat())


def _content_of(told: Told) -> bytes:
    act = told.act
    return _bytes(act.kind, act.subject, told.says, told.who, act.on.isoformat())


def _bytes(kind: str, subject: Mapping[str, Any], says: Mapping[str, Any], *told: str) -> bytes:
    return encoded([kind, dict(subject), dict(says), *told])


def _put_aside(files: Sequence[Path]) -> None:
    """Rename them; another process may have been quicker."""
    for path in files:
        try:
            path.rename(next(_free(path)))
        except FileNotFoundError:
            continue
    for folder in {path.parent for path in files}:
        (folder / _LOCK).unlink(missing_ok=True)


def _free(path: Path) -> Iterator[Path]:
    """Names beside a file that nothing has yet."""
    first = path.with_name(f"{path.name}{MOVED}")
    if not first.exists():
        yield first
    number = 2
    while True:
        other = first.with_name(f"{first.name}.{number}")
        if not other.exists():
            yield other
        number += 1
