"""What is on its way into the store: named before any file moves, unsaid when it has its seal.

Killed in between, the files that ``imports/.coming`` names are not in the store; the next who writes takes
them away. Without that note a record that has no seal, or a seal that has no end, was damaged.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from jixiao.acts.appending import flush

COMING = "imports/.coming"


class ComingError(ValueError):
    """A note that is not what was written."""


@dataclass(frozen=True)
class Coming:
    """The files on their way in, by their names in the evidence folder."""

    names: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether a file is one of them."""
        return name in self.names


def coming_in(folder: Path) -> Coming | None:
    """What is on its way into an evidence folder.

    Raises:
        ComingError: the note of it was damaged.
    """
    try:
        digest, _, told = (folder / COMING).read_bytes().decode("utf-8", "replace").partition("\n")
    except FileNotFoundError:
        return None
    if hashlib.sha256(told.encode()).hexdigest() != digest:
        raise ComingError("被改动过")
    return Coming(tuple(told.splitlines()))


def say(folder: Path, names: list[str]) -> None:
    """Note what comes, on the disk when this returns.

    Raises:
        OSError: the disk is full or fails.
    """
    told = "\n".join(names)
    made = folder / ".tmp-coming"  # what is left of it is swept away with the other temporary files
    made.write_bytes(f"{hashlib.sha256(told.encode()).hexdigest()}\n{told}".encode())
    flush(made)
    made.replace(folder / COMING)
    flush((folder / COMING).parent)


def unsay(folder: Path) -> None:
    """It has come, or been taken away."""
    (folder / COMING).unlink(missing_ok=True)
    flush((folder / COMING).parent)
