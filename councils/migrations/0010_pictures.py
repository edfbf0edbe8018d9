from django.db import migrations, models

from councils import frozen_pictures


def install(apps, schema_editor):
    frozen_pictures.install(schema_editor.connection)


def remove(apps, schema_editor):
    frozen_pictures.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0009_council_work"),
    ]

    operations = [
        migrations.AddField(
            model_name="picturecontribution",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ändrat efter delningen"),
        ),
        migrations.RunPython(install, remove),
    ]
