"""A file handed in to prove what is said: its name stands among the words, its SHA-256 is what an act binds to."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Where the files of steps and of money lie in an evidence folder, by their SHA-256.
FOLDER = "mending"
_NAMED = re.compile(r"(?P<name>.+) sha256:(?P<sha256>[0-9a-f]{64})", re.DOTALL)


@dataclass(frozen=True)
class Proof:
    """A proof by the name it came under; ``sha256`` is ``None`` where no file of it is kept."""

    name: str
    sha256: str | None

    @classmethod
    def of(cls, name: str, sha256: str | None) -> Proof | None:
        """What an act says of its proof; ``None`` where it has none."""
        return cls(name, sha256) if name or sha256 else None

    @classmethod
    def read(cls, written: str) -> Proof:
        """A proof as lists print it; words that name no kept file are its name."""
        found = _NAMED.fullmatch(written)
        return cls(found["name"], found["sha256"]) if found else cls(written, None)

    def __str__(self) -> str:
        """As lists print it."""
        return f"{self.name} sha256:{self.sha256}" if self.sha256 else self.name
