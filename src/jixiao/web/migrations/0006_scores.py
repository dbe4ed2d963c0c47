"""Decisions of scoring, self-evaluations step by step, claims from outside with their re-checks: append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jixiao.web.house.append_only import forbid_change

TABLES = (
    "jixiao_judged", "jixiao_selfevaluationstep", "jixiao_honestyclaim", "jixiao_honestysample",
    "jixiao_honestyrecheck",
)  # fmt: skip

class Migration(migrations.Migration):
    dependencies = [
        ("jixiao", "0004_finding_dispute"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HonestyClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("content", models.BinaryField(null=True)),
                ("plan", models.TextField(blank=True)),
                ("document", models.TextField(blank=True)),
                ("error", models.JSONField(null=True)),
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
                        related_name="claims",
                        to="jixiao.planrecord",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="HonestySample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("seed", models.PositiveBigIntegerField()),
                ("claimed", models.JSONField()),
                ("priorities", models.JSONField()),
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
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="jixiao.honestyclaim",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="HonestyRecheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("project_id", models.CharField(max_length=300)),
                ("points", models.DecimalField(decimal_places=2, max_digits=5)),
                ("reason", models.TextField()),
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
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rechecks",
                        to="jixiao.honestysample",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Judged",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("band", "定档"),
                            ("not-applicable", "不适用"),
                            ("undone", "撤销"),
                        ],
                        max_length=20,
                    ),
                ),
                ("project_id", models.CharField(max_length=300)),
                ("project_name", models.TextField()),
                ("indicator_id", models.CharField(max_length=300)),
                ("indicator_name", models.TextField()),
                ("target", models.TextField()),
                ("band", models.CharField(blank=True, max_length=20)),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
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
                        related_name="judged",
                        to="jixiao.planrecord",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="jixiao.judged",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SelfEvaluationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("project_id", models.CharField(max_length=300)),
                ("project_name", models.TextField()),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("written", "填写"),
                            ("submitted", "提交"),
                            ("confirmed", "确认"),
                            ("returned", "退回"),
                            ("reopened", "改动后回到草稿"),
                        ],
                        max_length=20,
                    ),
                ),
                ("indicator_id", models.CharField(blank=True, max_length=300)),
                ("indicator_name", models.TextField(blank=True)),
                ("field", models.CharField(blank=True, max_length=100)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("content", models.TextField(blank=True)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
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
                        related_name="self_evaluation_steps",
                        to="jixiao.planrecord",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "project_id", "number"), name="self_evaluation_step_once"
                    )
                ],
            },
        ),
        migrations.RunPython(forbid_change(TABLES)),
    ]
