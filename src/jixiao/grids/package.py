"""Which part of an office package is which: relationships, not file names, say so."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from jixiao.grids.archive import Archive
from jixiao.grids.xml import Attributes, Handler, walk


class Relationships(Handler):
    """The relationships of one part: by id, and by the last word of their type."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.by_id: dict[str, str] = {}
        self.by_type: dict[str, str] = {}
        self.starts, self.ends = {"rel:Relationship": self._relationship}, {}

    def _relationship(self, attributes: Attributes) -> None:
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") != "External":
            self.by_id[attributes.get("Id", "")] = target
            self.by_type.setdefault(attributes.get("Type", "").rpartition("/")[2], target)


def relationships(archive: Archive, part: str = "") -> Relationships:
    """The relationships of a part (of the package, for none), targets as full part names.

    Raises:
        ReadError: the part that holds them is broken.
    """
    found = Relationships()
    folder = dirname(part)
    source = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
    if source in archive:
        walk(archive.chunks(source), found, archive.name, source)
    for targets in (found.by_id, found.by_type):
        for key, target in targets.items():
            targets[key] = normpath(join("/", folder, target)).lstrip("/")
    return found
