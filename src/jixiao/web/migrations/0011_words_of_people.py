"""Versions, decisions of scoring, self-evaluations, disputes and re-checks move into the record of acts."""

from django.db import migrations

from jixiao.web.moving import take_over

GONE = ("Change", "Version", "FindingDispute", "Judged", "SelfEvaluationStep", "HonestyRecheck")


class Migration(migrations.Migration):
    dependencies = [("jixiao", "0010_plan_acts")]
    operations = [
        migrations.RunPython(take_over),
        *(migrations.DeleteModel(name) for name in GONE),
    ]
