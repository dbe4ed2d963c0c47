"""The evidence folder of a command, and its own declarations' faults as one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.cli.exits import UsageError
from jixiao.grids.errors import ReadError
from jixiao.law.calendar import CalendarFileError
from jixiao.measures.loading import MeasureError
from jixiao.registers.declaration import DeclarationError
from jixiao.registers.store import Store


def store_of(folder: str) -> Store:
    """The evidence store in a folder that is there.

    Raises:
        ReadError: there is no such folder.
    """
    path = Path(folder)
    if not path.is_dir():
        raise ReadError(folder, "证据库文件夹", "没有这个文件夹", "先用 jixiao intake 收台账")
    return Store(path)


@contextmanager
def own_declarations() -> Iterator[None]:
    """What is wrong with the folder's own registers, measures or calendar stops the command."""
    try:
        yield
    except (MeasureError, DeclarationError, CalendarFileError) as wrong:
        raise UsageError(str(wrong)) from wrong
