"""Writing at the end of a file, to the disk itself; a failure leaves the file as it was."""

from __future__ import annotations

import os
from pathlib import Path


def added(path: Path, data: bytes, at: int) -> None:
    """Write at the end of what is known, to the disk itself; on failure the file is as before.

    Raises:
        OSError: the disk is full, or fails.
    """
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size > at:
            os.ftruncate(handle, at)  # what was begun and never acknowledged
        try:
            _written(handle, data, at)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, at)
            raise
    finally:
        os.close(handle)
    if new:
        flush(path.parent)


def write_over(path: Path, data: bytes) -> None:
    """Write a file whole, in place of what may stand there."""
    path.unlink(missing_ok=True)
    if data:
        added(path, data, 0)


def _written(handle: int, data: bytes, at: int) -> None:
    done = 0
    while done < len(data):
        done += os.pwrite(handle, data[done:], at + done)


def flush(path: Path) -> None:
    """See that a file, or what was made or renamed in a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
