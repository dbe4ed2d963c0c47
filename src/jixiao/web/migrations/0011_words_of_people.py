"""Decisions of scoring, steps of self-evaluations, disputes and re-checks are acts from here on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("jixiao", "0010_plan_acts")]
    operations = []
