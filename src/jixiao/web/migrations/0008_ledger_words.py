from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jixiao', '0007_sign_in_counts'),
    ]

    operations = [
        migrations.AddField(
            model_name='ledger',
            name='words',
            field=models.JSONField(default=dict),
        ),
    ]
