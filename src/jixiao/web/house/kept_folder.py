"""Files made from what never changes, kept in a folder: all processes, and the next start, have them.

Each is named by all that it follows from. Some are kept, the ones used last.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from jixiao.registers.whole_file import write_whole


@dataclass(frozen=True)
class KeptFolder:
    """A folder of the data folder: so many files of so many bytes together, none older than ``seconds``."""

    name: str
    most: int
    most_bytes: float = math.inf
    seconds: float = math.inf

    def get(self, *parts: str) -> bytes | None:
        """What was kept of this; ``None`` where nothing is, or it is too old."""
        path = self._path(parts)
        try:
            data = path.read_bytes()
            made = path.stat().st_mtime
            if time.time() - made > self.seconds:
                return None
            os.utime(path, (time.time(), made))
        except OSError:
            return None
        return data

    def keep(self, data: bytes, *parts: str) -> None:
        """Keep it; a disk that is full keeps none."""
        path = self._path(parts)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, data)
            self._sweep(path)

    def _sweep(self, new: Path) -> None:
        """The one that is new stays, whatever it takes."""
        others = [(one, one.stat()) for one in new.parent.iterdir() if one != new]
        kept, held = 1, new.stat().st_size
        for one, stat in sorted(others, key=lambda pair: pair[1].st_atime, reverse=True):
            kept, held = kept + 1, held + stat.st_size
            old = time.time() - stat.st_mtime > self.seconds
            if old or kept > self.most or held > self.most_bytes:
                one.unlink(missing_ok=True)

    def _path(self, parts: tuple[str, ...]) -> Path:
        said = hashlib.sha256(repr([len(one) for one in parts]).encode())
        for one in parts:
            said.update(one.encode())
        return Path(settings.DATA) / self.name / said.hexdigest()
