"""Versions of plans become acts; what whole plans say is kept by its hash."""

from django.db import migrations, models

from jixiao.web.house.append_only import forbid_change

TABLES = ("jixiao_boundcontent", "jixiao_planrecord")


class Migration(migrations.Migration):
    dependencies = [("jixiao", "0009_acts")]
    operations = [
        migrations.CreateModel(
            name="BoundContent",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("content", models.TextField()),
            ],
        ),
        migrations.RunPython(forbid_change(TABLES)),
    ]
