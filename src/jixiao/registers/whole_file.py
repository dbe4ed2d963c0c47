"""A file that is there whole or not at all: into a neighbour first, then in its place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from jixiao.acts.appending import flush


def write_whole(path: Path, data: bytes) -> None:
    """As :func:`put_whole`, for its owner alone; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    put_whole(path, data)


def put_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part.

    Raises:
        OSError: the folder is not there or cannot be written, or the disk is full; what was there is as before.
    """
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        Path(made).chmod(mode)
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
    flush(path.parent)


def keep_whole(path: Path, data: bytes) -> None:
    """Write a file that is named by its content: one that is there already stays."""
    if not path.exists():
        write_whole(path, data)
