"""A full disk, a lost database: what the machine lacks, in words, where it is that."""

from __future__ import annotations

import errno

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FULL_WORDS = ("disk is full", "No space left", "database or disk", "disk quota")
_LOST_WORDS = ("connection", "server closed", "could not connect", "terminating", "shutting down")


def of_the_machine(wrong: OSError | DatabaseError) -> str:
    """What is said of it; empty of an error that is the program's own."""
    text = str(wrong)
    full = getattr(wrong, "errno", None) in _FULL or any(word in text for word in _FULL_WORDS)
    if full:
        return _("服务器的磁盘已满。没有保存任何改动；请维护人员腾出空间后再试。")
    if isinstance(wrong, OSError) and wrong.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return _("服务器的数据文件夹不能写入。没有保存任何改动；请维护人员检查权限后再试。")
    if "readonly database" in text:
        return _("服务器的数据库不能写入。没有保存任何改动；请维护人员检查权限后再试。")
    if "database is locked" in text:
        return _("服务器正忙，等了很久没有轮到。没有保存任何改动；请稍后再试。")
    if is_lost(wrong):
        return _(
            "服务器与数据库的连接断了。没有保存任何改动；请稍后再试，若仍如此，请告知维护人员。"
        )
    return ""


def is_lost(wrong: OSError | DatabaseError) -> bool:
    """Whether the database does not answer, or no longer."""
    lost = isinstance(wrong, OperationalError | InterfaceError)
    return lost and any(word in str(wrong) for word in _LOST_WORDS)
