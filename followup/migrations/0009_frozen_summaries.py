from django.db import migrations

from followup import frozen


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("followup", "0008_summary_parts_stand")]

    operations = [migrations.RunPython(install, remove)]
