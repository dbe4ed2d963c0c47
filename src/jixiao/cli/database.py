"""A command that works on an installation, and its database not answering or not taking anything in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jixiao.grids.errors import MissingProgramError, ReadError


@contextmanager
def database() -> Iterator[None]:
    """What is wrong with the database, as one line.

    Raises:
        MissingProgramError: it does not answer.
        ReadError: its disk is full, or it cannot be read or written.
    """
    from django.db import (
        DatabaseError,
    )  # half a second, and only commands on an installation pay for it

    try:
        yield
    except (DatabaseError, UnicodeDecodeError) as wrong:  # a damaged file's own tables of tables
        from jixiao.web.house.machine import is_lost

        found = " ".join(str(wrong).split())
        if isinstance(wrong, DatabaseError) and is_lost(wrong):
            remedy = "启动数据库，或者改正 JIXIAO_DATABASE 的地址，再试"
            raise MissingProgramError(f"连不上数据库（{found}）；请{remedy}") from wrong
        raise ReadError(
            "数据库",
            "可以读写的数据库",
            found,
            "检查磁盘空间和权限，或者用 jixiao restore 恢复备份",
        ) from wrong
