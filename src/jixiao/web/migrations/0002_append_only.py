"""The database itself refuses to change or delete a version or a change, whoever asks."""

from django.db import migrations

TABLES = ("jixiao_version", "jixiao_change")
WORDS = "append-only: add a new version instead"

SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for table in TABLES
    for verb in ("update", "delete")
]
POSTGRESQL = [
    "CREATE FUNCTION jixiao_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$",
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION jixiao_append_only()"
        for table in TABLES
    ),
]


def add(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("jixiao", "0001_initial")]
    operations = [migrations.RunPython(add)]
