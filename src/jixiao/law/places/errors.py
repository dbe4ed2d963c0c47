"""What is wrong in a place's file: which file, which key, what was expected, what to do."""

from __future__ import annotations


class PackError(ValueError):
    """A place's file that cannot be taken, said in one line."""

    def __init__(self, file: str, what: str) -> None:
        """The file as people find it: ``NAME/place.toml``, or ``NAME.toml`` of a folder of packs."""
        super().__init__(f"{file}：{what}")
