"""All rows of one database into another of the same tables: SQLite and PostgreSQL, either way.

Values go through Django's fields, so that a moment, an amount or a blob is the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction

_AT_ONCE = 500


def copy_rows(source: str, target: str) -> int:
    """Copy every row of the aliases' tables; the target's tables are made and empty. How many rows."""
    done = 0
    into = connections[target]
    with transaction.atomic(using=target), into.constraint_checks_disabled():
        for model in _models():
            for few in _batches(model, source):
                _insert(model, into, few)
                done += len(few)
        _sequences(into)
        into.check_constraints()
    return done


def clear(target: str) -> None:
    """Empty the tables that migrations fill by themselves, so that the copy's own rows stand there."""
    for name in ("auth.Permission", "contenttypes.ContentType"):
        apps.get_model(name)._base_manager.using(target).all().delete()


def _models() -> list[type[models.Model]]:
    """Every table, those others point to first as far as that goes; constraints are checked at the end."""
    found = apps.get_models(include_auto_created=True)
    return [one for one in found if one._meta.managed and not one._meta.proxy]


def _batches(model: type[models.Model], source: str) -> Iterator[list[tuple[Any, ...]]]:
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(source).order_by("pk").values_list(*names)
    few: list[tuple[Any, ...]] = []
    for row in rows.iterator(chunk_size=_AT_ONCE):
        few.append(row)
        if len(few) == _AT_ONCE:
            yield few
            few = []
    if few:
        yield few


def _insert(model: type[models.Model], into: Any, rows: list[tuple[Any, ...]]) -> None:
    fields = model._meta.concrete_fields
    quoted = ", ".join(into.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = into.ops.quote_name(model._meta.db_table)
    values = [
        [field.get_db_prep_save(value, into) for field, value in zip(fields, row, strict=True)]
        for row in rows
    ]
    with into.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({places})", values)


def _sequences(into: Any) -> None:
    """The next number of each table comes behind the last copied."""
    with into.cursor() as cursor:
        for statement in into.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
