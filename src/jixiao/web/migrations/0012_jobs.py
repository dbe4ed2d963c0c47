"""Heavy work that job processes answer."""

import django.db.models.deletion
import jixiao.web.models.job
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jixiao', '0011_words_of_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('token', models.CharField(default=jixiao.web.models.job.new_token, max_length=32, primary_key=True, serialize=False)),
                ('path', models.TextField()),
                ('state', models.CharField(choices=[('waiting', '排队'), ('running', '正在做'), ('done', '做好了'), ('failed', '没有做成')], default='waiting', max_length=10)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('started', models.DateTimeField(null=True)),
                ('finished', models.DateTimeField(null=True)),
                ('worker', models.CharField(blank=True, max_length=100)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created'],
                'indexes': [models.Index(fields=['state', 'created'], name='job_next')],
            },
        ),
    ]
