"""The record of acts: rows, their words, signed checkpoints."""

import django.db.models.deletion
from django.db import migrations, models

from jixiao.web.house.append_only import forbid_change

TABLES = ("jixiao_actrow", "jixiao_actcheckpoint")


class Migration(migrations.Migration):

    dependencies = [
        ('jixiao', '0008_ledger_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(max_length=64)),
                ('leaf', models.TextField()),
                ('leaf_hash', models.CharField(max_length=64)),
                ('edge', models.BinaryField()),
            ],
            options={
                'ordering': ['seq'],
            },
        ),
        migrations.AddField(
            model_name='department',
            name='record_origin',
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.CreateModel(
            name='ActCheckpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveBigIntegerField()),
                ('note', models.TextField()),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkpoints', to='jixiao.department')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ActWords',
            fields=[
                ('act', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='words', serialize=False, to='jixiao.actrow')),
                ('told', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='actrow',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='jixiao.department'),
        ),
        migrations.AddIndex(
            model_name='actrow',
            index=models.Index(fields=['department', 'about'], name='act_about'),
        ),
        migrations.AddIndex(
            model_name='actrow',
            index=models.Index(fields=['department', 'kind'], name='act_kind'),
        ),
        migrations.AddConstraint(
            model_name='actrow',
            constraint=models.UniqueConstraint(fields=('department', 'seq'), name='act_seq_once'),
        ),
        migrations.RunPython(forbid_change(TABLES)),
    ]
