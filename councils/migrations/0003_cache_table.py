"""The table of the shared cache, so that no deployment forgets `createcachetable`."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS cache")


class Migration(migrations.Migration):
    dependencies = [("councils", "0002_municipalities")]

    operations = [migrations.RunPython(create, drop)]
