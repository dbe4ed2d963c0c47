"""Disputes of findings, append-only like the rest; a change names the rule whose proposal it took."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jixiao.web.house.append_only import forbid_change

TABLES = ("jixiao_findingdispute",)

class Migration(migrations.Migration):
    dependencies = [
        ("jixiao", "0003_ledger"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        # Null and no default: the column is added to the table as it stands, triggers and all.
        migrations.AddField("change", "rule", models.CharField(max_length=20, null=True)),
        migrations.CreateModel(
            name="FindingDispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=20)),
                ("project_id", models.CharField(blank=True, max_length=300)),
                ("indicator_id", models.CharField(blank=True, max_length=300)),
                ("field", models.CharField(blank=True, max_length=100)),
                ("fault", models.TextField()),
                ("fault_hash", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="jixiao.planrecord",
                    ),
                ),
                (
                    "withdraws",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn_by",
                        to="jixiao.findingdispute",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.RunPython(forbid_change(TABLES)),
    ]
