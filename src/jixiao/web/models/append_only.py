"""Records that are added and never changed.

A version that a leader has signed, or a deputy has cited, must be what it was. So nothing in the
program can change or delete one: not a record, not a query, and (migration 0002) not a statement
that reaches the database past both.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change what is only ever added to: a fault of the program."""


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise AppendOnlyError("版本和修改记录只增不改：要改正，请另存一个新版本")


class AppendOnlyQuerySet(models.QuerySet):
    """A query that reads and adds, nothing else."""

    update = delete = bulk_update = update_or_create = _refuse
    _raw_delete = _refuse


class AppendOnly(models.Model):
    """A record that is saved once."""

    objects = AppendOnlyQuerySet.as_manager()
    delete = _refuse

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new record; refuse to store a known one again."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)
