"""Where the material lies, and who made it: published by others, or written by us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Folder → who made what is in it. ``../shared/cases`` is not part of the project and may be absent.
_PLACES = (("别人的", ROOT.parent / "shared" / "cases"), ("自编的", ROOT / "specs" / "trust"))


@dataclass(frozen=True)
class Material:
    """Folders with material; ``places`` pairs who made it with where it lies."""

    places: tuple[tuple[str, Path], ...] = _PLACES

    def folders(self, name: str) -> Iterator[tuple[str, Path]]:
        """Every file or folder of this name, and who made it."""
        for whose, place in self.places:
            if (place / name).exists():
                yield whose, place / name
