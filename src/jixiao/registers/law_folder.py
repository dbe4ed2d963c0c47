"""The folder that keeps what people entered of the law: the record of it, and the documents it was read from.

An installation's is its own; from the command line it is a folder of one's choice, an evidence folder too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jixiao.acts.act import subject_text
from jixiao.acts.folder import FOLDER, LOG, folder_record
from jixiao.acts.kind import ActRefusedError, Draft, Told
from jixiao.acts.law_entries import SUBJECT, WITHDRAWN, Entry, entered_of, entries_of
from jixiao.acts.note import Signer
from jixiao.acts.record import Record, head
from jixiao.law import entered as law
from jixiao.law.entered import Entered
from jixiao.registers.whole_file import keep_whole
from jixiao.terms.roles import Role

#: Where the documents lie in the folder, by their SHA-256.
DOCUMENTS = "documents"
MOST_BYTES = 50 * 1024 * 1024


class DocumentError(ValueError):
    """A document that cannot be given: gone, or no longer what was handed in."""


@dataclass(frozen=True)
class Document:
    """A document as handed in."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """By which acts are bound to it."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Administrator:
    """Who enters, of which organisation, on which day."""

    who: str
    organisation: str
    on: date

    def draft(self, kind: str, says: Mapping[str, Any], binds: str | None) -> Draft:
        """An act of theirs about the law."""
        role = Role.ADMINISTRATOR.value
        return Draft(kind, SUBJECT, says, self.who, role, self.organisation, self.on, binds)


@dataclass(frozen=True)
class LawFolder:
    """Entries and documents in a folder, which need not exist before the first entry.

    ``signer``: who signs the checkpoints, where it is not the folder's own key.
    """

    folder: Path
    signer: Callable[[], Signer] | None = field(default=None, compare=False)

    @property
    def record(self) -> Record:
        """The record the entries stand in."""
        own = folder_record(self.folder)
        return replace(own, signer=self.signer) if self.signer else own

    def told(self) -> list[Told]:
        """The acts by which the law was entered."""
        if not _log(self.folder).exists():
            return []
        return self.record.reading().about((subject_text(SUBJECT),))

    def entries(self) -> tuple[Entry, ...]:
        """Everything entered, what stands no more too."""
        return entries_of(self.told())

    def seen(self) -> str | None:
        """By which a page says what it was made of."""
        return head(self.told())

    def entered(self) -> Entered:
        """What stands."""
        return _entered(self, _stamp(self.folder))

    def enter(
        self, kind: str, says: Mapping[str, Any], by: Administrator, document: Document | None,
        seen: str | None,
    ) -> Entry:  # fmt: skip
        """Record an entry with its document.

        Raises:
            StaleActError: somebody entered something meanwhile.
            ActRefusedError: it cannot be entered so; says why and what to do.
            OSError: it could not be kept; nothing was recorded.
        """
        _refuse_document(document)
        name = document.name if document else ""
        draft = by.draft(kind, {**says, "file": name}, document.sha256 if document else None)
        with self.record.writing(draft) as writer:
            writer.look(draft, seen)
            writer.refuse(draft)
            if document:
                keep_whole(self.folder / DOCUMENTS / document.sha256, document.data)
            made = writer.add(draft, seen)
        return next(one for one in self.entries() if one.id == made.act.hash)

    def withdraw(self, entry: str, reason: str, by: Administrator, seen: str | None) -> None:
        """Take an entry back; it stays on record.

        Raises:
            StaleActError, ActRefusedError, OSError: as :meth:`enter`.
        """
        self.record.add(by.draft(WITHDRAWN, {"entry": entry, "reason": reason}, None), seen)

    def document(self, sha256: str) -> bytes:
        """A document's bytes.

        Raises:
            DocumentError: it is not there, or is not what was handed in.
        """
        path = self.folder / DOCUMENTS / sha256
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DocumentError(f"文件 {sha256[:12]} 不在，或者已被改动；请从备份恢复")
        return data


def use(*folders: Path) -> None:
    """From now on this process follows what was entered in these folders, the last one first of all.

    Looked at again whenever a record grows, so that what another process records is followed too.
    """
    known = [LawFolder(one) for one in dict.fromkeys(folders)]
    law.use((lambda: _together(known)) if known else None)


def _together(known: list[LawFolder]) -> Entered:
    found = known[0].entered()
    for one in known[1:]:
        found = found + one.entered()
    return found


def _refuse_document(document: Document | None) -> None:
    if document is None:
        return
    if not document.data:
        raise ActRefusedError(f"文件“{document.name}”是空的；请确认已保存完整")
    if len(document.data) > MOST_BYTES:
        raise ActRefusedError(
            f"文件“{document.name}”超过 {MOST_BYTES // 1024 // 1024} MB；请压缩后再交"
        )


def _log(folder: Path) -> Path:
    return folder / FOLDER / LOG


def _stamp(folder: Path) -> tuple[int, int]:
    """Another where the record is."""
    try:
        about = _log(folder).stat()
    except FileNotFoundError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


@lru_cache(maxsize=16)
def _entered(folder: LawFolder, stamp: tuple[int, int]) -> Entered:
    return entered_of(folder.entries()) if stamp[0] else Entered()
