"""The database itself refuses to change or delete a version or a change, whoever asks."""

from django.db import migrations

from jixiao.web.house.append_only import forbid_change

TABLES = ("jixiao_version", "jixiao_change")


class Migration(migrations.Migration):
    dependencies = [("jixiao", "0001_initial")]
    operations = [migrations.RunPython(forbid_change(TABLES))]
