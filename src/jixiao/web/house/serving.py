"""A server says that it runs on a data folder and its database, for whoever would put another in their place."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import connection, connections

#: A lock in the folder, gone with the process that holds it however it ends.
NAME = ".serving"
#: Of all numbers that PostgreSQL's advisory locks have, the one that servers share.
_LOCK = 0x6A78_7365_7276  # "jxserv"


class ServedError(Exception):
    """A server runs there, or a restore goes on there; the text says where and what to do."""


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    """Said until the block ends; several servers may say it.

    Raises:
        ServedError: a restore into it goes on.
    """
    with (folder / NAME).open("a") as lock:
        _lock(lock, fcntl.LOCK_SH, f"{folder}: 正在恢复备份；等它结束再启动")
        own = connection.copy() if connection.vendor == "postgresql" else None
        try:
            if own:
                with own.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_lock_shared(%s)", [_LOCK])
            yield
        finally:
            if own:
                own.close()


@contextmanager
def not_served(folder: Path) -> Iterator[None]:
    """No server runs on a folder, nor begins to, until the block ends.

    Raises:
        ServedError: one does.
    """
    if not (folder / NAME).exists():
        yield
        return
    with (folder / NAME).open("a") as lock:
        _lock(
            lock, fcntl.LOCK_EX,
            f"{folder}: 这里的服务正在运行；请先停止服务（在启动它的窗口按 Ctrl-C，或者 systemctl stop），"
            "再恢复。没有任何改动",
        )  # fmt: skip
        yield


def refuse_served_database() -> None:
    """Raises:
    ServedError: a server runs on the database in use, whichever its folder is.
    """
    if connections["default"].vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (alone,) = cursor.fetchone()
    if not alone:
        raise ServedError("有服务正在使用这个数据库；请先停止服务，再恢复。没有任何改动")


def _lock(lock: IO[str], how: int, told: str) -> None:
    try:
        fcntl.flock(lock.fileno(), how | fcntl.LOCK_NB)
    except BlockingIOError as held:
        raise ServedError(told) from held
