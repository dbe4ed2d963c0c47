"""Exit codes of contract §1 and the error that means: the command line is wrong."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code says."""

    DONE = 0
    MUST_MEND = 1
    USAGE = 2
    UNREADABLE = 3
    MISSING = 4


class UsageError(Exception):
    """The command line asks for something that is not there; the text says what there is."""
