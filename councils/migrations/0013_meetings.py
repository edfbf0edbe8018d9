from django.db import migrations

from councils import approved_minutes


def install(apps, schema_editor):
    approved_minutes.install(schema_editor.connection)


def remove(apps, schema_editor):
    approved_minutes.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Approved minutes stand. A later migration of meetings, agenda items, attendance or decisions on SQLite begins
    with `remove` and ends with `install`: see councils/approved_minutes.py.
    """

    dependencies = [("councils", '0012_plans')]

    operations = [migrations.RunPython(install, remove)]
