"""The database itself refuses to change or delete a row that is only ever added, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_WORDS = "append-only: add a new version instead"
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION jixiao_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
)


def forbid_change(tables: Sequence[str]) -> Any:
    """A migration's step that lets nobody change or delete rows of these tables."""

    def add(apps: Any, schema_editor: Any) -> None:
        for statement in _statements(tables, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    return add


def allow_change(tables: Sequence[str]) -> Any:
    """A migration's step that takes the refusal away, for a table that moves elsewhere."""

    def drop(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            for name in _names(table, schema_editor.connection.vendor):
                schema_editor.execute(name)

    return drop


def _statements(tables: Sequence[str], vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            _FUNCTION,
            *(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION jixiao_append_only()"
                for table in tables
            ),
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for table in tables
        for verb in ("update", "delete")
    ]


def _names(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER {table}_append_only ON {table}"]
    return [f"DROP TRIGGER {table}_no_{verb}" for verb in ("update", "delete")]
