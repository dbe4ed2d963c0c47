"""The folder where a server keeps its database and its secret."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path


def named_folder() -> Path:
    """The folder ``JIXIAO_DATA`` names, else the user's usual place for data."""
    named = os.environ.get("JIXIAO_DATA")
    usual = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jixiao"
    return Path(named).expanduser() if named else usual


def data_folder() -> Path:
    """The named folder, made where missing; neither it nor what is in it is for others to look into.

    Raises:
        OSError: it is another user's, and cannot be closed to others.
    """
    folder = named_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in (folder, *folder.glob("*.sqlite3*"), folder / "secret", folder / "key"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o700 if path.is_dir() else 0o600)
    os.umask(0o077)  # what the application writes is nobody else's either
    return folder


def arriving_folder(folder: Path) -> Path:
    """Where uploads lie while they arrive, not in a folder for all; made where missing."""
    made = folder / "arriving"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def secret_key(folder: Path) -> str:
    """The secret that signs sessions, made once and readable by its owner alone.

    Two workers that start at the same time must agree: the file is made exclusively, and who
    comes second reads it.
    """
    file = folder / "secret"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(64)
        out.write(key)
    return key
