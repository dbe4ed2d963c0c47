"""Which series are developed on and which are opened once: by family and by series, settled by a hash.

One family in three stands aside whole (other matters); of the families developed on, one series in four
stands aside (the same matter, another place). ``python split.py REAL.json OUT.json`` wrote ``split.json``
before any model had seen a figure.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

SPLIT = Path(__file__).with_name("split.json")


def part_of(name: str, family: str) -> str:
    """``develop``, ``aside family`` or ``aside series``."""
    if _draw(f"family/{family}") % 3 == 0:
        return "aside family"
    return "aside series" if _draw(f"series/{name}") % 4 == 0 else "develop"


def _draw(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def kept() -> Mapping[str, str]:
    """Name → part, as it was written before the work began."""
    found: dict[str, str] = json.loads(SPLIT.read_text())
    return found


if __name__ == "__main__":
    real = json.loads(Path(sys.argv[1]).read_text())
    parts = {name: part_of(name, one["family"]) for name, one in real.items()}
    Path(sys.argv[2]).write_text(json.dumps(parts, ensure_ascii=False, indent=0, sort_keys=True))
