"""The whole of an installation at one moment, taken while it runs.

All stores are held still while the database is copied and the files of evidence are listed; these never
change once they are there, so they are read afterwards, when everybody goes on.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

import jixiao
from jixiao.acts.kept_notes import text_of
from jixiao.acts.key import KEY, PUBLIC
from jixiao.registers.commit import writing
from jixiao.registers.law_folder import DOCUMENTS
from jixiao.registers.seals import SEALS
from jixiao.registers.vouching import seals_line
from jixiao.registers.whole_file import write_whole
from jixiao.web import evidence, law
from jixiao.web.acts import record_of
from jixiao.web.installation import archive
from jixiao.web.installation.tables import clear, copy_rows
from jixiao.web.models import Department

#: The ending of the file beside a backup that is to be kept elsewhere: its checkpoints.
CHECKPOINT = ".checkpoint"
_SECRETS = ("secret", KEY, PUBLIC)
_LEFT_OUT = ("current", ".lock", "uploads")
_COPY = "backup-copy"
_MAKING = ".jixiao-backup-"


@dataclass(frozen=True)
class Made:
    """What a backup holds."""

    path: Path
    files: int
    size: int
    acts: int


def back_up(path: Path) -> Made:
    """Write the whole installation into one file.

    Raises:
        ReadError: a take-in goes on for longer than is waited.
        RecordError: a record is not what was recorded: what is broken is not called a backup.
        OSError: the disk is full or fails; what stood there is as before.
    """
    departments = list(Department.objects.order_by("pk"))
    notes = [note for one in departments if (note := _signed(one))]
    archive.sweep(path.parent, _MAKING)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=_MAKING) as made:
        beside = Path(made)
        with _still(departments):
            _copy_database(beside / archive.DATABASE)
            files = [*_evidence(departments, beside), *_law()]
        files += [(name, Path(settings.DATA, name)) for name in _SECRETS if _there(name)]
        whole = [(archive.DATABASE, beside / archive.DATABASE), *files]
        entries = archive.write(path, whole, _told(departments))
    write_whole(path.with_name(f"{path.name}{CHECKPOINT}"), text_of(notes).encode())
    acts = sum(record_of(one.pk).reading().size for one in departments)
    return Made(path, len(entries), path.stat().st_size, acts)


def _signed(department: Department) -> str | None:
    """A checkpoint over all acts and seals there are now; nothing where there are none."""
    return record_of(department.pk).checkpoint(seals_line(evidence.store_of(department.pk)))


def _there(name: str) -> bool:
    return Path(settings.DATA, name).exists()


def _told(departments: list[Department]) -> dict[str, Any]:
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"), "version": jixiao.__version__,
        "departments": [one.name for one in departments],
    }  # fmt: skip


@contextmanager
def _still(departments: list[Department]) -> Iterator[None]:
    """Nobody takes a ledger in meanwhile."""
    with ExitStack() as stack:
        for one in departments:
            store = evidence.store_of(one.pk)
            if store.imports_folder.exists():
                stack.enter_context(writing(store))
        yield


def _copy_database(path: Path) -> None:
    if connection.vendor == "sqlite":
        with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as source:
            with sqlite3.connect(path) as target:
                source.backup(target)
            target.close()
        source.close()
        return
    with empty_database(path) as alias, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        copy_rows("default", alias)


@contextmanager
def empty_database(path: Path) -> Iterator[str]:
    """A database of SQLite with this program's tables and no rows, under an alias of its own."""
    usual = connections.settings["default"] | {
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {},
        "CONN_HEALTH_CHECKS": False, "CONN_MAX_AGE": 0,
    }  # fmt: skip
    connections.settings[_COPY] = usual
    try:
        call_command("migrate", database=_COPY, verbosity=0, interactive=False)
        clear(_COPY)
        yield _COPY
    finally:
        connections[_COPY].close()
        del connections[_COPY], connections.settings[_COPY]


def _evidence(departments: list[Department], beside: Path) -> Iterator[tuple[str, Path]]:
    """Files of evidence by their names in the backup. Seals are copied now: they go on growing."""
    root = Path(settings.DATA)
    for one in departments:
        folder = evidence.folder(one.pk)
        for path in sorted(folder.rglob("*")) if folder.exists() else ():
            name = path.relative_to(folder)
            if path.is_symlink() or not path.is_file() or _is_left_out(name.parts):
                continue
            if path.name == SEALS:
                kept = beside / f"{one.pk}.{SEALS}"
                kept.write_bytes(path.read_bytes())
                path, whole = kept, path
                yield str(whole.relative_to(root)), path
            else:
                yield str(path.relative_to(root)), path


def _law() -> Iterator[tuple[str, Path]]:
    """What was entered of the law: its record, documents first, so that what is recorded is there."""
    folder = law.folder().folder
    for path in sorted(folder.rglob("*"), key=lambda one: DOCUMENTS not in one.parts):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield str(path.relative_to(Path(settings.DATA))), path


def _is_left_out(parts: tuple[str, ...]) -> bool:
    return parts[0] in _LEFT_OUT or any(part.startswith(".tmp-") for part in parts)
