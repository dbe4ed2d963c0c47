"""The database of a backup into the one this installation is set to."""

from __future__ import annotations

from pathlib import Path

from django.db import connections

from jixiao.web.house.serving import ServedError, refuse_served_database
from jixiao.web.installation.archive import BackupError
from jixiao.web.installation.tables import clear, copy_rows
from jixiao.web.models import Department

_SOURCE = "backup-source"


def load(path: Path) -> None:
    """Copy every row of an SQLite file into the database in use, in one transaction.

    Raises:
        BackupError: there are departments in it already, or a server runs on it.
    """
    try:
        refuse_served_database()
    except ServedError as served:
        raise BackupError(str(served)) from served
    if Department.objects.exists():
        raise BackupError("数据库里已有部门，不能再装入一份；请换一个空的数据库")
    connections.settings[_SOURCE] = connections.settings["default"] | {
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {},
        "CONN_HEALTH_CHECKS": False, "CONN_MAX_AGE": 0,
    }  # fmt: skip
    try:
        clear("default")
        copy_rows(_SOURCE, "default")
    finally:
        connections[_SOURCE].close()
        del connections[_SOURCE], connections.settings[_SOURCE]
