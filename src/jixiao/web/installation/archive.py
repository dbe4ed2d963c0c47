"""A backup as one file: a zip whose manifest names every file in it with its size and SHA-256.

``database.sqlite3`` is the database, whichever it was, ``evidence/…`` the departments' evidence, and the
secrets of the installation. Nothing that the manifest does not name is taken from it, and nothing outside
a folder is ever written.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import shutil
import struct
import time
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from jixiao.acts.errors import RecordError

SCHEMA, MANIFEST, DATABASE = "jixiao/backup/1", "manifest.json", "database.sqlite3"
_KEPT_SECONDS = 86400
_PIECE = 1024 * 1024
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError,
    RuntimeError,
)  # fmt: skip
_LARGEST_MANIFEST = 256 * 1024 * 1024


class BackupError(RecordError):
    """A backup that cannot be made or used: what is wrong with it, and what to do."""


@dataclass(frozen=True)
class Entry:
    """One file of a backup."""

    name: str
    size: int
    sha256: str


def write(path: Path, files: Iterable[tuple[str, Path]], more: dict[str, Any]) -> list[Entry]:
    """Write a backup whole: into a neighbour first, flushed, then in its place; readable by its owner alone.

    Raises:
        OSError: the disk is full or fails; what stood there is as before.
    """
    neighbour = path.with_name(f".{path.name}.making")
    neighbour.unlink(missing_ok=True)
    handle = os.open(neighbour, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as opened:
            entries = _written(opened, files, more)
            opened.flush()
            os.fsync(opened.fileno())
        neighbour.replace(path)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise
    return entries


def _written(
    opened: BinaryIO, files: Iterable[tuple[str, Path]], more: dict[str, Any]
) -> list[Entry]:
    entries = []
    with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as made:
        for name, path in files:
            entries.append(_put(made, name, path))
        told = {"schema": SCHEMA, **more, "files": [vars(one) for one in entries]}
        made.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))
    return entries


def _put(made: zipfile.ZipFile, name: str, path: Path) -> Entry:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, made.open(name, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return Entry(name, size, digest.hexdigest())


def extract(path: Path, folder: Path) -> dict[str, Any]:
    """Put what a backup holds into an empty folder, each file held against its hash; the manifest.

    Raises:
        BackupError: it is no backup, or not what was written.
        OSError: the disk is full or fails.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            told = _manifest(path, opened)
            for entry in _entries(path, told):
                _take(path, opened, entry, folder)
            return told
    except _UNREADABLE as wrong:
        raise _broken(path, f"不是完整的备份文件（{wrong}）") from wrong


def _manifest(path: Path, opened: zipfile.ZipFile) -> dict[str, Any]:
    try:
        info = opened.getinfo(MANIFEST)
        if info.file_size > _LARGEST_MANIFEST:
            raise _broken(path, "清单太大")
        told = json.loads(opened.read(info))
    except (KeyError, ValueError, RecursionError) as wrong:
        raise _broken(path, "没有可以读的清单") from wrong
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise _broken(path, f"清单应为 {SCHEMA}")
    return told


def _entries(path: Path, told: dict[str, Any]) -> list[Entry]:
    try:
        found = [Entry(str(f["name"]), int(f["size"]), str(f["sha256"])) for f in told["files"]]
    except (KeyError, TypeError, ValueError) as wrong:
        raise _broken(path, "清单里有不能读的项") from wrong
    names = [one.name for one in found]
    if len(set(names)) != len(names) or not all(map(_inside, names)) or DATABASE not in names:
        raise _broken(path, "清单里的文件名不对")
    return found


def _inside(name: str) -> bool:
    """Whether a name stays inside the folder it is put into."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and "\\" not in name and ".." not in parts


def _take(path: Path, opened: zipfile.ZipFile, entry: Entry, folder: Path) -> None:
    target, digest, left = folder / entry.name, hashlib.sha256(), entry.size
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        source = opened.open(entry.name)
    except KeyError as wrong:
        os.close(handle)
        raise _broken(path, f"缺少 {entry.name}") from wrong
    with source, os.fdopen(handle, "wb") as made:
        while piece := source.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:  # more than the manifest says: a bomb, or another file
                break
            digest.update(piece)
            made.write(piece)
        made.flush()
        os.fsync(made.fileno())
    if left or digest.hexdigest() != entry.sha256:
        raise _broken(path, f"{entry.name} 与清单不符：被改动过或者没有写完")


def sweep(folder: Path, prefix: str) -> None:
    """Take away what a killed backup or restore left more than a day ago: it is a whole copy of the data."""
    for left in folder.glob(f"{prefix}*"):
        if left.stat().st_mtime < time.time() - _KEPT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _broken(path: Path, fault: str) -> BackupError:
    return BackupError(f"{path}: {fault}；请换一份备份")
