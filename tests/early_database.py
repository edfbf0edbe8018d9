"""A database of a test's own, as it was after an early migration, for what the next one does to rows.

    with early_database([("promises", "0006_measured_is_a_row")]) as migrate:
        old = migrate([("promises", "0005_logging")])

Walking the tests' own database back and forth would undo and redo every later migration, more of them each year. Here
the tables are made at once as they were then, and only what the test asks for is migrated. The test is marked
`own_database`: nothing of it is rolled back, the database is removed.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

NAME = "early"


@contextmanager
def early_database(targets) -> Iterator[Callable[[list[tuple[str, str]]], Any]]:
    """Inside, Django's connection leads there. Yields what migrates on or back, and gives the models of then."""
    with _an_empty_one() as name, _connected_to(name):
        _make_tables_as_of(targets)
        yield migrate


def _make_tables_as_of(targets):
    """Rows and triggers that migrations made until then are not there."""
    executor = MigrationExecutor(connection)
    with connection.schema_editor() as editor:
        for model in executor.loader.project_state(targets).apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    executor.recorder.ensure_schema()
    for migration, _ in executor.migration_plan(targets):
        executor.recorder.record_applied(migration.app_label, migration.name)


def migrate(targets):
    return MigrationExecutor(connection).migrate(targets).apps


@contextmanager
def _connected_to(name):
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def _an_empty_one():
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / f"{NAME}.sqlite3")
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
        cursor.execute(f"CREATE DATABASE {NAME}")
    try:
        yield NAME
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {NAME}")
