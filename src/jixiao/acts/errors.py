"""What can be wrong with a record of acts; light to import, for whoever says it to a person."""

from __future__ import annotations


class RecordError(Exception):
    """A record that cannot be used as it is; the text is one line: where, what, what to do."""


class BrokenRecordError(RecordError):
    """A record that was changed, cut or mixed up: the file or table, the place in it, what is wrong."""

    def __init__(self, file: str, place: str, fault: str) -> None:
        """One line; the parts are kept."""
        super().__init__(f"{file}: {place}: {fault}；请从备份恢复，并用 jixiao verify 核对")
        self.file, self.place, self.fault = file, place, fault


class ContentError(RecordError):
    """Content that is gone, or is not what an act binds to."""


class ClockError(RecordError):
    """The machine's clock is behind what is recorded; nothing was recorded."""


class NoteError(RecordError):
    """A checkpoint, or a key, that is malformed, or of nobody known."""


class EarlierFileError(RecordError):
    """A file of an earlier version that cannot be taken over: the file, the place in it, what was expected."""

    def __init__(self, file: str, place: str, fault: str) -> None:
        """One line; the parts are kept."""
        super().__init__(f"{file}: {place}: {fault}；请改正这个文件，或者从备份恢复")
        self.file, self.place, self.fault = file, place, fault
