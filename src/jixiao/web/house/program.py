"""Which program this is, by what its files say: what an earlier one made is not taken for its own."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import jixiao


@lru_cache(maxsize=8)
def program(*rooms: str) -> str:
    """The digest of these rooms' files; of none named, of all."""
    root = Path(jixiao.__file__).parent
    said = hashlib.sha256()
    for path in (path for room in rooms or ("",) for path in sorted((root / room).rglob("*.*"))):
        if path.is_file() and path.suffix != ".pyc":
            said.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return said.hexdigest()
