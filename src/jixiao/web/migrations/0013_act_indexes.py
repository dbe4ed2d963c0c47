"""The last act of a kind is found without a look at the others; one index that no question needs is gone."""

import django.db.models.deletion
from django.db import migrations, models


def _alone(schema_editor):
    """Names of indexes of the department alone: the one of (department, seq) begins with it too."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "jixiao_actrow")
    return [
        name for name, one in found.items()
        if one["index"] and not one["unique"] and one["columns"] == ["department_id"]
    ]


def drop(apps, schema_editor):
    # By its name: SQLite would make the table anew, and lose the triggers that forbid changes.
    for name in _alone(schema_editor):
        schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def make(apps, schema_editor):
    schema_editor.execute("CREATE INDEX jixiao_actrow_department ON jixiao_actrow (department_id)")


class Migration(migrations.Migration):

    dependencies = [
        ('jixiao', '0012_jobs'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='actrow',
            name='act_kind',
        ),
        migrations.AddIndex(
            model_name='actrow',
            index=models.Index(fields=['department', 'kind', 'seq'], name='act_newest_of_kind'),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, make)],
            state_operations=[
                migrations.AlterField(
                    model_name='actrow',
                    name='department',
                    field=models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT,
                        related_name='acts', to='jixiao.department',
                    ),
                ),
            ],
        ),
    ]
