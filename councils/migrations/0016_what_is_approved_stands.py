from django.db import migrations

from councils import approved_minutes, decided_plans, frozen_pictures


def install(apps, schema_editor):
    for triggers in (approved_minutes, frozen_pictures, decided_plans):
        triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    for triggers in (approved_minutes, frozen_pictures, decided_plans):
        triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Approved minutes, adopted pictures and decided plans stand. A later migration of these tables on SQLite begins
    with `remove` and ends with `install`: see councils/triggers.py.
    """

    dependencies = [("councils", "0015_copy_what_is_named")]

    operations = [migrations.RunPython(install, remove)]
