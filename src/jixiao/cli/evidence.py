"""The evidence folder of a command, and its own declarations' faults as one line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from jixiao.cli.commands.review import day
from jixiao.cli.exits import UsageError
from jixiao.grids.errors import ReadError
from jixiao.law.calendar import CalendarFileError
from jixiao.measures.loading import MeasureError
from jixiao.registers.declaration import DeclarationError
from jixiao.registers.law_folder import use
from jixiao.registers.store import Store


def add_known_on(parser: argparse.ArgumentParser) -> None:
    """``--known-on``, alike on every command that tells a number."""
    parser.add_argument(
        "--known-on",
        type=day,
        metavar="日期",
        help="按那一天所知来算：只用截至（未写的按导入）不晚于那天、当时没有撤回的导入，和那天以前记下的填报、报送、判断",
    )


def store_of(folder: str, known_on: date | None = None) -> Store:
    """The evidence store in a folder that is there, as known on a day where one is given.

    Raises:
        ReadError: there is no such folder.
    """
    path = Path(folder)
    if not path.is_dir():
        raise ReadError(folder, "证据库文件夹", "没有这个文件夹", "先用 jixiao intake 收台账")
    _follow_law_in(path)
    return Store(path).as_known_on(known_on)


def _follow_law_in(folder: Path) -> None:
    """What was entered of the law in the evidence folder holds too, over what the environment names."""
    named = os.environ.get("JIXIAO_LAW")
    use(*(Path(one).resolve() for one in (named, folder) if one))


@contextmanager
def own_declarations() -> Iterator[None]:
    """What is wrong with the folder's own registers, measures or calendar stops the command."""
    try:
        yield
    except (MeasureError, DeclarationError, CalendarFileError) as wrong:
        raise UsageError(str(wrong)) from wrong
