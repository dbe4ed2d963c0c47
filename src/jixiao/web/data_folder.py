"""The folder where a server keeps its database and its secret."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def data_folder() -> Path:
    """The folder ``JIXIAO_DATA`` names, else the user's usual place for data; made where missing."""
    named = os.environ.get("JIXIAO_DATA")
    usual = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jixiao"
    folder = Path(named).expanduser() if named else usual
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


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
