"""A file that cannot be read, said so that its owner can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a message knows its place by what it says; its library loads with the reader
    from jixiao.findings.place import Place


class ReadError(Exception):
    """An input that could not be read: where, what was expected, what was found, what to do.

    The message is one line in Chinese: ``FILE: PLACE: 应为……，实为……；请……`` (contract §1).
    """

    def __init__(
        self, file: str, expected: str, found: str, remedy: str, place: Place | str = "全文"
    ) -> None:
        """Keep the parts; the text of the error is the whole line."""
        where = place if isinstance(place, str) else place.words()
        super().__init__(f"{file}: {where}: 应为{expected}，实为{found}；请{remedy}")
        self.file, self.place = file, where
        self.expected, self.found, self.remedy = expected, found, remedy


class MissingProgramError(Exception):
    """A needed outside program or service is missing; the text names it and how to get it."""
